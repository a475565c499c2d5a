package lab.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import raft.Entry;

/**
 * No server deletes an entry that it, or any other, holds to be committed, even
 * if it puts the same back: it might lose power in between. And a start would
 * still find such an entry on its disk, in a snapshot or in the log.
 */
final class CommittedStays extends Checker {
  private record StoredFact(long index, Fact fact) {}

  private final CommittedEntries committed;
  // By server: up to which index its disk holds what is committed.
  private final Map<String, StoredFact> stored = new TreeMap<>();

  CommittedStays(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    this.committed = committed;
  }

  @Override void deleted(ServerView node, long first, List<Entry> entries) {
    if (first <= node.before().commitIndex()) {
      throw broken(Property.COMMITTED_STAYS,
          fact("%s has commitIndex %d", node.id(), node.before().commitIndex()),
          fact("%s deletes, from %d on, %s", node.id(), first, entries));
    }
    long index = first;
    for (Entry entry : entries) {
      if (index > committed.lastIndex()) return;
      CommittedEntries.Committed known = committed.at(index++);
      if (!known.entry().equals(entry)) continue;
      throw broken(Property.COMMITTED_STAYS, known.fact(),
          fact("%s deletes, from %d on, %s", node.id(), first, entries));
    }
  }

  /** Other checkers see what was lost with its disk or by rot. */
  @Override void started(ServerView node) {
    stored.remove(node.id());
  }

  @Override void stored(ServerView node) {
    LogView disk = node.durableLog();
    StoredFact before = stored.get(node.id());
    if (before != null && !isThere(disk, before.index())) {
      throw broken(Property.COMMITTED_STAYS, before.fact(),
          fact("a start of %s would find there %s", node.id(),
              disk.describe(before.index())));
    }
    long from = before == null ? 0 : before.index();
    long to = from;
    long most = Math.min(committed.lastIndex(), underWayAfter(node));
    while (to < most && isThere(disk, to + 1)) to++;
    if (to == from) return;
    stored.put(node.id(), new StoredFact(to,
        fact("the disk of %s holds up to %d what is committed", node.id(),
            to)));
  }

  /**
   * Up to where its disk holds what its memory does. Beyond that writes are
   * under way, which may replace what happens to be committed since.
   */
  private static long underWayAfter(ServerView node) {
    return node.isUp() ? node.status().durableIndex() : Long.MAX_VALUE;
  }

  private boolean isThere(LogView disk, long index) {
    return disk.lastIndex() >= index
        && disk.holds(index, committed.at(index).entry());
  }
}
