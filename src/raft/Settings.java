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
 *                         it off makes Figure 8 visible, and reads slow
 * @param applyEntries     most entries applied in one step, at least 1; they
 *                         must take much less time than a heartbeat
 * @param uncommittedBytes a leader refuses commands while its entries that are
 *                         not committed have more bytes than this
 */
public record Settings(int heartbeatTicks, int electionTicksMin,
    int electionTicksMax, int batchEntries, int batchBytes, boolean noOp,
    int applyEntries, int uncommittedBytes) {

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

  /** With {@link #APPLY_ENTRIES} and {@link #UNCOMMITTED_BYTES}. */
  public Settings(int heartbeatTicks, int electionTicksMin,
      int electionTicksMax, int batchEntries, int batchBytes, boolean noOp) {
    this(heartbeatTicks, electionTicksMin, electionTicksMax, batchEntries,
        batchBytes, noOp, APPLY_ENTRIES, UNCOMMITTED_BYTES);
  }
}
