package raft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import raft.sim.Plan;
import raft.sim.Run;
import raft.sim.Speed;
import raft.sim.Tunnel;
import raft.sim.check.Property;
import raft.sim.draw.Coverage;
import raft.sim.draw.Picture;
import raft.sim.draw.TextDiagram;

/** {@code raft sim}: the same servers in a seeded world, with checkers. */
final class SimCommand implements Command {
  private static final int LINES = 200; // of a diagram in the terminal

  @Override public String name() {
    return "sim";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "run the servers in a simulated world full of faults";
  }

  @Override public String details() {
    return """
        A seed is a world: so many nodes, clients and faults, drawn once. The
        same seed gives the same run, bit for bit, here and anywhere; the hash
        shows it. Checkers look after every event. With --seeds many are run,
        on all cores, until one breaks a promise: then the exit status is 1,
        and the command that runs it once more is shown.""";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("seed", "N", "run this one (1), or begin with this one"),
        new Option("seeds", "N", "run so many"),
        new Option("seconds", "S", "simulated, before all heals (30)"),
        new Option("show", null, "show every event of the one seed"),
        new Option("text", null, "draw its end: a column a node"),
        new Option("html", "FILE", "draw it as a page to look at"),
        new Option("coverage", null, "show how often each rule fired"),
        new Option("speed", null, "measure how fast the tunnel is"));
  }

  @Override public String example() {
    return "raft sim --seeds 1000";
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    Tunnel tunnel = new Tunnel(terminal::say);
    long seed = arguments.number("seed", 0, Long.MAX_VALUE, 1);
    long millis = 1000 * arguments.number("seconds", 1, 100_000,
        Plan.MILLIS / 1000);
    if (arguments.has("speed")) {
      new Speed(terminal::say).measure();
      return Exit.DONE;
    }
    long seeds = arguments.number("seeds", 1, Integer.MAX_VALUE, 1);
    if (arguments.has("coverage")) {
      return status(coverage(seed, seeds, millis, terminal));
    }
    if (arguments.has("seeds")) {
      int cores = Runtime.getRuntime().availableProcessors();
      return status(tunnel.seeds(seed, seeds, millis, cores));
    }
    if (arguments.has("html") || arguments.has("text")) {
      return status(draw(record(seed, millis), arguments, terminal));
    }
    return status(tunnel.seed(seed, millis, arguments.has("show")));
  }

  private static Run record(long seed, long millis) {
    return Run.of(Plan.draw(seed, millis), EnumSet.allOf(Property.Kind.class),
        true);
  }

  private static Run draw(Run run, Arguments arguments, Terminal terminal)
      throws IOException {
    if (arguments.has("text")) {
      TextDiagram.lines(run.events(), run.violation(), LINES,
          terminal.coloured()).forEach(terminal::say);
    }
    if (arguments.has("html")) {
      Path file = Path.of(arguments.get("html"));
      Files.writeString(file, Picture.html("seed " + run.plan().seed() + "\n"
          + run.report(), run.events(), run.violation()));
      terminal.complain("open " + file + " in a browser");
    }
    terminal.say(run.report());
    return run;
  }

  /** Runs one after the other, as far as the first that breaks a promise. */
  private static Run coverage(long first, long seeds, long millis,
      Terminal terminal) {
    Coverage coverage = new Coverage();
    Run run = record(first, millis);
    coverage.add(run.events());
    for (long i = 1; i < seeds && run.isClean(); i++) {
      run = record(first + i, millis);
      coverage.add(run.events());
    }
    coverage.lines().forEach(terminal::say);
    if (!run.isClean()) terminal.complain(run.report());
    return run;
  }

  /** The run that broke a promise, or one that did not, or none. */
  private static int status(Run run) {
    return run == null || run.isClean() ? Exit.DONE : Exit.NO;
  }
}
