package lab.cli;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.bench.Mix;
import lab.bench.Workload;
import raft.cli.Arguments;
import raft.cli.LocalCluster;
import raft.cli.UsageException;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.ClusterConfig;

/** The options of {@code lab bench}, as numbers. */
final class BenchOptions {
  /** Patient enough for a machine that is fully busy. */
  private static final String PATIENT = "configs/bench.json";

  /** No snapshot is due before this asks for it. */
  private static final Map<String, String> ONLY_IF_ASKED =
      Map.of("snapshot-entries", "0", "snapshot-bytes", "0");

  private static final int MOST_NODES = 9;
  private static final int MOST_CLIENTS = 10_000;

  private final Arguments arguments;
  private final ClusterConfig config;

  /** @throws UsageException if the words of an option make no sense */
  BenchOptions(Arguments arguments) {
    this.arguments = arguments;
    // A failover is measured with the default timeouts.
    config = has("failover") ? arguments.config()
        : arguments.config(PATIENT, isLarge() ? ONLY_IF_ASKED : Map.of());
    if (has("failover")) LocalCluster.playable(cluster());
    checkAll();
    if (config.application().equals("key-value")) return;
    throw new UsageException("this puts and gets, and the application "
        + config.application() + " knows neither; say --application key-value");
  }

  /** Called before any process is started, since a start takes seconds. */
  private void checkAll() {
    if (Stream.of("limit", "failover", "snapshots", "newcomer")
        .filter(this::has).count() > 1) {
      throw new UsageException("--limit, --failover, --snapshots and --newcomer"
          + " are measurements; say one of them at a time");
    }
    if (arguments.get("keys") != null && !isLarge()) {
      throw new UsageException("--keys is for --snapshots and --newcomer; add"
          + " one of them");
    }
    if (isLarge() && isRunning()) {
      throw new UsageException("--snapshots and --newcomer fill a cluster of"
          + " their own; leave --config out");
    }
    for (String option : List.of("kills", "transfers")) {
      if (has(option) && !has("failover")) {
        throw new UsageException("--" + option + " is for --failover; add it");
      }
    }
    if (mixes().size() > 1 && (has("failover") || isLarge())) {
      throw new UsageException("this measurement takes one mix only");
    }
    workload();
    clients("1");
    repetitions();
    kills();
    heapMegabytes();
  }

  /** Whether the store is to be filled. */
  boolean isLarge() {
    return has("snapshots") || has("newcomer");
  }

  boolean has(String option) {
    return arguments.has(option);
  }

  /** Whether the user named a cluster that runs already. */
  boolean isRunning() {
    return arguments.get("config") != null;
  }

  /** The cluster that is measured. */
  ClusterConfig cluster() {
    int nodes = (int) arguments.number("nodes", 1, MOST_NODES, 0);
    if (nodes == 0) return config;
    if (isRunning()) {
      throw new UsageException("--nodes is for a cluster of my own; the one of"
          + " --config has " + config.nodes().size());
    }
    List<NodeAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= nodes; i++) {
      // Ports are chosen when it starts.
      InetSocketAddress anywhere = InetSocketAddress.createUnresolved("", 0);
      addresses.add(new NodeAddress("n" + i, anywhere, anywhere));
    }
    return config.with(addresses);
  }

  /** How many clients, for each measurement. */
  List<Integer> clients(String otherwise) {
    String text = arguments.get("clients");
    List<Integer> clients = new ArrayList<>();
    for (String number : (text == null ? otherwise : text).split(",", -1)) {
      clients.add(clientCount(number));
    }
    return clients;
  }

  private int clientCount(String text) {
    try {
      int number = Integer.parseInt(text);
      int least = has("failover") ? 0 : 1;
      if (number >= least && number <= MOST_CLIENTS) return number;
    } catch (NumberFormatException e) {
      // The complaint below is for a number out of range, and for this.
    }
    throw new UsageException("--clients must be numbers from 1 to "
        + MOST_CLIENTS + " with commas between them (0 for --failover), not "
        + text);
  }

  /** What each client does. */
  Workload workload() {
    return new Workload(1, millis("warm-up", 0, 1), millis("seconds", 1, 3),
        (int) arguments.number("value", 0, config.maxValue(), 100), mixes().get(0),
        isLarge() ? (int) arguments.number("keys", 1, 100_000_000,
            1_000_000) : Workload.FEW_KEYS,
        (int) arguments.number("pause", 0, 60_000, 0));
  }

  private int millis(String option, int least, int otherwise) {
    return 1000 * (int) arguments.number(option, least, 3600, otherwise);
  }

  /** What clients ask for, in each measurement; one at least. */
  List<Mix> mixes() {
    String texts = arguments.get("mix");
    if (texts == null) return List.of(Mix.PUT);
    List<Mix> mixes = new ArrayList<>();
    for (String text : texts.split(",", -1)) mixes.add(mix(text));
    return mixes;
  }

  private static Mix mix(String text) {
    if (Mix.texts().contains(text)) return Mix.of(text);
    throw new UsageException("there is no mix " + text + "; there are "
        + String.join(", ", Mix.texts()));
  }

  int repetitions() {
    int otherwise = has("limit") || isLarge() ? 5 : 1;
    return (int) arguments.number("repeat", 1, 1000, otherwise);
  }

  int kills() {
    return (int) arguments.number("kills", 1, 1000, 10);
  }

  long heapMegabytes() {
    return arguments.number("heap", 16, 1 << 20, 1024);
  }
}
