package raft.node;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import raft.Role;
import raft.Server;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.disk.Disk;
import raft.node.disk.Identity;

/**
 * Nodes n1, n2, n3 and so on in this process, on loopback: the same sockets,
 * frames, threads and files as in as many terminals. Whatever is waited for has
 * a deadline, and whoever misses it is shown the trace.
 *
 * <p>Election timeouts are twice those of the files shipped, so that a busy
 * machine does not vote a healthy leader out.
 */
public final class Cluster implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;
  private static final int LINES_SHOWN = 60;

  private final FreePorts ports = FreePorts.take();
  private final Path folder = temporaryFolder();
  private final ClusterConfig config;
  private final Function<String, StateMachine> machines;
  private final Map<String, Node> running = new TreeMap<>();
  private final TreeSet<String> away = new TreeSet<>();
  private final KeptTrace lines = new KeptTrace();
  private final TracePrinter printer =
      new TracePrinter("test", TracePrinter.Level.CHANGES, lines);

  private Cluster(int size, Map<String, String> settings,
      Function<String, StateMachine> machines) {
    config = ClusterConfig.read(writeConfig(size), settings);
    this.machines = machines == null ? id -> keyValue() : machines;
  }

  /** A key-value store on this many nodes, all started. */
  static Cluster of(int size) {
    return of(size, Map.of());
  }

  /** With these fields of the configuration overridden. */
  static Cluster of(int size, Map<String, String> settings) {
    Cluster cluster = new Cluster(size, settings, null);
    cluster.config.nodes().forEach(node -> cluster.start(node.id()));
    return cluster;
  }

  /** Nodes with state machines of their own, by id; none is started yet. */
  public static Cluster down(int size, Map<String, String> settings,
      Function<String, StateMachine> machines) {
    return new Cluster(size, settings, machines);
  }

  private StateMachine keyValue() {
    return Applications.named(config.application(),
        new Limits(config.maxKey(), config.maxValue()));
  }

  // ---- configuration ---------------------------------------------------

  private Path writeConfig(int size) {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add("""
          {"id": "n%d", "peer": "127.0.0.1:%d", "client": "127.0.0.1:%d"}"""
          .formatted(i + 1, ports.port(2 * i), ports.port(2 * i + 1)));
    }
    Path file = folder.resolve("test.json");
    try {
      return Files.writeString(file, """
          {"cluster": "test", "application": "key-value", "nodes": [%s],
           "tick": 5, "heartbeat": 50, "election-timeout-min": 300,
           "election-timeout-max": 600, "no-op": true,
           "pre-vote": true, "check-quorum": true, "batch-entries": 1000,
           "batch-bytes": 1048576, "max-frame": 8388608, "max-key": 1024,
           "max-value": 262144, "max-connections": 1000,
           "max-buffer": 16777216, "request-timeout": 5000,
           "snapshot-entries": 0, "snapshot-bytes": 0,
           "snapshot-kept-entries": 100, "snapshot-kept-bytes": 1048576,
           "snapshot-chunk-bytes": 8192}
          """.formatted(String.join(",\n", nodes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("raft-cluster-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ClusterConfig config() {
    return config;
  }

  Path folder() {
    return folder;
  }

  /** Where this node's files are. */
  public Path data(String id) {
    return folder.resolve(id);
  }

  // ---- nodes -----------------------------------------------------------

  /** Starts a node, for the first time or again. */
  public Node start(String id) {
    return start(id, config);
  }

  /** Starts a node that finds this peer, and no other, at another address. */
  Node start(String id, String peer, InetSocketAddress there) {
    List<ClusterConfig.NodeAddress> nodes = config.nodes().stream()
        .map(node -> !node.id().equals(peer) ? node
            : new ClusterConfig.NodeAddress(peer, there, node.client()))
        .toList();
    return start(id, config.with(nodes));
  }

  private Node start(String id, ClusterConfig config) {
    return start(id, config, new Disk());
  }

  /** Where a node is, or would be that the file does not name. */
  public ClusterConfig.NodeAddress address(String id) {
    int i = Integer.parseInt(id.substring(1)) - 1;
    return ClusterConfig.NodeAddress.of(new Server(id, "127.0.0.1:"
        + ports.port(2 * i) + ",127.0.0.1:" + ports.port(2 * i + 1)));
  }

  /** Starts a node that the file does not name: it waits to be added. */
  public Node join(String id) {
    return startLater(id, config);
  }

  /** Starts such a node again; by now its file names it. */
  public Node startNamed(String id) {
    return startLater(id, config.and(address(id)));
  }

  private Node startLater(String id, ClusterConfig file) {
    List<String> first =
        config.nodes().stream().map(ClusterConfig.NodeAddress::id).toList();
    return start(new Identity("test", id, first, config.application()), file,
        address(id), new Disk());
  }

  /** Starts a node with a disk of its own. */
  Node start(String id, Disk disk) {
    return start(id, config, disk);
  }

  private Node start(String id, ClusterConfig config, Disk disk) {
    return start(config.identity(id), config, config.node(id), disk);
  }

  private Node start(Identity identity, ClusterConfig config,
      ClusterConfig.NodeAddress address, Disk disk) {
    String id = identity.node();
    Path data = data(id);
    try (NodeStart ready = new NodeStart(config, address, identity, data,
        Files.notExists(data), machines.apply(id), printer)) {
      ready.disk = disk;
      Node node = ready.start();
      running.put(id, node);
      running.keySet().forEach(this::rewire);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops a node; what it had not stored it forgets. */
  public void stop(String id) {
    running.remove(id).close();
  }

  public Node node(String id) {
    return running.get(id);
  }

  public Collection<Node> nodes() {
    return running.values();
  }

  /** Those that run and are connected. */
  public List<Node> connected() {
    return running.values().stream()
        .filter(node -> !away.contains(node.id())).toList();
  }

  /** Nothing goes from this node or to it, until {@link #connect}. */
  public void disconnect(String id) {
    away.add(id);
    rewire(id);
  }

  public void connect(String id) {
    away.remove(id);
    rewire(id);
  }

  private void rewire(String id) {
    for (String other : running.keySet()) {
      if (other.equals(id)) continue;
      boolean cut = away.contains(id) || away.contains(other);
      rewire(id, other, cut);
      rewire(other, id, cut);
    }
  }

  private void rewire(String from, String to, boolean cut) {
    Node node = running.get(from);
    if (node == null) return;
    if (cut) node.faults().cut(to);
    else node.faults().heal(to);
  }

  /** Waits until the connected nodes agree on one of them as their leader. */
  public String leader() {
    await("a leader that all who are connected follow", () -> {
      String leader = connected().get(0).status().leader();
      long term = connected().get(0).status().term();
      boolean settled = connected().stream().map(Node::status).allMatch(
          status -> status.term() == term && leader != null
              && leader.equals(status.leader()));
      return settled && !away.contains(leader) && running.containsKey(leader)
          && node(leader).status().role() == Role.LEADER;
    });
    return connected().get(0).status().leader();
  }

  /** Some node that is connected and does not lead. */
  String follower() {
    String leader = leader();
    return connected().stream().map(Node::id)
        .filter(id -> !id.equals(leader)).findFirst().orElseThrow();
  }

  // ---- waiting ---------------------------------------------------------

  /** Fails with the trace if this does not become true in time. */
  public void await(String what, BooleanSupplier condition) {
    if (becomesTrue(condition)) return;
    fail(what + ": waited in vain. The trace ends so:\n"
        + String.join("\n", lines.last(LINES_SHOWN)));
  }

  /** Whether this becomes true in time. */
  static boolean becomesTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) return false;
      pause(2);
    }
    return true;
  }

  public static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** From now on the nodes say so much; at first, their changes. */
  Cluster traces(TracePrinter.Level level) {
    printer.level(level);
    return this;
  }

  /** What the nodes have said to the terminal so far. */
  public List<String> trace() {
    return lines.lines();
  }

  @Override public void close() {
    running.values().forEach(Node::close);
    printer.close();
    ports.close();
    delete(folder);
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
