package raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stable storage in memory. The buffer fills as the server writes; the disk
 * gets nothing until a test says {@link #force}.
 *
 * <p>Positions count records. For each of them it remembers what a crash would
 * leave if the disk had got exactly that far.
 */
final class MemoryStorage implements Storage {
  private final List<Saved> afterRecord = new ArrayList<>();
  private final MemorySnapshots snapshots;
  private Set<Long> inUse = Set.of();
  private long durable;
  private boolean full;

  MemoryStorage(Saved saved) {
    this(saved, new MemorySnapshots());
  }

  MemoryStorage(Saved saved, MemorySnapshots snapshots) {
    afterRecord.add(saved);
    this.snapshots = snapshots;
  }

  /** Writes and forces the whole buffer; returns what is durable now. */
  long force() {
    durable = position();
    return durable;
  }

  /** What a restart would find if the power failed now. */
  Saved survivors() {
    return survivors(durable);
  }

  /** What a restart would find if the disk had got so far. */
  Saved survivors(long position) {
    return afterRecord.get((int) position);
  }

  /** Whether this message depends on nothing that a crash could undo. */
  boolean mayLeave(Held<?> held) {
    return held.position() <= durable;
  }

  /** The buffer takes no proposals any more, or takes them again. */
  void setFull(boolean full) {
    this.full = full;
  }

  @Override public Saved saved() {
    return afterRecord.get(0);
  }

  @Override public long appendTermAndVote(long currentTerm, String votedFor) {
    return append(new Saved(currentTerm, votedFor, newest().snapshot(),
        newest().entries()));
  }

  @Override public long appendEntry(long index, Entry entry) {
    return append(withLog(index, List.of(entry)));
  }

  /** The log up to this index, and then these entries. */
  private Saved withLog(long index, List<Entry> following) {
    long before = index - 1 - firstIndex() + 1;
    List<Entry> log = new ArrayList<>(
        newest().entries().subList(0, (int) Math.max(0, before)));
    log.addAll(following);
    return new Saved(newest().currentTerm(), newest().votedFor(),
        newest().snapshot(), log);
  }

  private long firstIndex() {
    return newest().snapshot() == null ? 1
        : newest().snapshot().lastIncludedIndex() + 1;
  }

  @Override public long appendLogStart(long index, List<Entry> following) {
    boolean reaches = index < firstIndex() + newest().entries().size();
    return append(withLog(reaches ? index + 1 : 0, following));
  }

  /** What a restart would find then: the snapshot, and the log after it. */
  @Override public long appendDiscard(long index, Set<Long> inUse) {
    this.inUse = inUse;
    Saved now = newest();
    long covered = Math.min(index - firstIndex() + 1, now.entries().size());
    return append(new Saved(now.currentTerm(), now.votedFor(),
        snapshots.metadata(index),
        now.entries().subList((int) covered, now.entries().size())));
  }

  /** The snapshots that the latest discard was to leave. */
  Set<Long> inUse() {
    return inUse;
  }

  @Override public MemorySnapshots snapshots() {
    return snapshots;
  }

  @Override public long position() {
    return afterRecord.size() - 1;
  }

  @Override public boolean isFull() {
    return full;
  }

  /** Nobody else forces here, so who would have to wait would wait forever. */
  @Override public void sync(long position) {
    if (position <= durable) return;
    throw new StorageException("durable up to " + durable + " of " + position);
  }

  private Saved newest() {
    return survivors(position());
  }

  private long append(Saved after) {
    afterRecord.add(after);
    return position();
  }
}
