package lab.broken;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.check.Property;
import lab.draw.Picture;
import lab.draw.Slides;
import lab.draw.TextDiagram;
import lab.script.Play;
import lab.script.Scenario;
import lab.script.Step;
import lab.shrink.Shrinking;
import lab.shrink.Shrunk;
import lab.sim.Plan;
import lab.sim.Run;
import lab.sim.SeedRunner;

/**
 * What runs inside a mutant: the swarm, one scenario, and a run that is drawn or
 * shrunk. Each is a function. A class loader of a mutant loads its own copy of
 * the functions; the records that go in and come out are the same classes on
 * both sides, which {@link Mutant} knows.
 */
public final class InMutant {
  private InMutant() {}

  /**
   * How many seeds a mutant must survive. The budget is counted in seeds and
   * not in seconds, so that a slow machine changes no verdict.
   *
   * @param first  the first of them
   * @param seeds  at most this many
   * @param lemmas whether lemmas and laws count, or only promises that can be
   *               seen from outside: Figure 3, clients, liveness
   * @param mutant whose seeds they are: see {@link #plan}
   */
  public record Budget(long first, long seeds, boolean lemmas, String mutant) {
    /** For whichever mutant, from seed 1 on. */
    public Budget(long seeds, boolean lemmas) {
      this(1, seeds, lemmas, "");
    }

    Budget withoutLemmas() {
      return new Budget(first, seeds, false, mutant);
    }

    Budget of(String mutant) {
      return new Budget(first, seeds, lemmas, mutant);
    }
  }

  /**
   * The run of this seed for a mutant. A mistake outside of membership is looked
   * for where the members stay the same: there a few commands show it.
   */
  static Plan plan(String mutant, long seed) {
    Plan all = Plan.draw(seed, SwarmInMutant.MILLIS);
    if (mutant.startsWith("RI")) return all.withoutChanges();
    if (mutant.startsWith("LT")) return all.withoutChanges();
    Plan drawn = all.withoutQueries().withoutTransfers();
    if (mutant.startsWith("PV") || mutant.startsWith("CQ")) return drawn;
    return mutant.startsWith("MC") ? drawn.withoutCalm()
        : drawn.withoutChanges().withoutCalm();
  }

  /**
   * The text of a scenario, not yet parsed.
   *
   * @param name of its file, for complaints
   * @param text of its file
   */
  public record Script(String name, String text) {}

  /** A run that broke a promise: the mutant, and the seed. */
  public record MutantRun(String mutant, long seed) {}

  /**
   * The result of a scenario, in words that are the same in every mutant.
   *
   * @param steps      its commands, as far as it came
   * @param complaints what was not as the scenario says; none if all was
   * @param broken     the promise that was broken; null if none was
   * @param unmet      the expectation that was not met; null if all were
   * @param events     how many happened
   * @param rewritten  the file's text, with all that was traced as what is
   *                   expected; null if the scenario did not reach its end
   * @param page       its picture, in HTML; null if nothing happened
   */
  public record ScenarioResult(List<Step> steps, List<String> complaints,
      String broken, String unmet, long events, String rewritten, String page) {

    public ScenarioResult {
      steps = List.copyOf(steps);
      complaints = List.copyOf(complaints);
    }

    public boolean isAsExpected() {
      return complaints.isEmpty();
    }
  }

  /**
   * A run to look at.
   *
   * @param lines its end, a column for each node, as for a terminal
   * @param page  its picture, in HTML
   */
  public record Recorded(List<String> lines, String page) {
    public Recorded {
      lines = List.copyOf(lines);
    }
  }

  /** Runs one seed after the other, on all cores, until a run is broken. */
  public static final class SwarmInMutant
      implements Function<Budget, Detection> {
    static final long MILLIS = 10_000; // of faults in each run

    private final long began = System.nanoTime();
    private long events;

    @Override public Detection apply(Budget budget) {
      SeedRunner swarm = new SeedRunner(seed -> plan(budget.mutant(), seed),
          watched(budget), (run, done) -> events += run.count());
      int threads = Runtime.getRuntime().availableProcessors();
      Run broken = run(swarm, budget, threads);
      if (broken == null) {
        return new Detection(Detection.By.SWARM, null, 0, budget.seeds(),
            events, seconds(), "");
      }
      long seed = broken.plan().seed();
      return new Detection(Detection.By.SWARM,
          broken.violation().property().toString(), seed,
          seed - budget.first() + 1,
          broken.count(), seconds(), story(broken));
    }

    /** The report without the command that repeats it: unpatched, it passes. */
    static String story(Run run) {
      return run.report().lines().filter(line -> !line.contains("once more:"))
          .collect(Collectors.joining("\n"));
    }

    private static Run run(SeedRunner swarm, Budget budget, int threads) {
      try {
        return swarm.run(budget.first(), budget.seeds(), threads);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the search was interrupted", stopped);
      }
    }

    static Set<Property.Group> watched(Budget budget) {
      if (budget.lemmas()) return EnumSet.allOf(Property.Group.class);
      return EnumSet.complementOf(
          EnumSet.of(Property.Group.LEMMA, Property.Group.LAW));
    }

    private double seconds() {
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /** Performs a scenario: wherever its class was loaded, in a mutant or not. */
  public static final class ScenarioInMutant
      implements Function<Script, ScenarioResult> {

    /**
     * Performs it in the mutant that it names, or, if it names none, here.
     *
     * @throws PatchException if that mutant cannot be made
     */
    public static ScenarioResult of(Path project, Script script)
        throws IOException {
      String mutant = Scenario.parse(script.name(), script.text()).mutant();
      if (mutant == null) return new ScenarioInMutant().apply(script);
      return of(project, mutant, script);
    }

    /**
     * Performs it in this mutant, whichever it names.
     *
     * @throws PatchException if the mutant cannot be made
     */
    public static ScenarioResult of(Path project, String mutant, Script script)
        throws IOException {
      return Mutant.of(Patch.read(project, mutant), project).perform(script);
    }

    @Override public ScenarioResult apply(Script script) {
      Scenario scenario = Scenario.parse(script.name(), script.text());
      Play play = Play.of(scenario);
      String stopped = play.stoppedAt();
      boolean unmet = stopped != null && stopped.startsWith("expect ");
      return new ScenarioResult(play.steps(), play.complaints(),
          play.violation() == null ? null
              : play.violation().property().toString(),
          unmet ? stopped : null, play.events().size(),
          stopped == null ? play.rewritten() : null,
          play.events().isEmpty() ? null : Picture.html(play));
    }
  }

  /** Performs a scenario and draws it as slides, in SVG. */
  public static final class SlidesInMutant
      implements Function<Script, List<String>> {

    /** In the mutant that it names, or, if it names none, here. */
    public static List<String> of(Path project, Script script)
        throws IOException {
      String mutant = Scenario.parse(script.name(), script.text()).mutant();
      if (mutant == null) return new SlidesInMutant().apply(script);
      return Mutant.of(Patch.read(project, mutant), project).slides(script);
    }

    @Override public List<String> apply(Script script) {
      return Slides.of(Play.of(Scenario.parse(script.name(), script.text())));
    }
  }

  /** Runs inside a mutant: one seed once more, to be looked at. */
  public static final class RecordInMutant
      implements Function<MutantRun, Recorded> {
    private static final int LINES = 30;

    @Override public Recorded apply(MutantRun broken) {
      Run run = Run.of(plan(broken.mutant(), broken.seed()),
          EnumSet.allOf(Property.Group.class), true);
      return new Recorded(TextDiagram.lines(run.events(), run.violation(),
          LINES, false),
          Picture.html(run.title(), run.events(), run.violation()));
    }
  }

  /** Runs inside a mutant: one seed once more, and shrunk to a schedule. */
  public static final class ShrinkInMutant
      implements Function<MutantRun, Shrunk> {
    @Override public Shrunk apply(MutantRun broken) {
      Run run = Run.of(plan(broken.mutant(), broken.seed()),
          EnumSet.allOf(Property.Group.class), false);
      return Shrinking.of(run, broken.mutant());
    }
  }
}
