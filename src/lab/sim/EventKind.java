package lab.sim;

/** The kinds of events. */
public enum EventKind {
  // A process begins and ends:
  START("starts"),
  CRASH("is killed"),
  POWER_LOSS("loses power"),
  BREAK("breaks down"),

  // Its server is called:
  TICK("has something due"),
  TIMEOUT("times out"),
  ASK("makes"),
  RECEIVE("receives"),
  SILENCE("waits in vain for an answer to"),
  PROPOSE("is asked for"),

  // What it says leaves:
  SEND("sends"),
  ANSWER("answers"),

  // Its disk:
  WRITE("writes"),
  FORCE("forces"),
  DURABLE("hears from its disk"),

  // Its links and its clock:
  PAUSE("pauses"),
  RESUME("goes on"),
  CLOCK("has its clock changed"),
  CUT("is cut off from"),
  JOIN("is joined with"),
  LOSE("is never reached by"),

  // Its snapshots:
  SNAPSHOT_REQUEST("is asked for a snapshot"),
  SNAPSHOT("begins a snapshot"),
  SNAPSHOT_WRITE("writes some of its snapshot"),
  SNAPSHOT_SAVE("forces and names its snapshot"),
  SNAPSHOT_END("hears from its snapshot"),

  // Its cluster's members:
  CHANGE("is asked for other members:"),
  CHANGE_ANSWER("answers, of other members,"),

  // Its leader:
  TRANSFER("is asked to make another leader:"),
  TRANSFER_ANSWER("answers, of another leader,");

  private final String verb;

  EventKind(String verb) {
    this.verb = verb;
  }

  /** Whether a leader may learn from this how far a peer's log is. */
  boolean mayMove() {
    return this == RECEIVE || this == DURABLE;
  }

  /** Whether something else may be on the disk since. */
  boolean mayStore() {
    return switch (this) {
      case START, FORCE, RECEIVE, SNAPSHOT_SAVE -> true;
      default -> false;
    };
  }

  @Override public String toString() {
    return verb;
  }
}
