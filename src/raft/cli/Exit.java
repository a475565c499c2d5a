package raft.cli;

/**
 * What the exit status of {@code raft} says; the same for every command. The
 * table in the package page of {@code raft.client} has every case of a command
 * that is sent to the cluster.
 */
public final class Exit {
  /** What was asked was done. */
  public static final int DONE = 0;
  /** The answer is no: no such key, another value, a check that failed. */
  public static final int NO = 1;
  /** The command line, the configuration or the command itself is wrong. */
  public static final int USAGE = 2;
  /** No node took it in time; nothing was done, and nothing will be. */
  public static final int NOTHING_DONE = 3;
  /** It was sent, and may have happened or may yet. Also a node that failed. */
  public static final int UNKNOWN = 4;
  /** It ran, and not all that it had to say on stdout could be written. */
  public static final int UNWRITTEN = 5;
  // 6 comes from the launching script: the JVM does not start.

  private Exit() {}
}
