package raft;

/**
 * What may be tuned without touching safety (§5.6: broadcastTime ≪
 * electionTimeout ≪ MTBF). Times are in ticks; the driver decides how long
 * a tick is.
 *
 * @param heartbeatTicks   a leader speaks to each follower at least this often
 * @param electionTicksMin the shortest election timeout that may be drawn
 * @param electionTicksMax the longest one, drawn uniformly in between (§5.2)
 * @param batchEntries     most entries in one AppendEntries, at least 1
 * @param batchBytes       most bytes of entries in one AppendEntries; a single
 *                         larger entry still goes, alone
 * @param noOp             whether a new leader appends a no-op (§8); switching
 *                         it off makes Figure 8 visible, reads slow, and a
 *                         change of members that it inherits wait for a command
 * @param applyEntries     most entries applied in one step, at least 1; they
 *                         must take much less time than a heartbeat
 * @param uncommittedBytes a leader refuses commands while its entries that are
 *                         not committed have more bytes than this
 * @param snapshots        when they are taken, and what is kept beside them
 * @param calm             what keeps elections rare
 */
public record Settings(int heartbeatTicks, int electionTicksMin,
    int electionTicksMax, int batchEntries, int batchBytes, boolean noOp,
    int applyEntries, int uncommittedBytes, Snapshotting snapshots,
    Calm calm) {

  /**
   * What keeps servers from electing a leader that nobody needs. Figure 2 knows
   * nothing of it. The three belong together: without check-quorum the others
   * protect also a leader that reaches too few servers.
   *
   * @param stickiness  a server that hears its leader disregards candidates
   *                    (§6, MC6)
   * @param preVote     who would start an election asks first whether it could
   *                    win it (thesis 9.6, PV)
   * @param checkQuorum a leader that no majority answers steps down (thesis
   *                    6.2, CQ)
   */
  public record Calm(boolean stickiness, boolean preVote,
      boolean checkQuorum) {

    /** As in Figure 2. */
    public static final Calm OFF = new Calm(false, false, false);

    public static final Calm ON = new Calm(true, true, true);
  }

  /**
   * When a server takes a snapshot, and what it keeps beside it (§7).
   *
   * @param entries     taken when this many were applied since the last; 0 if
   *                    their number is no reason
   * @param bytes       taken when these have about this many bytes; 0 if their
   *                    size is no reason
   * @param keptEntries of those that a snapshot covers, the last ones that stay
   *                    in memory, so that a follower a little behind needs no
   *                    snapshot
   * @param keptBytes   most bytes of these; also of those that a leader keeps
   *                    for a follower that is being sent a snapshot
   * @param chunkBytes  most bytes of a snapshot in one InstallSnapshot, at
   *                    least 4, the longest character
   */
  public record Snapshotting(long entries, long bytes, int keptEntries,
      int keptBytes, int chunkBytes) {

    /** None is taken, unless a person asks for one. */
    public static final Snapshotting OFF =
        new Snapshotting(0, 0, 1_000, 1 << 24, 1 << 16);

    public Snapshotting {
      Message.atLeast(0, entries, "entries");
      Message.atLeast(0, bytes, "bytes");
      Message.atLeast(0, keptEntries, "keptEntries");
      Message.atLeast(0, keptBytes, "keptBytes");
      Message.atLeast(4, chunkBytes, "chunkBytes");
    }
  }

  /** The usual number of entries a step: some milliseconds of usual work. */
  public static final int APPLY_ENTRIES = 2_000;

  /** The usual bound of what is not committed. */
  public static final int UNCOMMITTED_BYTES = 1 << 24;

  public Settings {
    Message.atLeast(1, heartbeatTicks, "heartbeatTicks");
    Message.atLeast(heartbeatTicks, electionTicksMin, "electionTicksMin");
    Message.atLeast(electionTicksMin, electionTicksMax, "electionTicksMax");
    Message.atLeast(1, batchEntries, "batchEntries");
    Message.atLeast(1, batchBytes, "batchBytes");
    Message.atLeast(1, applyEntries, "applyEntries");
    Message.atLeast(1, uncommittedBytes, "uncommittedBytes");
  }

  /** As Figure 2 has it: with nothing that keeps elections rare. */
  public Settings(int heartbeatTicks, int electionTicksMin,
      int electionTicksMax, int batchEntries, int batchBytes, boolean noOp,
      int applyEntries, int uncommittedBytes, Snapshotting snapshots) {
    this(heartbeatTicks, electionTicksMin, electionTicksMax, batchEntries,
        batchBytes, noOp, applyEntries, uncommittedBytes, snapshots,
        Calm.OFF);
  }

  /** The same, with the usual bounds, and no snapshots. */
  public Settings(int heartbeatTicks, int electionTicksMin,
      int electionTicksMax, int batchEntries, int batchBytes, boolean noOp) {
    this(heartbeatTicks, electionTicksMin, electionTicksMax, batchEntries,
        batchBytes, noOp, APPLY_ENTRIES, UNCOMMITTED_BYTES, Snapshotting.OFF);
  }
}
