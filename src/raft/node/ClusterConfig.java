package raft.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import raft.Configuration;
import raft.Server;
import raft.Settings;
import raft.node.ConfigField.Setting;
import raft.node.disk.Identity;

/**
 * The configuration file of a cluster: its nodes, timeouts and limits. The same
 * file serves every node and every client. The fields of the file are these, in
 * their order, with dashes: {@code election-timeout-min}.
 *
 * <p>In the files shipped a snapshot is due after 100,000 entries or 32 MB. An
 * entry in memory is about 280 bytes, so a log of small ones takes 28 MB: a JVM
 * with {@code -Xmx128m} has room for it beside what comes while a snapshot is
 * being written. Larger entries count by their bytes: a state of 100 MB, which
 * needs a larger JVM, is written every half minute at a thousand writes of 1 kB
 * a second. Who has more memory and more writes gives higher numbers: "If this
 * size is set to be significantly larger than the expected size of a snapshot,
 * then the disk bandwidth overhead for snapshotting will be small." (§7) The
 * 10,000 entries kept, at most 16 MB, are a second or more of writes, so that a
 * follower that was away for less needs no snapshot. A chunk of 64 kB takes a
 * second on a line of 64 kB/s.
 *
 * @param cluster the cluster's name: two clusters cannot be mixed up
 * @param nodes   all of them, with their addresses
 */
public record ClusterConfig(String cluster,
    @Setting("key-value, lines, or a class by its full name")
    String application,
    List<NodeAddress> nodes,
    @Setting(value = "the clock's step, in ms", least = 1, most = 1_000)
    int tick,
    @Setting(value = "from one heartbeat to the next, in ms",
        least = 1, most = 60_000)
    int heartbeat,
    @Setting(value = "the shortest election timeout, in ms",
        least = 2, most = 600_000)
    int electionTimeoutMin,
    @Setting(value = "the longest election timeout, in ms",
        least = 2, most = 600_000)
    int electionTimeoutMax,
    @Setting("whether a new leader appends a no-op: true or false")
    boolean noOp,
    @Setting("ask who would vote before an election: true or false")
    boolean preVote,
    @Setting("a leader without a majority steps down: true or false")
    boolean checkQuorum,
    @Setting(value = "most entries in one AppendEntries",
        least = 1, most = 100_000)
    int batchEntries,
    @Setting(value = "most bytes of entries in one, about",
        least = 1, most = 1 << 26)
    int batchBytes,
    @Setting(value = "most bytes in one frame",
        least = 1 << 16, most = 1 << 24)
    int maxFrame,
    @Setting(value = "most bytes in a key", least = 1, most = 1 << 20)
    int maxKey,
    @Setting(value = "most bytes in a value", least = 1, most = 1 << 20)
    int maxValue,
    @Setting(value = "most clients of one node at a time",
        least = 1, most = 100_000)
    int maxConnections,
    @Setting(value = "most bytes queued for disk or peers",
        least = 1 << 16, most = 1 << 30)
    int maxBuffer,
    @Setting(value = "how long a node lets a client wait, in ms",
        least = 1, most = 3_600_000)
    int requestTimeout,
    @Setting(value = "snapshot after so many entries; 0 never",
        least = 0, most = 100_000_000)
    int snapshotEntries,
    @Setting(value = "or after so many bytes of them; 0 never",
        least = 0, most = 1 << 30)
    int snapshotBytes,
    @Setting(value = "covered entries that stay in memory",
        least = 0, most = 10_000_000)
    int snapshotKeptEntries,
    @Setting(value = "most bytes of these, about", least = 0, most = 1 << 30)
    int snapshotKeptBytes,
    @Setting(value = "most bytes of one in one message",
        least = 4, most = 1 << 21)
    int snapshotChunkBytes) {

  /**
   * Where a node is. Hosts are names that are not looked up yet, or
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

    /**
     * Reads what {@link #server} wrote: {@code n1=PEER,CLIENT}.
     *
     * @throws IllegalArgumentException says what is wrong with it
     */
    public static NodeAddress of(Server server) {
      String[] parts = server.address().split(",", -1);
      if (parts.length != 2) throw wrong(server, server.address());
      return new NodeAddress(server.id(), parse(server, parts[0]),
          parse(server, parts[1]));
    }

    private static InetSocketAddress parse(Server server, String text) {
      try {
        return HostAndPort.parse(text);
      } catch (IllegalArgumentException e) {
        throw wrong(server, text);
      }
    }

    private static IllegalArgumentException wrong(Server server, String text) {
      return new IllegalArgumentException("the addresses of " + server.id()
          + " must be like " + server.id() + "=127.0.0.1:7104,127.0.0.1:7204"
          + " (for peers, for clients), not \"" + text + "\"");
    }

    /**
     * Whether they can be nodes of one cluster.
     *
     * @throws IllegalArgumentException if an address is wrong, or an id or an
     *     address is there twice
     */
    public static void checkAll(List<Server> servers) {
      Set<Object> taken = new HashSet<>();
      for (Server server : servers) {
        NodeAddress node = of(server);
        for (Object each : List.of(node.id, node.peer, node.client)) {
          if (taken.add(each)) continue;
          throw new IllegalArgumentException("in " + server + " "
              + (each instanceof InetSocketAddress address ? text(address)
                  : each) + " is taken already");
        }
      }
    }

    /**
     * Those that a configuration names with their addresses.
     *
     * @param members its text
     * @throws IllegalArgumentException if it is none
     */
    public static List<NodeAddress> allIn(String members) {
      return Configuration.of(members).all().stream()
          .filter(server -> !server.address().isEmpty())
          .map(NodeAddress::of).toList();
    }

    /** This node as a configuration in the log names it. */
    public Server server() {
      return new Server(id, text(peer) + "," + text(client));
    }
  }

  /**
   * Reads a configuration file.
   *
   * @param overrides values that go before the file's, by field name; see
   *                  {@link ConfigField#SETTINGS}
   * @throws ConfigurationException if anything in it is missing or wrong
   */
  public static ClusterConfig read(Path file, Map<String, String> overrides) {
    return new ConfigReader(file, overrides).read();
  }

  /** The same configuration with these nodes instead. */
  public ClusterConfig with(List<NodeAddress> nodes) {
    List<Object> values = new ArrayList<>();
    for (RecordType.Component part : ConfigField.CONFIG.components()) {
      values.add(part.name().equals("nodes") ? nodes : part.of(this));
    }
    ClusterConfig other = (ClusterConfig) ConfigField.CONFIG.of(values);
    assert other.nodes().equals(nodes);
    return other;
  }

  /** The servers, as the algorithm wants to know them at the beginning. */
  public Configuration configuration() {
    return new Configuration(nodes.stream().map(NodeAddress::server).toList(),
        List.of());
  }

  /** The same configuration with this node added, if it is not there. */
  public ClusterConfig and(NodeAddress node) {
    if (names(node.id())) return this;
    List<NodeAddress> more = new ArrayList<>(nodes);
    more.add(node);
    return with(more);
  }

  /** Whether the file has a node of that name. */
  public boolean names(String id) {
    return nodes.stream().anyMatch(node -> node.id().equals(id));
  }

  /**
   * What marks a node with which this cluster begins, on disk and towards its
   * peers.
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
        Settings.APPLY_ENTRIES, maxBuffer, new Settings.Snapshotting(
            snapshotEntries, snapshotBytes, snapshotKeptEntries,
            snapshotKeptBytes, snapshotChunkBytes),
        new Settings.Calm(true, preVote, checkQuorum));
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

  /** After this long without a reply a peer counts as silent. */
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
