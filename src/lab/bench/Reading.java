package lab.bench;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import raft.client.Handshake;
import raft.node.ClusterConfig;
import raft.node.Frame.CountersReply;
import raft.node.Frame.StatusReply;
import raft.node.Node;

/**
 * All counters at one moment: those of the nodes that answer, and this process'
 * own.
 *
 * @param nanos    when, by System.nanoTime()
 * @param counters of each node that answered
 * @param leader   the one of the newest term, or null
 * @param term     the newest; it rises with each election
 */
record Reading(long nanos, long clientCpuMillis,
    Map<String, CountersReply> counters, String leader, long term) {
  private static final int TIMEOUT_MILLIS = 2000;

  static Reading of(ClusterConfig config) {
    Map<String, CountersReply> counters = new TreeMap<>();
    String leader = null;
    long term = 0;
    for (ClusterConfig.NodeAddress node : config.nodes()) {
      try {
        StatusReply status = Handshake.status(config, node, 0, TIMEOUT_MILLIS);
        counters.put(node.id(),
            Handshake.counters(config, node, TIMEOUT_MILLIS));
        boolean leads = status.role().equals("leader");
        if (leads && status.term() >= term) leader = node.id();
        term = Math.max(term, status.term());
      } catch (IOException e) {
        // A node that is down has nothing to add, and a cluster may go on.
      }
    }
    return new Reading(System.nanoTime(), Node.ownCpuMillis(),
        counters, leader, term);
  }

  /** How much a counter rose since an earlier reading, over all nodes. */
  long since(Reading before, ToLongFunction<CountersReply> counter) {
    return counters.keySet().stream()
        .mapToLong(node -> since(before, node, counter)).sum();
  }

  /** The same for one node; 0 if it was not there all the time. */
  long since(Reading before, String node,
      ToLongFunction<CountersReply> counter) {
    CountersReply now = counters.get(node);
    CountersReply then = before.counters.get(node);
    if (now == null || then == null) return 0;
    return Math.max(0, counter.applyAsLong(now) - counter.applyAsLong(then));
  }
}
