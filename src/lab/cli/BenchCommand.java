package lab.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import lab.bench.Comparison;
import lab.bench.Disturbance;
import lab.bench.Machine;
import lab.bench.Measured;
import lab.bench.Meter;
import lab.bench.Mix;
import lab.bench.Outage;
import lab.bench.Ratio;
import lab.bench.Subject;
import lab.bench.Workload;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.LocalCluster;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;

/** {@code lab bench}: how fast a cluster is, and what Raft costs. */
final class BenchCommand implements Subcommand {
  private static final int WARM_UP_CLIENTS = 64;
  private static final int WARM_UP_TIMES = 15; // four JVMs on two processors
  private static final int KILLS_OF_A_CLUSTER = 10; // its log must stay short

  @Override public String name() {
    return "bench";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "measure how fast a cluster is, and what Raft costs";
  }

  @Override public String details() {
    return """
        Each client calls again as soon as it was answered. The cluster is one
        of its own, of processes with data in a temporary directory, or, with
        --config, one that runs. Its configuration is configs/bench.json: the
        default, but for election timeouts of 500 to 1000 ms, since a machine
        that nodes and clients share is fully busy. A line tells
          operations/s; median, 99th percentile and maximum of the latency;
          processor time for an operation, of leader, followers and clients;
          forces/s of the leader's disk; entries in an AppendEntries; bytes
          for an operation, sent between nodes and written to all disks;
          calls that failed or may or may not have happened; elections.

        --limit measures a cluster of one node in turn with the cluster: the
        same frames, threads, application and group commit, on one disk. What
        is worth quoting is the ratio, and only if the machine was idle.
        --failover kills the leader again and again (SIGKILL), with the default
        timeouts: how long until a write was acknowledged, how long no client
        was answered, and how long one of them waited at most. With --transfers
        each kill is followed by a transfer of the leadership, for comparison.
        --snapshots fills the store with --keys, and then measures in turn while
        no snapshot is taken and while each node takes one: what a client sees
        of it, and whether a leader was elected for it.
        --newcomer does the same with a node that is added: it is sent the
        state, catches up, and is a member when the span ends.""";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("config", "FILE", "a cluster that runs (RAFT_CONFIG)"),
        new Option("nodes", "N", "of a cluster of its own (3)"),
        new Option("clients", "N,N", "how many at a time (1,16,64,256)"),
        new Option("seconds", "S", "how long they count (3)"),
        new Option("warm-up", "S", "how long before that; at first 15 times"
            + " as long (1)"),
        new Option("value", "BYTES", "of each value; a key has 16 (100)"),
        new Option("mix", "MIX,MIX", "put, get, local (at n1, no round), or 90/10"),
        new Option("limit", null, "in turn with a cluster of one node"),
        new Option("repeat", "N",
            "how many times (1; with --limit, --snapshots, --newcomer 5)"),
        new Option("failover", null, "kill leaders; --clients 0,64 (0: idle)"),
        new Option("snapshots", null, "in turn with and without a snapshot"
            + " being taken; --clients 64"),
        new Option("newcomer", null, "in turn with and without a node being"
            + " added; --clients 64"),
        new Option("keys", "N",
            "in the store, for --snapshots and --newcomer (1000000)"),
        new Option("pause", "MS", "of a client before its next call (0)"),
        new Option("kills", "N", "how many of them (10)"),
        new Option("transfers", null, "in turn with kills: hand over"),
        new Option("json", null, "one JSON object a line"),
        new Option("heap", "MB", "of each process that it starts (1024)"));
  }

  @Override public boolean readsConfiguration() {
    return true;
  }

  @Override public String example() {
    return "lab bench --limit --clients 1,64";
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    BenchRun run = new BenchRun(new BenchOptions(arguments), terminal);
    try {
      if (arguments.has("failover")) run.failover();
      else if (run.options.isLarge()) run.largeState();
      else run.measure();
      return Exit.DONE;
    } catch (NothingDoneException e) {
      run.progress.clear();
      terminal.complain("lab: " + e.getMessage());
      return Exit.NOTHING_DONE;
    }
  }

  /** One run of it: what is to be done, and where the results go. */
  private static final class BenchRun {
    private final BenchOptions options;
    private final Terminal terminal;
    private final Progress progress;
    private final Meter meter;

    BenchRun(BenchOptions options, Terminal terminal) {
      this.options = options;
      this.terminal = terminal;
      progress = new Progress(terminal);
      meter = new Meter(progress::show);
    }

    // ---- throughput and the limit --------------------------------------

    void measure() throws IOException, InterruptedException {
      Workload workload = options.workload();
      List<Integer> clients = options.clients("1,16,64,256");
      begin(options.cluster());
      try (BenchSystems systems = systems(options.has("limit"))) {
        warmUp(systems, workload);
        say(Measured.HEADER);
        for (Mix mix : options.mixes()) {
          if (options.mixes().size() > 1) say("\n" + mix + ":");
          compare(systems, workload.with(mix), clients);
        }
      }
    }

    private void compare(BenchSystems systems, Workload workload,
        List<Integer> clients) throws InterruptedException {
      Comparison comparison = new Comparison(meter, workload,
          measured -> show(systems, measured));
      try {
        comparison.run(systems.subjects(), clients, options.repetitions());
      } catch (NothingDoneException e) {
        systems.checkAllRun(); // there may be no leader because one ended
        throw e;
      }
      conclude(comparison.ratios());
    }

    private void begin(ClusterConfig config)
        throws IOException, InterruptedException {
      terminal.complain(Machine.look());
      terminal.complain("Election timeouts are " + config.electionTimeoutMin()
          + " to " + config.electionTimeoutMax() + " ms, of " + config.cluster()
          + ". Both leader changes and calls that were not done are shown.");
    }

    private BenchSystems systems(boolean limit)
        throws IOException, InterruptedException {
      BenchSystems systems = new BenchSystems(options.heapMegabytes());
      try {
        if (options.isRunning()) systems.addRunning(options.cluster());
        else systems.addCluster(options.cluster());
        if (limit) systems.addOneNode(options.cluster());
        return systems;
      } catch (IOException | RuntimeException | InterruptedException e) {
        systems.close();
        throw e;
      }
    }

    /** Each JVM compiles what will run often. */
    private void warmUp(BenchSystems systems, Workload workload)
        throws InterruptedException {
      int millis = WARM_UP_TIMES * workload.warmUpMillis();
      for (Subject subject : systems.subjects()) {
        meter.warmUp(subject, workload.with(WARM_UP_CLIENTS), millis);
      }
    }

    private void show(BenchSystems systems, Measured measured) {
      systems.checkAllRun();
      show(measured.line(), measured.json());
    }

    private void conclude(List<Ratio> ratios) {
      if (ratios.isEmpty()) return;
      say("\n" + Ratio.HEADER);
      ratios.forEach(ratio -> show(ratio.line(), ratio.json()));
    }

    // ---- failover ------------------------------------------------------

    void failover() throws IOException, InterruptedException {
      if (options.isRunning()) {
        throw new UsageException("--failover kills nodes of its own cluster"
            + " only; leave --config out");
      }
      begin(options.cluster());
      for (int clients : options.clients("0,64")) {
        Outage kills = new Outage("kills", clients);
        Outage transfers = new Outage("transfers", clients);
        int left = options.kills();
        while (left > 0) {
          int now = Math.min(left, KILLS_OF_A_CLUSTER);
          disturb(kills, transfers, options.workload().with(clients), now);
          left -= now;
        }
        progress.clear();
        show(kills);
        if (options.has("transfers")) show(transfers);
      }
    }

    private void show(Outage outage) {
      outage.lines().forEach(this::say);
      if (options.has("json")) terminal.say(outage.json().toString());
    }

    private void disturb(Outage kills, Outage transfers, Workload workload,
        int times) throws IOException, InterruptedException {
      try (BenchSystems systems = new BenchSystems(options.heapMegabytes())) {
        LocalCluster cluster = systems.addCluster(options.cluster());
        BenchFailover failover = new BenchFailover(cluster, workload);
        for (int i = 1; i <= times; i++) {
          progress.show("%d clients, kill the leader: %d of %d".formatted(
              workload.clients(), i, times));
          failover.kill(kills);
          if (options.has("transfers")) failover.transfer(transfers);
        }
      }
    }

    // ---- a large state --------------------------------------------------

    void largeState() throws Exception {
      begin(options.cluster());
      for (int clients : options.clients("64")) {
        try (BenchSystems systems = new BenchSystems(options.heapMegabytes())) {
          Disturbance seen =
              largeState(systems, options.workload().with(clients))
              .measure(options.repetitions());
          progress.clear();
          seen.lines().forEach(this::say);
          if (options.has("json")) terminal.say(seen.json().toString());
        }
      }
    }

    private BenchLargeState largeState(BenchSystems systems, Workload workload)
        throws IOException, InterruptedException {
      ClusterConfig config = options.cluster();
      return options.has("snapshots")
          ? new BenchSnapshots(systems.addCluster(config), workload, progress)
          : new BenchNewcomer(systems.addCluster(config, BenchNewcomer.later(
              config, options.repetitions())), workload, progress);
    }

    // ---- results -------------------------------------------------------

    private void show(String line, JsonObject json) {
      progress.clear();
      terminal.say(options.has("json") ? json.toString() : line);
    }

    /** Prints a line for a person; nothing if JSON is wanted. */
    private void say(String line) {
      progress.clear();
      if (!options.has("json")) terminal.say(line);
    }
  }
}
