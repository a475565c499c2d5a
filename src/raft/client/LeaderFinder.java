package raft.client;

import java.util.List;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;

/**
 * Which node to ask next. "If the client's first choice is not the leader, that
 * server will reject the client's request and supply information about the most
 * recent leader it has heard from" (§8). Not thread-safe.
 */
final class LeaderFinder {
  // In milliseconds. A long pause would go on after the election is over; calls
  // without a pause would take processor time from the candidates.
  private static final int FIRST_PAUSE = 5;
  private static final int LONGEST_PAUSE = 15;

  private final List<NodeAddress> nodes;
  private int current;
  private int pause = FIRST_PAUSE;

  LeaderFinder(ClusterConfig config) {
    nodes = config.nodes();
  }

  NodeAddress current() {
    return nodes.get(current);
  }

  /** The current node answered a command: it leads. */
  void works() {
    pause = FIRST_PAUSE;
  }

  /**
   * The current node did not answer a command.
   *
   * @param leader who it says is the leader, or null
   * @return how long to wait before asking the next, in milliseconds; longer
   *         each time, since an election may be going on
   */
  int turnTo(String leader) {
    current = hinted(leader);
    int now = pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    return now;
  }

  private int hinted(String leader) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).id().equals(leader) && i != current) return i;
    }
    return (current + 1) % nodes.size();
  }
}
