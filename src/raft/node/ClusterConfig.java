package raft.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import raft.Configuration;
import raft.Settings;
import raft.node.disk.Identity;

/**
 * The configuration file of a cluster: who its nodes are, and how patient, how
 * greedy and how generous they are. The same file serves every node and every
 * client. Times are in milliseconds, sizes in bytes.
 *
 * @param cluster            the cluster's name: keeps strangers apart
 * @param application        which state machine is replicated
 * @param nodes              everybody, with addresses
 * @param tick               the clock's step
 * @param heartbeat          a leader speaks to each follower at least this often
 * @param electionTimeoutMin the shortest election timeout that is drawn (§5.2)
 * @param electionTimeoutMax the longest one
 * @param noOp               whether a new leader appends a no-op (§8)
 * @param batchEntries       most entries in one AppendEntries
 * @param batchBytes         most bytes of entries in one AppendEntries, about
 * @param maxFrame           most bytes in one frame
 * @param maxKey             most bytes in a key
 * @param maxValue           most bytes in a value
 * @param maxConnections     most clients connected to one node at a time
 * @param maxBuffer          most bytes that wait, for the disk or for a
 *                           majority, before commands are refused
 * @param requestTimeout     how long a node lets a client wait before it calls
 *                           the outcome unknown
 */
public record ClusterConfig(String cluster, String application,
    List<NodeAddress> nodes, int tick, int heartbeat, int electionTimeoutMin,
    int electionTimeoutMax, boolean noOp, int batchEntries, int batchBytes,
    int maxFrame, int maxKey, int maxValue, int maxConnections, int maxBuffer,
    int requestTimeout) {

  /**
   * Where a node is. Hosts are names that nobody has looked up yet, or
   * addresses in numbers.
   *
   * @param id     letters, digits, underscores; not hex, not long: {@code n1}
   * @param peer   where other nodes reach it, and what it binds to
   * @param client where clients reach it, and what it binds to
   */
  public record NodeAddress(String id, InetSocketAddress peer,
      InetSocketAddress client) {

    /** An address as a person writes it: {@code [::1]:7101}. */
    public static String text(InetSocketAddress address) {
      return HostAndPort.text(address);
    }
  }

  /**
   * Reads a configuration file.
   *
   * @param overrides values that go before the file's, by field name; see
   *                  {@link ConfigFields#NAMES}
   * @throws ConfigurationException if anything in it is missing or wrong
   */
  public static ClusterConfig read(Path file, Map<String, String> overrides) {
    return new ConfigReader(file, overrides).read();
  }

  /** The same for other nodes. */
  public ClusterConfig with(List<NodeAddress> nodes) {
    return new ClusterConfig(cluster, application, nodes, tick, heartbeat,
        electionTimeoutMin, electionTimeoutMax, noOp, batchEntries, batchBytes,
        maxFrame, maxKey, maxValue, maxConnections, maxBuffer, requestTimeout);
  }

  /** The servers, as the algorithm wants to know them. */
  public Configuration configuration() {
    return new Configuration(nodes.stream().map(NodeAddress::id).toList());
  }

  /**
   * What marks a node of this cluster, on disk and towards its peers.
   *
   * @throws ConfigurationException if there is none of that name
   */
  public Identity identity(String id) {
    return new Identity(cluster, node(id).id(), configuration().servers(),
        application);
  }

  /** The algorithm's settings: milliseconds become ticks, rounded up. */
  public Settings settings() {
    return new Settings(ticks(heartbeat), ticks(electionTimeoutMin),
        ticks(electionTimeoutMax), batchEntries, batchBytes, noOp,
        Settings.APPLY_ENTRIES, maxBuffer);
  }

  private int ticks(int millis) {
    return (millis + tick - 1) / tick;
  }

  /**
   * The addresses of a node.
   *
   * @throws ConfigurationException if there is none of that name
   */
  public NodeAddress node(String id) {
    for (NodeAddress node : nodes) if (node.id().equals(id)) return node;
    throw new ConfigurationException("the cluster " + cluster + " has no node "
        + id + "; it has " + String.join(", ", configuration().servers()));
  }

  /** After this long without an answer a peer counts as silent. */
  int replyTimeout() {
    return electionTimeoutMax;
  }

  /** After this long without a connection a node counts as unreachable. */
  public int dialTimeout() {
    return Math.min(electionTimeoutMax, 500);
  }

  /** How long a frame may take from its first byte to its last. */
  public int frameTimeout() {
    return Math.max(1000, 2 * electionTimeoutMax);
  }
}
