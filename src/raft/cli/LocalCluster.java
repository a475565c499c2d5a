package raft.cli;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;

/**
 * A cluster of processes on this machine, a node each, for the demo, the churn
 * and the tests. Ports are free ones and data is in a temporary directory, so
 * it runs beside any other cluster, and {@link #close} leaves nothing behind.
 * The end of this process does the same, by whatever signal it comes, except
 * that SIGKILL leaves the temporary directory.
 *
 * <p>Thread-safe.
 */
public final class LocalCluster implements AutoCloseable {

  /** Hears what the nodes print; called by a thread of each node. */
  public interface Listener {
    void line(String node, String line);
  }

  private final Path directory;
  private final PortBlock ports;
  private final ClusterConfig config;
  private final ClusterConfig everybody; // the later nodes, too
  // Filled before any thread could come.
  private final Map<String, LocalNode> nodes = new LinkedHashMap<>();
  private final Thread atExit = new Thread(this::exit, "stop the nodes");

  // Whether this process is ending; never false again.
  private volatile boolean exiting;

  // Guarded by this object's monitor.
  private boolean ended;
  private boolean keep;

  /**
   * A cluster like another, at addresses of its own. No node runs yet.
   *
   * @param like  everything but the addresses
   * @param trace what the nodes print: off, changes, messages or json
   */
  public LocalCluster(ClusterConfig like, String trace, Listener listener)
      throws IOException {
    this(like, List.of(), trace, listener);
  }

  /**
   * The same with nodes that the configuration file does not name: they wait to
   * be added.
   *
   * @param later their ids
   */
  public LocalCluster(ClusterConfig like, List<String> later, String trace,
      Listener listener) throws IOException {
    this(like, later, node(raft(), trace), listener);
  }

  /**
   * The same with a program of choice.
   *
   * @param program the beginning of a node's command line; its id comes next,
   *                then --config, --data and --parent
   */
  public LocalCluster(ClusterConfig like, List<String> later,
      List<String> program, Listener listener) throws IOException {
    ports = PortBlock.take(2 * (like.nodes().size() + later.size()));
    directory = Files.createTempDirectory("raft-" + like.cluster() + "-");
    Runtime.getRuntime().addShutdownHook(atExit);
    config = at(ports, like);
    everybody = and(later);
    ConfigFile.write(config, configFile());
    for (String id : everyId()) {
      nodes.put(id, new LocalNode(id, command(program, id), firstWords(id),
          data(id), listener));
    }
  }

  /**
   * A configuration with which a leader can be killed, and writes go on.
   *
   * @throws UsageException says why this is none
   */
  public static ClusterConfig playable(ClusterConfig config) {
    if (config.nodes().size() < 3) {
      throw new UsageException("the cluster " + config.cluster() + " has "
          + config.nodes().size() + " nodes, and it takes three or more to go"
          + " on when one is dead; choose another with --config");
    }
    if (config.application().equals("key-value")) return config;
    throw new UsageException("this writes keys and values, and the application "
        + config.application() + " knows none; say --application key-value");
  }

  private static ClusterConfig at(PortBlock ports, ClusterConfig like)
      throws IOException {
    List<ClusterConfig.NodeAddress> nodes = new ArrayList<>();
    for (ClusterConfig.NodeAddress node : like.nodes()) {
      int i = nodes.size();
      nodes.add(new ClusterConfig.NodeAddress(node.id(), ports.address(2 * i),
          ports.address(2 * i + 1)));
    }
    return like.with(nodes);
  }

  private ClusterConfig and(List<String> later) throws IOException {
    ClusterConfig all = config;
    for (String id : later) {
      int i = all.nodes().size();
      all = all.and(new ClusterConfig.NodeAddress(id, ports.address(2 * i),
          ports.address(2 * i + 1)));
    }
    return all;
  }

  private List<String> command(List<String> program, String id) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(id, "--config", configFile().toString(),
        "--data", directory.toString(),
        "--parent", String.valueOf(ProcessHandle.current().pid())));
    if (config.names(id)) return command;
    command.addAll(List.of("--at", everybody.node(id).server().address()));
    return command;
  }

  /** A node that comes later asks the first one which cluster it joins. */
  private List<String> firstWords(String id) {
    return config.names(id) ? List.of("--new") : List.of("--new", "--join",
        ClusterConfig.NodeAddress.text(config.nodes().get(0).client()));
  }

  /** A node, up to its id. */
  public static List<String> node(List<String> raft, String trace) {
    List<String> command = new ArrayList<>(raft);
    command.addAll(List.of("node", "--trace", trace));
    return command;
  }

  /**
   * The beginning of any command line: the program {@code raft} itself. What
   * runs here ends soon, so the second compiler would not pay.
   */
  public static List<String> raft() {
    return raft("-XX:TieredStopAtLevel=1");
  }

  /** The same with other options for the JVM. */
  public static List<String> raft(String... options) {
    return java(Raft.class, options);
  }

  /** This JVM and class path, with the options that raft.sh explains. */
  public static List<String> java(Class<?> main, String... options) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-ea",
        "-XX:+UseSerialGC", "-XX:+UnlockDiagnosticVMOptions",
        "-XX:GuaranteedSafepointInterval=0", "-XX:InlineSmallCode=500",
        "-Xshare:auto",
        "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8"));
    command.addAll(archive());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), main.getName()));
    return command;
  }

  /** As in raft.sh; it need not be there. */
  private static List<String> archive() {
    Path archive = loadedFrom(Raft.class).resolveSibling("raft.jsa");
    return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
  }

  /** Where this program and its one dependency were loaded from. */
  private static String classPath() {
    return Stream.of(Raft.class, Gson.class).map(LocalCluster::loadedFrom)
        .map(Path::toString).distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path loadedFrom(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource()
        .getLocation().toString()));
  }

  // ---- where everything is ---------------------------------------------

  /** For clients: with the addresses at which the nodes can be reached. */
  public ClusterConfig config() {
    return config;
  }

  /** The same as a file. */
  public Path configFile() {
    return directory.resolve("cluster.json");
  }

  /** A node's own data directory. */
  public Path data(String id) {
    return directory.resolve(id);
  }

  /** The nodes of the configuration file, in its order. */
  public List<String> ids() {
    return ids(config);
  }

  /** The ids of all nodes, also of those that come later. */
  public List<String> everyId() {
    return ids(everybody);
  }

  private static List<String> ids(ClusterConfig config) {
    return config.nodes().stream().map(ClusterConfig.NodeAddress::id).toList();
  }

  /** All nodes, also those that the file does not name. */
  public ClusterConfig everybody() {
    return everybody;
  }

  /** One of them, to kill or freeze or ask. */
  public LocalNode node(String id) {
    return nodes.get(id);
  }

  // ---- running it ------------------------------------------------------

  /** Starts a node, for the first time or again. */
  public void start(String id) throws IOException {
    waitIfExiting(); // not under the lock, which the one that ends it takes
    synchronized (this) {
      if (ended) throw new IllegalStateException("the cluster is closed");
      nodes.get(id).start();
    }
  }

  /** Starts those of the file that do not run. */
  public void startAll() throws IOException {
    for (String id : ids()) if (!isRunning(id)) start(id);
  }

  /** Whether the process of a node is there. */
  public boolean isRunning(String id) {
    boolean running = nodes.get(id).isRunning();
    waitIfExiting();
    return running;
  }

  /** After Ctrl-C nodes end, and nothing must be concluded from that. */
  private void waitIfExiting() {
    while (exiting) LockSupport.park();
  }

  /**
   * The status of each node that replies.
   *
   * @param log how many of its last log entries each is to bring along
   */
  public List<StatusReply> statuses(int log) throws InterruptedException {
    return StatusPoll.take(everybody, log, config.dialTimeout()).stream()
        .filter(StatusPoll.NodeStatus::isThere)
        .map(StatusPoll.NodeStatus::status)
        .toList();
  }

  /** The leader of the newest term that has one. */
  public Optional<StatusReply> leader() throws InterruptedException {
    return StatusPoll.leader(
        StatusPoll.take(everybody, 0, config.dialTimeout()));
  }

  // ---- the end ---------------------------------------------------------

  /** Leaves the directory when closing, for a person to look into. */
  public synchronized Path keepDirectory() {
    keep = true;
    return directory;
  }

  /** Ends all nodes, waits for them, and removes the directory. */
  @Override public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending already; the hook finds everything done.
    }
  }

  private void exit() {
    exiting = true;
    end();
  }

  private synchronized void end() {
    if (ended) return;
    ended = true;
    try {
      for (LocalNode node : nodes.values()) node.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ports.close();
    if (!keep) remove(directory);
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
