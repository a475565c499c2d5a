package raft;

import java.util.Objects;

/**
 * One log entry (§5.3): "Each log entry stores a state machine command along
 * with the term number when the entry was received by the leader."
 *
 * @param term    the term of the leader that received it, at least 1
 * @param kind    whether the state machine gets to see it
 * @param command opaque text for the algorithm, JSON for all others;
 *                empty unless {@code kind} is {@link Kind#COMMAND}
 */
public record Entry(long term, Kind kind, String command) {

  /** Who an entry is for. */
  public enum Kind {
    /** A client's command: applied to the state machine. */
    COMMAND,
    /** "a blank no-op entry" (§8): never reaches the state machine. */
    NO_OP
  }

  public Entry {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(command, "command");
    Message.number(1, term, "term");
    if (kind == Kind.NO_OP && !command.isEmpty()) {
      throw new IllegalArgumentException("a no-op carries no command");
    }
  }

  public static Entry command(long term, String command) {
    return new Entry(term, Kind.COMMAND, command);
  }

  public static Entry noOp(long term) {
    return new Entry(term, Kind.NO_OP, "");
  }

  /** {@code {"op":"put",...} of term 2}. */
  @Override public String toString() {
    return (kind == Kind.NO_OP ? "a no-op" : command) + " of term " + term;
  }

  /** An upper estimate of what this entry adds to a frame, in bytes. */
  public long bytes() {
    return 64 + 3L * command.length();
  }
}
