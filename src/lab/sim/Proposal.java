package lab.sim;

import java.util.function.Consumer;
import raft.Outcome;
import lab.check.Operation;

/**
 * An operation that a server was asked for, without an outcome yet.
 *
 * @param whenAnswered hears the outcome when the server's answer leaves
 */
public record Proposal(Operation operation, Consumer<Outcome> whenAnswered) {}
