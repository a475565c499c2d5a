package lab.sim;

import java.util.function.Consumer;
import raft.Outcome;
import lab.check.Operation;

/**
 * An operation as it lies with a server, waiting for its outcome.
 *
 * @param whenAnswered hears the outcome when the server's answer leaves
 */
public record Proposal(Operation operation, Consumer<Outcome> whenAnswered) {}
