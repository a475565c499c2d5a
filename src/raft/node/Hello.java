package raft.node;

import java.util.List;
import java.util.Objects;
import raft.node.disk.Identity;

/**
 * The first frame on every connection: who is there.
 *
 * @param protocol    the version of this wire format the sender speaks
 * @param cluster     the name of the cluster it believes to be in
 * @param node        the node it is, or null for a client
 * @param to          the node it wants to reach
 * @param boot        tells one run of that node from the next; 0 for a client
 * @param nodes       the ids of all nodes it counts, sorted; null for a client
 * @param application the one it replicates; null for a client
 */
public record Hello(int protocol, String cluster, String node, String to,
    long boot, List<String> nodes, String application) {
  /** The version of the wire format that this code speaks. */
  public static final int PROTOCOL = 1;

  public Hello {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(to, "to");
    if (node != null) {
      nodes = List.copyOf(Objects.requireNonNull(nodes, "nodes"));
      Objects.requireNonNull(application, "application");
    }
  }

  /** What a client says. */
  public static Hello client(String cluster, String to) {
    return new Hello(PROTOCOL, cluster, null, to, 0, null, null);
  }

  /** What a node says to a peer. */
  static Hello peer(Identity me, String to, long boot) {
    return new Hello(PROTOCOL, me.cluster(), me.node(), to, boot, me.nodes(),
        me.application());
  }
}
