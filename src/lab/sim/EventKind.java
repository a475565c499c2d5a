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
  SNAPSHOT_END("hears from its snapshot");

  private final String verb;

  EventKind(String verb) {
    this.verb = verb;
  }

  @Override public String toString() {
    return verb;
  }
}
