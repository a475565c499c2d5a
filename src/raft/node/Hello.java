package raft.node;

import java.util.Objects;

/**
 * The first frame on every connection: who is there.
 *
 * @param protocol the version of this wire format the sender speaks
 * @param cluster  the name of the cluster it believes to be in
 * @param node     the node it is, or null for a client
 * @param to       the node it wants to reach
 * @param boot     tells one run of that node from the next; 0 for a client
 */
public record Hello(int protocol, String cluster, String node, String to,
    long boot) {
  /** The version of the wire format that this code speaks. */
  public static final int PROTOCOL = 1;

  public Hello {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(to, "to");
  }

  /** What a client says. */
  public static Hello client(String cluster, String to) {
    return new Hello(PROTOCOL, cluster, null, to, 0);
  }
}
