package lab.check;

import java.util.Map;
import java.util.TreeMap;
import raft.Status;

/**
 * The term grows; the commitIndex while the process runs; a matchIndex within
 * one leadership.
 */
final class OnlyGrows extends Checker {
  private final Map<String, Map<String, Long>> matchIndex = new TreeMap<>();

  OnlyGrows(ClusterView cluster) {
    super(cluster);
  }

  @Override void changed(ServerView node) {
    Status before = node.before();
    Status now = node.status();
    grows(node, "term", before.term(), now.term());
    grows(node, "commitIndex", before.commitIndex(), now.commitIndex());
    if (!node.leadsOn()) matchIndex.remove(node.id());
  }

  @Override void started(ServerView node) {
    matchIndex.remove(node.id());
  }

  @Override void led(ServerView leader) {
    Map<String, Long> known = matchIndex.computeIfAbsent(leader.id(),
        each -> new TreeMap<>());
    for (ServerView node : cluster().nodes()) {
      long now = leader.matchIndex(node.id());
      Long before = known.get(node.id());
      if (before != null && before == now) continue;
      if (now == 0 && !leader.configuration().isVoter(node.id())) {
        known.remove(node.id()); // it was removed, or given up
        continue;
      }
      if (before != null) grows(leader, "matchIndex", before, now);
      known.put(node.id(), now);
    }
  }

  private void grows(ServerView node, String what, long before, long now) {
    if (now >= before) return;
    throw broken(Property.ONLY_GROWS,
        fact("%s had %s %d", node.id(), what, before),
        fact("%s has %s %d", node.id(), what, now));
  }
}
