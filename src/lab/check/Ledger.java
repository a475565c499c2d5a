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
  private final Map<String, Integer> indexes = new HashMap<>(); // never walked

  Ledger(Scene scene) {
    super(scene);
  }

  /** As much as is known to be committed; index 1 is at position 0. */
  List<Line> lines() {
    return lines;
  }

  /** The first index at which this command is committed; 0 if it is not. */
  int indexOf(String command) {
    return indexes.getOrDefault(command, 0);
  }

  @Override void changed(Seen node) {
    Status now = node.status();
    if (now.commitIndex() > node.log().size()) {
      throw broken(Property.STATE_MACHINE_SAFETY,
          fact("the log of %s ends at %d", node.id(), node.log().size()),
          fact("%s commits up to %d", node.id(), now.commitIndex()));
    }
    long first = node.before().commitIndex() + 1;
    for (long i = first; i <= now.commitIndex(); i++) {
      commits(node, i, node.log().get((int) i - 1));
    }
  }

  private void commits(Seen node, long index, Entry entry) {
    Fact fact = fact("%s commits, at %d, %s", node.id(), index, entry);
    if (index > lines.size()) {
      lines.add(new Line(entry, node.status().term(), fact));
      indexes.putIfAbsent(entry.command(), (int) index);
      return;
    }
    Line line = lines.get((int) index - 1);
    if (line.entry().equals(entry)) return;
    throw broken(Property.STATE_MACHINE_SAFETY, line.fact(), fact);
  }
}
