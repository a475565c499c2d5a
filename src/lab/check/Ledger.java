package lab.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import raft.Entry;
import raft.Status;

/**
 * All that any server ever held to be committed, by index, and so the check of
 * State Machine Safety: "if a server has applied a log entry at a given index
 * to its state machine, no other server will ever apply a different log entry
 * for the same index. §5.4.3"
 *
 * <p>Entries are applied in the very step that commits them, so a server's
 * commitIndex says what it applied; {@link AppliesInOrder} sees to that.
 */
final class Ledger extends Checker {

  /**
   * What is committed at one index.
   *
   * @param term in which it was found committed
   */
  record Line(Entry entry, long term, Fact fact) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Long> indexes = new HashMap<>(); // never walked

  Ledger(ClusterView scene) {
    super(scene);
  }

  /** The last index that is known to be committed; 0 if none is. */
  long lastIndex() {
    return lines.size();
  }

  /** What is committed at this index, from 1 to lastIndex. */
  Line at(long index) {
    return lines.get((int) index - 1);
  }

  /** The first index at which this command is committed; 0 if it is not. */
  long indexOf(String command) {
    return indexes.getOrDefault(command, 0L);
  }

  @Override void changed(ServerView node) {
    Status now = node.status();
    if (now.commitIndex() > node.log().lastIndex()) {
      throw broken(Property.STATE_MACHINE_SAFETY,
          fact("the log of %s ends at %d", node.id(), node.log().lastIndex()),
          fact("%s commits up to %d", node.id(), now.commitIndex()));
    }
    for (long i = node.firstCommitted(); i <= now.commitIndex(); i++) {
      commits(node, i, node.log().entry(i));
    }
  }

  private void commits(ServerView node, long index, Entry entry) {
    Fact fact = fact("%s commits, at %d, %s", node.id(), index, entry);
    if (index > lastIndex()) {
      lines.add(new Line(entry, node.status().term(), fact));
      indexes.putIfAbsent(entry.command(), index);
      return;
    }
    Line line = at(index);
    if (line.entry().equals(entry)) return;
    throw broken(Property.STATE_MACHINE_SAFETY, line.fact(), fact);
  }
}
