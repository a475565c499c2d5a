package lab.sim;

import java.util.function.Consumer;
import raft.Configuration;
import raft.Outcome;

/**
 * Other members that a person asks a server for.
 *
 * @param from         those that the person knows of
 * @param ticks        how long newcomers may take to catch up
 * @param whenAnswered hears the outcome when the server's answer leaves
 */
public record ChangeOfMembers(Configuration from, Configuration to, int ticks,
    Consumer<Outcome> whenAnswered) {

  /** {@code n1 n2 n4, within 100 ticks}. */
  @Override public String toString() {
    return to.inWords() + ", within " + ticks + " ticks";
  }
}
