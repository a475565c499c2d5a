package lab.check;

import java.util.List;
import raft.Entry;

/**
 * "a leader never overwrites or deletes entries in its log; it only appends new
 * entries. §5.3"
 */
final class LeaderAppendOnly extends Checker {
  LeaderAppendOnly(ClusterView scene) {
    super(scene);
  }

  @Override void deleted(ServerView node, long first, List<Entry> entries) {
    if (!Elections.leadsOn(node)) return;
    throw broken(Property.LEADER_APPEND_ONLY,
        fact("%s leads term %d", node.id(), node.status().term()),
        fact("%s deletes, from %d on, %s", node.id(), first, entries));
  }
}
