package lab.check;

import java.util.List;
import raft.Entry;

/**
 * No server deletes what it holds to be committed, nor what anybody does, even
 * if it puts the same back: it might lose power in between.
 */
final class CommittedStays extends Checker {
  private final Ledger ledger;

  CommittedStays(ClusterView scene, Ledger ledger) {
    super(scene);
    this.ledger = ledger;
  }

  @Override void deleted(ServerView node, long first, List<Entry> entries) {
    if (first <= node.before().commitIndex()) {
      throw broken(Property.COMMITTED_STAYS,
          fact("%s has commitIndex %d", node.id(), node.before().commitIndex()),
          fact("%s deletes, from %d on, %s", node.id(), first, entries));
    }
    long index = first;
    for (Entry entry : entries) {
      if (index > ledger.lastIndex()) return;
      Ledger.Line line = ledger.at(index++);
      if (!line.entry().equals(entry)) continue;
      throw broken(Property.COMMITTED_STAYS, line.fact(),
          fact("%s deletes, from %d on, %s", node.id(), first, entries));
    }
  }
}
