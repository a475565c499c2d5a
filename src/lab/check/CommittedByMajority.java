package lab.check;

import static raft.Role.LEADER;

import java.util.ArrayList;
import java.util.List;
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
    if (now.role() != LEADER) return;
    for (long i = node.firstCommitted(); i <= now.commitIndex(); i++) {
      Entry entry = node.log().entry(i);
      onDisks(Property.COMMITTED_BY_MAJORITY, i, entry,
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
        committed.at(index).entry(), told);
  }

  private void onDisks(Property property, long index, Entry entry, Fact told) {
    List<String> holders = new ArrayList<>();
    for (ServerView node : cluster().nodes()) {
      if (node.holdsDurably(index, entry)) holders.add(node.id());
    }
    if (cluster().isMajority(holders.size())) return;
    throw broken(property, fact("of %d disks, those of %s hold %s at %d",
        cluster().nodes().size(), holders, entry, index), told);
  }
}
