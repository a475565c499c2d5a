package lab.check;

import java.util.List;
import raft.Entry;

/**
 * No server deletes an entry that it, or any other, holds to be committed, even
 * if it puts the same back: it might lose power in between.
 */
final class CommittedStays extends Checker {
  private final CommittedEntries committed;

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
}
