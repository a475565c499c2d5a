package lab.check;

import static raft.Role.LEADER;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import raft.Configuration;
import raft.Entry;
import raft.Status;

/**
 * When a leader commits an entry, the disks of a majority hold it. And what a
 * client is told is done, is committed.
 */
final class CommittedByMajority extends Checker {
  private final CommittedEntries committed;

  CommittedByMajority(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    this.committed = committed;
  }

  @Override void changed(ServerView node) {
    Status now = node.status();
    boolean led = node.before().role() == LEADER
        && node.before().term() == now.term(); // it may have stepped down
    if (now.role() != LEADER && !led) return;
    for (long i = node.firstCommitted(); i <= now.commitIndex(); i++) {
      Entry entry = node.log().entry(i);
      onDisks(Property.COMMITTED_BY_MAJORITY, i, entry,
          List.of(node.configurationBefore()),
          fact("%s commits, at %d, %s", node.id(), i, entry));
    }
  }

  @Override void acknowledged(ServerView node, Operation operation,
      String answer) {
    Fact told = fact("%s answers %s: %s", node.id(), operation, answer);
    long index = committed.indexOf(operation.command());
    if (index == 0) {
      throw broken(Property.ACKNOWLEDGED_IS_DURABLE,
          fact("no server has committed %s", operation.command()), told);
    }
    onDisks(Property.ACKNOWLEDGED_IS_DURABLE, index,
        committed.at(index).entry(), List.of(node.configuration(),
            committed.configurationAt(committed.lastIndex())), told);
  }

  /** @param members of one of these a majority is needed, of any */
  private void onDisks(Property property, long index, Entry entry,
      List<Configuration> members, Fact told) {
    Set<String> holders = new TreeSet<>();
    for (ServerView node : cluster().nodes()) {
      if (node.holdsDurably(index, entry)) holders.add(node.id());
    }
    for (Configuration each : members) {
      if (Majority.decides(each, holders)) return;
    }
    throw broken(property, fact("of the servers %s, the disks of %s hold %s at"
        + " %d", members.get(0), holders, entry, index), told);
  }
}
