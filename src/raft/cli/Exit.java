package raft.cli;

/** What the exit status of {@code raft} says; the same for every command. */
final class Exit {
  /** What was asked was done. */
  static final int DONE = 0;
  /** A definite no: no such key, another value was found. */
  static final int NO = 1;
  /** The command line, the configuration or the command itself is wrong. */
  static final int USAGE = 2;
  /** Nobody could be reached, or nobody led, in time; nothing was done. */
  static final int NOTHING_DONE = 3;
  /** It was sent, and may or may not yet happen. */
  static final int UNKNOWN = 4;

  private Exit() {}
}
