package raft;

/**
 * Persist before you speak, in one place: what stands where in the storage's
 * buffer, how far the disk is, and so what a message has to wait for. Rules
 * that make messages cannot get around {@link #hold}, because only a {@link
 * Held} leaves the server.
 *
 * <p>All positions are {@link Storage}'s. Figure 2 takes a disk to be
 * instantaneous, so most of this is beyond it. Not thread-safe; {@link
 * RaftServer}'s lock guards it.
 */
final class Durability {
  private final Storage storage;
  private final int stalledAfter; // ticks

  // The disk has everything before this, as far as the server has heard.
  private long durable;

  // Where the record of currentTerm and votedFor ends.
  private long termEnd;

  // The position that the latest granted vote, or the latest reply to the
  // leader, waits for.
  private long replyEnd;

  // Ticks since the disk last made progress, while there is something to write.
  private int withoutProgress;

  /** @param stalledAfter ticks without progress, then the disk is stalled */
  Durability(Storage storage, int stalledAfter) {
    this.storage = storage;
    this.stalledAfter = stalledAfter;
  }

  void saveTermAndVote(long currentTerm, String votedFor) {
    termEnd = storage.appendTermAndVote(currentTerm, votedFor);
  }

  <M extends Message> Held<M> hold(M message) {
    // P1. "(Updated on stable storage before responding to RPCs)", Figure 2.
    //     Every reply, a refusal too since it reveals a term, waits for all
    //     that was buffered when it was made; so does a RequestVote.
    //     Beyond Figure 2 (thesis 10.2.1): a leader writes to its own disk and
    //     to its followers in parallel, so AppendEntries waits for nothing but
    //     the leader's term. In return it counts its own copy only when that
    //     is durable.
    //     An InstallSnapshot too waits for the term only: what it covers is
    //     committed. So do those about a read index, which speak of nothing
    //     that is stored.
    return new Held<>(message,
        needsTermOnly(message) ? termEnd : storage.position());
  }

  private static boolean needsTermOnly(Message message) {
    return message instanceof AppendEntries
        || message instanceof InstallSnapshot
        || message instanceof RequestReadIndex
        || message instanceof RequestReadIndexReply;
  }

  /** Everything before this position is on disk. */
  void durable(long position) {
    durable = Math.max(durable, position);
    withoutProgress = 0;
  }

  /** Everything before this position is on disk; only rises. */
  long durablePosition() {
    return durable;
  }

  /** Whether this server's term, and its vote in it, would survive a crash. */
  boolean termIsDurable() {
    return termEnd <= durable;
  }

  /** Whether no more should be proposed until the disk has caught up. */
  boolean isBehind() {
    return storage.isFull();
  }

  /** A vote, or a reply to the leader, waits for all that is buffered now. */
  void replyWaits() {
    replyEnd = storage.position();
  }

  /** Whether the latest of these still waits for the disk. */
  boolean isReplyWaiting() {
    return replyEnd > durable;
  }

  void tick(int ticks) {
    withoutProgress =
        storage.position() == durable ? 0 : withoutProgress + ticks;
  }

  /** Whether the disk has had something to write and made no progress. */
  boolean isStalled() {
    return withoutProgress >= stalledAfter;
  }

  /** Ticks until it is stalled; {@link Countdown#STANDS_STILL} if idle. */
  int ticksUntilStalled() {
    if (storage.position() == durable) return Countdown.STANDS_STILL;
    return Math.max(1, stalledAfter - withoutProgress);
  }
}
