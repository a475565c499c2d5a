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
  private final int patience; // in ticks

  // The disk has everything before this, as far as the server has heard.
  private long durable;

  // Where currentTerm and votedFor end.
  private long term;

  // Where the latest vote, or answer to the current leader, ends.
  private long promise;

  // For how many ticks the disk has owed something and done nothing.
  private int owing;

  /** @param patience ticks after which a disk that does nothing is stalled */
  Durability(Storage storage, int patience) {
    this.storage = storage;
    this.patience = patience;
  }

  void saveTermAndVote(long currentTerm, String votedFor) {
    term = storage.appendTermAndVote(currentTerm, votedFor);
  }

  <M extends Message> Held<M> hold(M message) {
    // P1. "(Updated on stable storage before responding to RPCs)", Figure 2.
    //     Every reply, a refusal too since it reveals a term, waits for all
    //     that was buffered when it was made; so does a RequestVote.
    //     Beyond Figure 2 (thesis 10.2.1): a leader writes to its own disk and
    //     to its followers in parallel, so AppendEntries waits for nothing but
    //     the leader's term. In return it counts its own copy only when that
    //     is durable.
    boolean waits = !(message instanceof AppendEntries);
    return new Held<>(message, waits ? storage.position() : term);
  }

  void reached(long position) {
    durable = Math.max(durable, position);
    owing = 0;
  }

  /** Everything before this position is on disk; only rises. */
  long position() {
    return durable;
  }

  /** Whether this server's term, and its vote in it, would survive a crash. */
  boolean termIsDurable() {
    return term <= durable;
  }

  /** Whether no more should be proposed until the disk has caught up. */
  boolean isBehind() {
    return storage.isFull();
  }

  /** A vote, or an answer to the leader, waits for all that is buffered now. */
  void promise() {
    promise = storage.position();
  }

  /** Whether the latest promise still waits for the disk. */
  boolean owesPromise() {
    return promise > durable;
  }

  void pass(int ticks) {
    owing = storage.position() == durable ? 0 : owing + ticks;
  }

  /** Whether the disk has owed something for too long and done nothing. */
  boolean isStalled() {
    return owing >= patience;
  }

  /** Ticks until the disk is stalled; MAX_VALUE if it owes nothing. */
  int ticksUntilStalled() {
    if (storage.position() == durable) return Integer.MAX_VALUE;
    return Math.max(1, patience - owing);
  }
}
