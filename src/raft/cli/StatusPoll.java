package raft.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raft.client.Handshake;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.MembersReply;
import raft.node.Frame.StatusReply;
import raft.text.Reason;

/** Asks every node how it is. */
final class StatusPoll {
  private StatusPoll() {}

  /**
   * What became of asking one node.
   *
   * @param status  its reply; null if there was none
   * @param members whom it takes for members; null if there was no reply
   * @param why     why there was none; else null
   */
  record NodeStatus(String node, StatusReply status, MembersReply members,
      String why) {
    /** Without members. */
    NodeStatus(String node, StatusReply status, String why) {
      this(node, status, null, why);
    }

    boolean isThere() {
      return status != null;
    }
  }

  /**
   * Asks, and waits for all replies, but not much longer than {@code millis}.
   *
   * @param log    how many of its last log entries each is to bring along
   * @param millis how long to wait
   * @return one for each node, in the order of the configuration, and then one
   *         for each that the file does not name and a node does; of a node
   *         that has moved, from where the members say it is
   */
  static List<NodeStatus> take(ClusterConfig config, int log, int millis)
      throws InterruptedException {
    List<NodeStatus> replies = take(config, config.nodes(), log, millis);
    List<NodeAddress> others = StatusMembers.best(replies).stream()
        .flatMap(best -> StatusMembers.servers(best).stream())
        .filter(server -> !server.address().isEmpty()).map(NodeAddress::of)
        .filter(node -> !config.nodes().contains(node)).toList();
    if (others.isEmpty()) return replies;
    Map<String, NodeStatus> byId = new LinkedHashMap<>();
    replies.forEach(each -> byId.put(each.node(), each));
    take(config, others, log, millis)
        .forEach(each -> byId.put(each.node(), each));
    return List.copyOf(byId.values());
  }

  private static List<NodeStatus> take(ClusterConfig config,
      List<NodeAddress> nodes, int log, int millis)
      throws InterruptedException {
    return NodePoll.take(nodes, millis,
        node -> ask(config, node, log, millis),
        node -> new NodeStatus(node.id(), null, "no answer in time"));
  }

  private static NodeStatus ask(ClusterConfig config, NodeAddress node, int log,
      int millis) {
    try {
      Handshake.StatusAndMembers reply =
          Handshake.statusAndMembers(config, node, log, millis);
      return new NodeStatus(node.id(), reply.status(), reply.members(), null);
    } catch (IOException e) {
      return new NodeStatus(node.id(), null, Reason.of(e));
    }
  }

  /** The leader: if several say so, the one with the newest term. */
  static Optional<StatusReply> leader(List<NodeStatus> replies) {
    return replies.stream().filter(NodeStatus::isThere).map(NodeStatus::status)
        .filter(status -> status.role().equals("leader"))
        .max(Comparator.comparingLong(StatusReply::term));
  }
}
