package lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lab.figure16.Axis;
import lab.figure16.Conditions;
import lab.figure16.Downtimes;
import lab.figure16.Figure16;
import lab.figure16.Line;
import lab.figure16.Panel;
import lab.figure16.TextChart;
import lab.figure16.Timeouts;
import raft.cli.Arguments;
import raft.cli.Command;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Terminal;
import raft.cli.UsageException;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;

/** {@code lab figure-16}: how long a cluster is without a leader. */
final class Figure16Command implements Command {
  private static final Axis MILLIS =
      new Axis(List.of(0, 100, 200, 300, 400, 500, 600), false);

  @Override public String name() {
    return "figure-16";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "crash leaders by the thousand, as in the paper's figure";
  }

  @Override public String details() {
    return """
        A leader of five crashes at a random moment after a heartbeat, and two
        of the other four have too short a log to follow it: how long until
        there is a new one? In virtual time, with the servers that run in a
        node; drawn as in the paper, with its numbers beside ours. The exit
        status is 1 if one of them is not within its tolerance, as may be if
        there are few trials.
        With --processes five real nodes run, and the leader is killed with
        kill -9: for 150-300 and for 150-200 ms, a few seconds a trial.""";
  }

  @Override public String example() {
    return "lab figure-16 --processes --trials 20";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("trials", "N", "crashes a line (1000; 20 with --processes)"),
        new Option("seed", "N", "of all that is random (1)"),
        new Option("svg", "DIR", "draw it as DIR/figure-16.svg, too"),
        new Option("processes", null, "measure real nodes"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    long seed = arguments.number("seed", 0, Long.MAX_VALUE, 1);
    if (arguments.has("processes")) {
      int trials = (int) arguments.number("trials", 1, 10_000, 20);
      return processes(seed, trials, terminal);
    }
    int trials = (int) arguments.number("trials", 10, 100_000, Figure16.TRIALS);
    Path directory = directory(arguments);
    terminal.complain("some seconds for " + trials + " crashes a line ...");
    Figure16 figure = Figure16.measure(seed, trials);
    figure.text().forEach(terminal::say);
    if (directory != null) {
      Files.writeString(directory.resolve("figure-16.svg"), figure.svg());
    }
    if (trials < Figure16.TRIALS) {
      terminal.say("The tolerances are for " + Figure16.TRIALS + " trials, as"
          + " many as the paper has; with fewer the worst case is luck.");
    }
    return figure.isAsInThePaper() ? Exit.DONE : Exit.NO;
  }

  /** Where to draw it; null if nowhere. */
  private static Path directory(Arguments arguments) {
    if (!arguments.has("svg")) return null;
    Path directory = Path.of(arguments.get("svg"));
    if (Files.isDirectory(directory)) return directory;
    throw new UsageException("--svg: there is no directory " + directory
        + "; make it first, or name another");
  }

  // ---- Real processes --------------------------------------------------

  private static int processes(long seed, int trials, Terminal terminal)
      throws IOException, InterruptedException {
    List<Panel.Curve> curves = new ArrayList<>();
    try {
      for (int most : List.of(300, 200)) {
        Timeouts timeouts = new Timeouts(150, most);
        terminal.complain(timeouts + ": kill -9, " + trials + " times ...");
        curves.add(new Panel.Curve(timeouts + ", processes",
            killed(timeouts, seed, trials, terminal)));
        curves.add(simulated(timeouts, Conditions.ONE_MACHINE,
            ", simulated alike", seed));
        curves.add(simulated(timeouts, Conditions.PAPER,
            ", simulated as above", seed));
      }
    } catch (NothingDoneException e) {
      terminal.complain("the measurement came to no end: " + e.getMessage());
      return Exit.NOTHING_DONE;
    }
    TextChart.lines(new Panel("Five processes, the leader killed", MILLIS,
        curves, List.of())).forEach(terminal::say);
    return Exit.DONE;
  }

  private static Downtimes killed(Timeouts timeouts, long seed, int trials,
      Terminal terminal) throws IOException, InterruptedException {
    try (LeaderCrashes crashes = new LeaderCrashes(config(timeouts, terminal),
        new Random(seed))) {
      return crashes.downtimes(trials);
    }
  }

  private static ClusterConfig config(Timeouts timeouts, Terminal terminal) {
    Path home = Path.of(
        terminal.environment().getOrDefault("RAFT_HOME", "."));
    return ClusterConfig.read(home.resolve("configs/five-nodes.json"), Map.of(
        "heartbeat", String.valueOf(timeouts.least() / 2),
        "election-timeout-min", String.valueOf(timeouts.least()),
        "election-timeout-max", String.valueOf(timeouts.most())));
  }

  private static Panel.Curve simulated(Timeouts timeouts,
      Conditions conditions, String name, long seed) {
    return new Panel.Curve(timeouts + name,
        new Line(timeouts, conditions, Figure16.TRIALS).run(seed));
  }
}
