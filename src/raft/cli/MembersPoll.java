package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raft.client.Handshake;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.MembersReply;
import raft.text.Reason;

/**
 * Asks the nodes of the file who belongs to the cluster, and then those that
 * they name.
 */
final class MembersPoll {
  private MembersPoll() {}

  /** @param reply null if it did not answer; then why says why not */
  record NodeMembers(NodeAddress node, MembersReply reply, String why) {}

  /** What all said; in the order in which they were asked. */
  record Found(List<NodeMembers> replies) {

    /** The reply that counts; see {@link StatusMembers#bestOf}. */
    Optional<MembersReply> best() {
      return StatusMembers.bestOf(
          replies.stream().map(NodeMembers::reply).toList());
    }

    /** The node that says it leads, if one does. */
    Optional<NodeMembers> leader() {
      return best().filter(MembersReply::leads).flatMap(best -> replies.stream()
          .filter(each -> each.reply() == best).findFirst());
    }

    /** Why no node answers, or no leader. */
    String trouble() {
      List<String> all = new ArrayList<>();
      for (NodeMembers each : replies) {
        all.add(each.node().id() + ": "
            + (each.reply() == null ? each.why()
                : each.reply().leader() == null ? "knows no leader"
                : "says " + each.reply().leader() + " leads"));
      }
      return String.join("; ", all);
    }
  }

  /** Asks, each node for not much longer than {@code millis}. */
  static Found take(ClusterConfig config, int millis)
      throws InterruptedException {
    Map<String, NodeMembers> replies = new LinkedHashMap<>();
    List<NodeAddress> next = config.nodes();
    while (!next.isEmpty()) {
      for (NodeMembers each : NodePoll.take(next, millis,
          node -> ask(config, node, millis),
          node -> new NodeMembers(node, null, "no answer in time"))) {
        replies.put(each.node().client().toString(), each);
      }
      next = named(replies);
    }
    return new Found(List.copyOf(replies.values()));
  }

  /** Asks one node. */
  static NodeMembers ask(ClusterConfig config, NodeAddress node,
      int millis) {
    try {
      return new NodeMembers(node, Handshake.members(config, node, millis),
          null);
    } catch (IOException e) {
      return new NodeMembers(node, null, Reason.of(e));
    }
  }

  /** The nodes that a reply names and that were not asked yet. */
  private static List<NodeAddress> named(Map<String, NodeMembers> asked) {
    Map<String, NodeAddress> named = new LinkedHashMap<>();
    for (NodeMembers each : asked.values()) {
      if (each.reply() == null) continue;
      for (NodeAddress node : NodeAddress.allIn(each.reply().configuration())) {
        String where = node.client().toString();
        if (!asked.containsKey(where)) named.putIfAbsent(where, node);
      }
    }
    return List.copyOf(named.values());
  }
}
