package raft.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import raft.client.Handshake;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;
import raft.text.Reason;

/** Asks every node how it is. */
final class StatusPoll {
  private StatusPoll() {}

  /**
   * What became of asking one node.
   *
   * @param status its reply; null if there was none
   * @param why    why there was none; else null
   */
  record NodeReply(String node, StatusReply status, String why) {
    boolean isThere() {
      return status != null;
    }
  }

  /**
   * Asks, and waits for all replies, but not much longer than {@code millis}.
   *
   * @param log    how many of its last log entries each is to bring along
   * @param millis how long to wait
   * @return one for each node, in the order of the configuration
   */
  static List<NodeReply> take(ClusterConfig config, int log, int millis)
      throws InterruptedException {
    return NodePoll.take(config.nodes(), millis,
        node -> ask(config, node, log, millis),
        node -> new NodeReply(node.id(), null, "no answer in time"));
  }

  private static NodeReply ask(ClusterConfig config,
      ClusterConfig.NodeAddress node, int log, int millis) {
    try {
      return new NodeReply(node.id(),
          Handshake.status(config, node, log, millis), null);
    } catch (IOException e) {
      return new NodeReply(node.id(), null, Reason.of(e));
    }
  }

  /** The leader: if several say so, the one with the newest term. */
  static Optional<StatusReply> leader(List<NodeReply> replies) {
    return replies.stream().filter(NodeReply::isThere).map(NodeReply::status)
        .filter(status -> status.role().equals("leader"))
        .max(Comparator.comparingLong(StatusReply::term));
  }
}
