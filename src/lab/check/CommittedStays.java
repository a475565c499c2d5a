package lab.check;

import java.util.List;
import raft.Entry;

/**
 * No server deletes what it holds to be committed, nor what anybody does, even
 * if it puts the same back: it might lose power in between.
 */
final class CommittedStays extends Checker {
  private final Ledger ledger;

  CommittedStays(Scene scene, Ledger ledger) {
    super(scene);
    this.ledger = ledger;
  }

  @Override void deleted(Seen node, long first, List<Entry> entries) {
    if (first <= node.before().commitIndex()) {
      throw broken(Property.COMMITTED_STAYS,
          fact("%s has commitIndex %d", node.id(), node.before().commitIndex()),
          fact("%s deletes, from %d on, %s", node.id(), first, entries));
    }
    long committed = ledger.lines().size();
    for (int i = 0; i < entries.size() && first + i <= committed; i++) {
      Ledger.Line line = ledger.lines().get((int) first + i - 1);
      if (!line.entry().equals(entries.get(i))) continue;
      throw broken(Property.COMMITTED_STAYS, line.fact(),
          fact("%s deletes, from %d on, %s", node.id(), first, entries));
    }
  }
}
