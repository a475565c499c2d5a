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
  private final Ledger ledger;

  CommittedByMajority(Scene scene, Ledger ledger) {
    super(scene);
    this.ledger = ledger;
  }

  @Override void changed(Seen node) {
    Status now = node.status();
    if (now.role() != LEADER) return;
    long first = node.before().commitIndex() + 1;
    for (long i = first; i <= now.commitIndex(); i++) {
      Entry entry = node.log().get((int) i - 1);
      onDisks(Property.COMMITTED_BY_MAJORITY, i, entry,
          fact("%s commits, at %d, %s", node.id(), i, entry));
    }
  }

  @Override void acknowledged(Seen node, Operation operation, String answer) {
    Fact told = fact("%s answers %s: %s", node.id(), operation, answer);
    int index = ledger.indexOf(operation.command());
    if (index == 0) {
      throw broken(Property.ACKNOWLEDGED_IS_DURABLE,
          fact("no server has committed %s", operation.command()), told);
    }
    onDisks(Property.ACKNOWLEDGED_IS_DURABLE, index,
        ledger.lines().get(index - 1).entry(), told);
  }

  private void onDisks(Property property, long index, Entry entry, Fact told) {
    List<String> holders = new ArrayList<>();
    for (Seen node : scene().nodes()) {
      if (node.holdsDurably(index, entry)) holders.add(node.id());
    }
    if (scene().isMajority(holders.size())) return;
    throw broken(property, fact("of %d disks, those of %s hold %s at %d",
        scene().nodes().size(), holders, entry, index), told);
  }
}
