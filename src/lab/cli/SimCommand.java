package lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongFunction;
import lab.check.Property;
import lab.draw.Coverage;
import lab.draw.Picture;
import lab.draw.TextDiagram;
import lab.shrink.Shrinking;
import lab.shrink.Shrunk;
import lab.sim.Plan;
import lab.sim.Run;
import lab.sim.SimulationReport;
import lab.sim.Speed;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.UsageException;

/** {@code lab sim}: the same servers in a seeded world, with checkers. */
final class SimCommand implements Subcommand {
  private static final int LINES = 200; // of a diagram in the terminal
  private static final List<String> OF_ONE_SEED =
      List.of("nodes", "faults", "show", "text", "html");

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
        A seed is a world: its nodes, clients and faults, drawn once. The
        same seed gives the same run, bit for bit, here and anywhere; the hash
        shows it. Checkers look after every event. With --seeds many are run,
        on all cores, until one breaks a promise: then the exit status is 1,
        and the command that runs it once more is shown. What broke is shrunk
        to a schedule of few commands, build/sim/seed-N.txt, for lab play, and
        drawn, build/sim/seed-N.html. With --nodes and --faults a seed's world
        is made smaller.""";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("seed", "N", "run this one (1), or begin with this one"),
        new Option("seeds", "N", "run this many"),
        new Option("seconds", "S", "simulated, before all heals (30)"),
        new Option("no-snapshots", null, "in no seed any snapshots"),
        new Option("no-changes", null, "in no seed any changes of members"),
        new Option("no-calm", null, "in no seed pre-vote, check-quorum"),
        new Option("no-queries", null, "in no seed reads past the log"),
        new Option("no-transfers", null, "in no seed transfers of leadership"),
        new Option("nodes", "N", "of the one seed: with this many nodes"),
        new Option("faults", "A,B", "only these of its faults, or none"),
        new Option("show", null, "show every event of the one seed"),
        new Option("text", null, "draw its end: a column a node"),
        new Option("html", "FILE", "draw it as a page to look at"),
        new Option("coverage", null, "show how often each rule fired"),
        new Option("speed", null, "measure how fast the simulator is"));
  }

  @Override public String example() {
    return "lab sim --seeds 1000";
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    SimulationReport report = new SimulationReport(terminal::say);
    long seed = arguments.number("seed", 0, Long.MAX_VALUE, 1);
    long millis = 1000 * arguments.number("seconds", 1, 100_000,
        Plan.MILLIS / 1000);
    if (arguments.has("speed")) {
      new Speed(terminal::say, millis).measure();
      return Exit.DONE;
    }
    LongFunction<Plan> plans = plans(arguments, millis);
    for (String many : List.of("seeds", "coverage")) refuse(many, arguments);
    long seeds = arguments.number("seeds", 1, Integer.MAX_VALUE, 1);
    if (arguments.has("coverage")) {
      return status(coverage(seed, seeds, plans, terminal));
    }
    if (arguments.has("seeds")) {
      int cores = Runtime.getRuntime().availableProcessors();
      return shrink(report.seeds(seed, seeds, plans, cores), terminal);
    }
    Plan plan = plan(arguments, plans.apply(seed));
    if (arguments.has("html") || arguments.has("text")) {
      return status(draw(record(plan), arguments, terminal));
    }
    return shrink(report.run(plan, arguments.has("show")), terminal);
  }

  private static LongFunction<Plan> plans(Arguments arguments, long millis) {
    boolean snapshots = !arguments.has("no-snapshots");
    boolean changes = !arguments.has("no-changes");
    boolean calm = !arguments.has("no-calm");
    boolean queries = !arguments.has("no-queries");
    boolean transfers = !arguments.has("no-transfers");
    return seed -> {
      Plan plan = Plan.draw(seed, millis);
      if (!snapshots) plan = plan.withoutSnapshots();
      if (!changes) plan = plan.withoutChanges();
      if (!calm) plan = plan.withoutCalm();
      if (!queries) plan = plan.withoutQueries();
      return transfers ? plan : plan.withoutTransfers();
    };
  }

  /** What is for one seed would be left undone for many. */
  private static void refuse(String many, Arguments arguments) {
    for (String option : OF_ONE_SEED) {
      if (!arguments.has(many) || !arguments.has(option)) continue;
      throw new UsageException("--" + option + " is for one seed; leave out --"
          + many);
    }
  }

  private static Plan plan(Arguments arguments, Plan drawn) {
    int nodes = (int) arguments.number("nodes", 1, 7, drawn.nodes());
    Plan plan = nodes == drawn.nodes() ? drawn : drawn.among(nodes);
    if (!arguments.has("faults")) return plan;
    List<String> words = List.of(arguments.get("faults").split(",", -1));
    List<String> known = List.of(drawn.faults().words().split(","));
    if (words.equals(List.of("none")) || known.containsAll(words)) {
      return plan.with(drawn.faults().only(words));
    }
    throw new UsageException("--faults " + arguments.get("faults")
        + ": the faults of this seed are " + drawn.faults().words());
  }

  private static Run record(Plan plan) {
    return Run.of(plan, EnumSet.allOf(Property.Group.class), true);
  }

  /** Writes what is left of a run that broke a promise, and draws that. */
  private static int shrink(Run run, Terminal terminal) throws IOException {
    if (run == null || run.isClean()) return Exit.DONE;
    Shrunk shrunk = Shrinking.of(run, null);
    Path folder = Files.createDirectories(
        terminal.project().resolve("build/sim"));
    String name = "seed-" + run.plan().seed();
    Path script = folder.resolve(name + ".txt");
    Files.writeString(script, shrunk.script());
    terminal.say(shrunk.isScenario()
        ? "  shrunk to %d commands: build/lab play %s".formatted(
            shrunk.commands(), script)
        : "  no schedule shows it; what can be shown: " + script);
    if (shrunk.page() == null) return Exit.NO;
    terminal.say("  its picture: " + Files.writeString(
        folder.resolve(name + ".html"), shrunk.page()));
    return Exit.NO;
  }

  private static Run draw(Run run, Arguments arguments, Terminal terminal)
      throws IOException {
    if (arguments.has("text")) {
      TextDiagram.lines(run.events(), run.violation(), LINES,
          terminal.coloured()).forEach(terminal::say);
    }
    if (arguments.has("html")) {
      Path file = Path.of(arguments.get("html"));
      PageFile.write(file, Picture.html(run.title(), run.events(),
          run.violation()));
      terminal.complain("open " + file + " in a browser");
    }
    terminal.say(run.report());
    return run;
  }

  /** Runs one after the other, as far as the first that breaks a promise. */
  private static Run coverage(long first, long seeds,
      LongFunction<Plan> plans, Terminal terminal) {
    Coverage coverage = new Coverage();
    Run run = record(plans.apply(first));
    coverage.add(run.events());
    for (long i = 1; i < seeds && run.isClean(); i++) {
      run = record(plans.apply(first + i));
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
