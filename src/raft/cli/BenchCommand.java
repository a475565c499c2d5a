package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import raft.bench.Comparison;
import raft.bench.Machine;
import raft.bench.Measured;
import raft.bench.Meter;
import raft.bench.Mix;
import raft.bench.Spread;
import raft.bench.Workload;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;

/** {@code raft bench}: how fast it is, and what Raft costs. */
final class BenchCommand implements Command {
  @Override public String name() {
    return "bench";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "measure how fast a cluster is, and what Raft costs";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG,
        new Option("nodes", "N", "of a cluster of its own (3)"),
        new Option("clients", "N,N", "how many at a time (1,16,64,256)"),
        new Option("seconds", "S", "how long it counts (5)"),
        new Option("warm-up", "S", "how long they work before it counts (2)"),
        new Option("value", "BYTES", "of each value; a key has 16 (100)"),
        new Option("mix", "MIX", "put, get, or 90/10: 90% get, 10% put (put)"),
        new Option("limit", null, "in turn with the same without Raft"),
        new Option("repeat", "N", "all of it so many times (1; --limit: 5)"),
        new Option("json", null, "one JSON object a line"),
        new Option("serve", "ID", "be the server without Raft"),
        Option.DATA, new Option("new", null, "with --serve: the first start"),
        Option.PARENT);
  }

  @Override public String example() {
    return "raft bench --limit --clients 1,64";
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    ClusterConfig config = arguments.config();
    if (arguments.has("serve")) return BenchServer.run(arguments, terminal);
    try {
      new Run(arguments, config, terminal).all();
      return Exit.DONE;
    } catch (NothingDoneException e) {
      terminal.complain("raft: " + e.getMessage());
      return Exit.NOTHING_DONE;
    }
  }

  /** What is to be measured, and where the results go. */
  private static final class Run {
    private final Arguments arguments;
    private final ClusterConfig config;
    private final Terminal terminal;
    private final boolean json;

    Run(Arguments arguments, ClusterConfig config, Terminal terminal) {
      this.arguments = arguments;
      this.config = config;
      this.terminal = terminal;
      json = arguments.has("json");
    }

    void all() throws IOException, InterruptedException {
      List<Integer> clients = clients();
      Workload workload = workload();
      boolean limit = arguments.has("limit");
      long repeat = arguments.number("repeat", 1, 1000, limit ? 5 : 1);
      terminal.complain(Machine.look());
      Comparison comparison = new Comparison(
          new Meter(line -> {}), this::show);
      if (!json) terminal.say(Measured.HEADER);
      for (int i = 0; i < repeat; i++) {
        try (BenchSystems systems = new BenchSystems(config, limit)) {
          comparison.repeat(systems.subjects(), clients, workload);
        }
      }
      comparison.ratios().forEach(this::show);
    }

    private List<Integer> clients() {
      String text = arguments.get("clients");
      List<Integer> clients = new ArrayList<>();
      for (String number : (text == null ? "1,16,64,256" : text).split(",")) {
        clients.add(Integer.parseInt(number));
      }
      return clients;
    }

    private Workload workload() {
      int millis = 1000 * (int) arguments.number("seconds", 1, 3600, 5);
      int warmUp = 1000 * (int) arguments.number("warm-up", 0, 3600, 2);
      String mix = arguments.get("mix");
      return new Workload(1, warmUp, millis,
          (int) arguments.number("value", 0, config.maxValue(), 100),
          Mix.of(mix == null ? "put" : mix));
    }

    private void show(Measured measured) {
      terminal.say(json ? measured.json().toString() : measured.line());
    }

    private void show(int clients, Spread ratio) {
      terminal.say(clients + " " + ratio);
    }
  }
}
