package raft.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Server;
import raft.client.Handshake;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.MembersReply;
import raft.node.disk.Identity;
import raft.text.Reason;

/**
 * The start of a node that the configuration file need not name: where it
 * listens, and which cluster it waits to be added to.
 */
final class Joining {
  static final Option JOIN = new Option("join", "ADDRESS",
      "with --new: a member's address for clients; wait to be added");
  static final Option AT = new Option("at", "PEER,CLIENT",
      "where this node listens, if the file does not say it");

  private static final int PATIENCE_MILLIS = 5000;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,5})");

  private Joining() {}

  // ---- where it listens ------------------------------------------------

  /** The configuration with this node in it. */
  static ClusterConfig config(Arguments arguments, String id) {
    ClusterConfig config = arguments.config();
    boolean later = arguments.has("join") || arguments.has("at")
        || Files.exists(arguments.data().resolve(id));
    if (config.names(id) && arguments.has("at")) {
      throw new UsageException("the file says where " + id + " listens: "
          + config.node(id).server() + "; leave out --at");
    }
    if (config.names(id) || !later) return config;
    return config.and(arguments.has("at")
        ? address(id, arguments.get("at")) : derived(config, id));
  }

  private static NodeAddress address(String id, String at) {
    try {
      return NodeAddress.of(new Server(id, at));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** n4 listens where the addresses of n1, n2 and n3 go on. */
  private static NodeAddress derived(ClusterConfig config, String id) {
    NodeAddress found = null;
    for (NodeAddress node : config.nodes()) {
      NodeAddress next = following(node, id);
      if (next == null || found != null && !next.equals(found)) {
        throw unknown(id);
      }
      found = next;
    }
    return found;
  }

  /** Null if there is no telling from this node. */
  private static NodeAddress following(NodeAddress node, String id) {
    Matcher theirs = NUMBERED.matcher(node.id());
    Matcher mine = NUMBERED.matcher(id);
    if (!theirs.matches() || !mine.matches()
        || !theirs.group(1).equals(mine.group(1))) return null;
    int step = Integer.parseInt(mine.group(2))
        - Integer.parseInt(theirs.group(2));
    InetSocketAddress peer = moved(node.peer(), step);
    InetSocketAddress client = moved(node.client(), step);
    return peer == null || client == null ? null
        : new NodeAddress(id, peer, client);
  }

  private static InetSocketAddress moved(InetSocketAddress address, int step) {
    int port = address.getPort() + step;
    if (port < 1 || port > HIGHEST_PORT) return null;
    return address.isUnresolved()
        ? InetSocketAddress.createUnresolved(address.getHostString(), port)
        : new InetSocketAddress(address.getAddress(), port);
  }

  private static UsageException unknown(String id) {
    return new UsageException("the file does not name " + id + ", and its"
        + " addresses do not tell where " + id + " would listen: say it with"
        + " --at PEER,CLIENT, such as --at 127.0.0.1:7104,127.0.0.1:7204");
  }

  // ---- what it joins ---------------------------------------------------

  /** What marks this node: its cluster is asked, if it comes later. */
  static Identity identity(ClusterConfig config, String id,
      Arguments arguments) {
    if (!arguments.has("join")) return config.identity(id);
    if (!arguments.has("new")) {
      throw new UsageException("--join is for the first start, with --new:"
          + " later " + id + " knows which cluster it belongs to");
    }
    MembersReply cluster = ask(config, id, arguments.get("join"));
    refuse(cluster, config, id);
    return new Identity(cluster.cluster(), id, cluster.nodes(),
        cluster.application());
  }

  private static MembersReply ask(ClusterConfig config, String id,
      String join) {
    try {
      // The address for peers of a node is not needed to ask it.
      NodeAddress member =
          NodeAddress.of(new Server(id, join + "," + join));
      return Handshake.members(config, member.client(), PATIENCE_MILLIS);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--join takes a member's address for clients,"
          + " such as 127.0.0.1:7201, not " + join);
    } catch (IOException e) {
      throw new UsageException("the cluster cannot be asked at " + join + ": "
          + Reason.of(e) + ". --join takes the address for clients of a member"
          + " that runs; nothing was made");
    }
  }

  private static void refuse(MembersReply cluster, ClusterConfig config,
      String id) {
    if (!cluster.application().equals(config.application())) {
      throw new UsageException("the cluster " + cluster.cluster()
          + " replicates the application " + cluster.application() + ", and "
          + id + " is configured for " + config.application());
    }
    if (cluster.nodes().contains(id)) {
      throw new UsageException("the cluster " + cluster.cluster() + " began"
          + " with " + id + ": if its disk was lost, remove it (raft members"
          + " remove " + id + ") and let a node with another id join");
    }
    if (!cluster.members().isVoter(cluster.node())) {
      throw new UsageException(cluster.node() + " is not a member itself, and"
          + " may not know who is: give --join the address of a member");
    }
    if (!cluster.members().isVoter(id)) return;
    throw new UsageException(id + " is a member of the cluster "
        + cluster.cluster() + " already, and may have voted: start it from its"
        + " data, without --new, or remove it first: raft members remove "
        + id);
  }

  /** What to type now, for who has just started a newcomer. */
  static String advice(ClusterConfig config, String id, Arguments arguments) {
    if (!arguments.has("join")) return "";
    return "\n" + id + " waits to be added. In another terminal:"
        + " build/raft members add " + config.node(id).server();
  }
}
