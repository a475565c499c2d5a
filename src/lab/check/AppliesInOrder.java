package lab.check;

import java.util.Map;
import java.util.TreeMap;
import raft.Entry;

/**
 * State Machine Safety on one server: what reaches a server's state machine is
 * its log, in order, each entry once, as far as it is committed and no further.
 */
final class AppliesInOrder extends Checker {
  private final Map<String, Long> lastIndex = new TreeMap<>();

  AppliesInOrder(ClusterView cluster) {
    super(cluster);
  }

  @Override void started(ServerView node) {
    lastIndex.put(node.id(), node.status().snapshotIndex());
  }

  @Override void restored(ServerView node) {
    started(node);
  }

  @Override void applied(ServerView node, AppliedCommand applied) {
    long index = nextCommand(node);
    lastIndex.put(node.id(), index);
    long commitIndex = node.status().commitIndex();
    if (index <= commitIndex && applied.command()
        .equals(node.log().entry(index).text())) return;
    throw broken(Property.STATE_MACHINE_SAFETY,
        fact("%s has commitIndex %d, and %d is its next entry to apply",
            node.id(), commitIndex, index),
        fact("%s applies %s", node.id(), applied.command()));
  }

  @Override void settled(ServerView node) {
    long next = nextCommand(node);
    if (next > node.status().lastApplied()) return;
    throw broken(Property.STATE_MACHINE_SAFETY,
        fact("%s says it applied all up to %d", node.id(),
            node.status().lastApplied()),
        fact("%s did not apply %d", node.id(), next));
  }

  /** The index of the next entry that is a command. */
  private long nextCommand(ServerView node) {
    long index = lastIndex.get(node.id()) + 1;
    while (index <= node.log().lastIndex()
        && node.log().entry(index).kind() != Entry.Kind.COMMAND) index++;
    return index;
  }
}
