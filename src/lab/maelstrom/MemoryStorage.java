package lab.maelstrom;

import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import raft.Entry;
import raft.SnapshotStore;
import raft.Storage;

/**
 * The storage of a node without a data directory: nothing is read again, so
 * nothing is kept, and a process that is killed leaves no files behind. What is
 * appended is durable at once; the thread {@code n1 disk} tells the server of
 * it, since a rule must not be called from within a rule.
 *
 * <p>Thread-safe. Positions count records.
 */
final class MemoryStorage implements Storage {
  private long position; // guarded by this object's monitor

  @Override public Saved saved() {
    return new Saved(0, null, List.of());
  }

  @Override public long appendTermAndVote(long currentTerm, String votedFor) {
    return append();
  }

  @Override public long appendEntry(long index, Entry entry) {
    return append();
  }

  /** No snapshots are taken: such a process does not live long. */
  @Override public long appendLogStart(long index, List<Entry> following) {
    throw new UnsupportedOperationException("snapshots");
  }

  @Override public long appendDiscard(long index, Set<Long> inUse) {
    throw new UnsupportedOperationException("snapshots");
  }

  @Override public SnapshotStore snapshots() {
    return null;
  }

  private synchronized long append() {
    notifyAll();
    return ++position;
  }

  @Override public synchronized long position() {
    return position;
  }

  @Override public boolean isFull() {
    return false;
  }

  @Override public void sync(long wanted) {
    assert wanted <= position() : "it was never appended";
  }

  /** Reports each position that is reached, until the server is closed. */
  void run(LongConsumer durable) throws InterruptedException {
    long told = 0;
    while (true) {
      told = awaitBeyond(told);
      durable.accept(told);
    }
  }

  private synchronized long awaitBeyond(long told) throws InterruptedException {
    while (position == told) wait();
    return position;
  }
}
