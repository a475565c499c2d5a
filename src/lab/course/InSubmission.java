package lab.course;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.check.Property;
import lab.course.Exercise.Feature;
import lab.script.Play;
import lab.script.Scenario;
import lab.shrink.Shrinking;
import lab.shrink.Shrunk;
import lab.sim.Plan;
import lab.sim.Run;
import lab.sim.SeedRunner;

/**
 * The main class of a process that has a student's classes in the place of ours:
 * plays scenarios, runs seeds, or shrinks one of them. It writes what comes of
 * it into a file, a JSON object a line, and says beforehand what it begins: if
 * it comes to no end, that is known too.
 */
public final class InSubmission {
  private static final long MILLIS = 4_000; // of faults in each run

  private final PrintWriter report;
  private final Set<Feature> features;

  private InSubmission(PrintWriter report, Set<Feature> features) {
    this.report = report;
    this.features = features;
  }

  /**
   * @param line the report; features, separated by commas; {@code play FILE...},
   *             {@code seeds N} or {@code shrink SEED}
   */
  public static void main(String[] line) throws IOException {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (String each : line[1].split(",")) {
      if (!each.isEmpty()) features.add(Feature.valueOf(each));
    }
    try (PrintWriter report = new PrintWriter(Files.newBufferedWriter(
        Path.of(line[0]), StandardCharsets.UTF_8), true)) {
      InSubmission in = new InSubmission(report, features);
      switch (line[2]) {
        case "play" -> in.play(Arrays.asList(line).subList(3, line.length));
        case "seeds" -> in.runSeeds(Long.parseLong(line[3]));
        default -> in.shrink(Long.parseLong(line[3]));
      }
    }
  }

  private synchronized void write(String... namesAndValues) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.addProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    report.println(object);
  }

  // ---- Scenarios -------------------------------------------------------

  private void play(List<String> files) {
    for (String file : files) {
      String name = Path.of(file).getFileName().toString();
      write("begins", name);
      play(name, Path.of(file));
    }
  }

  private void play(String name, Path file) {
    try {
      Play play = Play.of(Scenario.parse(name, Files.readString(file)));
      write("ends", name, "wrong", wrong(play), "amiss", play.rulesAmiss()
          .stream().map(each -> String.join(" ", each))
          .collect(Collectors.joining("/")), "methods", methods(
              play.violation() == null ? null : play.violation().getCause()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (RuntimeException | Error thrown) {
      write("ends", name, "wrong", String.valueOf(thrown), "amiss", "",
          "methods", methods(thrown));
    }
  }

  /** What is not as it should be; null if all is. Words do not matter. */
  private static String wrong(Play play) {
    String stopped = play.stoppedAt();
    if (play.violation() != null) {
      return play.violation().property() + " is broken";
    }
    if (stopped == null) return null;
    if (stopped.startsWith("expect ")) return "not met: " + stopped;
    return play.complaints().get(play.complaints().size() - 1);
  }

  // ---- Seeds -----------------------------------------------------------

  private Plan plan(long seed) {
    Plan plan = Plan.draw(seed, MILLIS);
    if (!features.contains(Feature.QUERIES)) plan = plan.withoutQueries();
    if (!features.contains(Feature.TRANSFERS)) plan = plan.withoutTransfers();
    if (!features.contains(Feature.CHANGES)) plan = plan.withoutChanges();
    if (!features.contains(Feature.CALM)) plan = plan.withoutCalm();
    return features.contains(Feature.SNAPSHOTS) ? plan
        : plan.withoutSnapshots();
  }

  private Plan begin(long seed) {
    write("begins", "seed " + seed);
    return plan(seed);
  }

  private static Set<Property.Group> all() {
    return EnumSet.allOf(Property.Group.class);
  }

  private void runSeeds(long seeds) {
    SeedRunner runner = new SeedRunner(this::begin, all(),
        (run, done) -> write("ends", "seed " + run.plan().seed()));
    try {
      Run broken = runner.run(1, seeds, 2);
      if (broken != null) tell(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException thrown) {
      for (long seed = 1; runs(seed); seed++) write("ends", "seed " + seed);
    }
  }

  /** Once more, one after the other: which is the first that does not run? */
  private boolean runs(long seed) {
    try {
      Run run = Run.of(begin(seed), all(), false);
      if (run.isClean()) return true;
      tell(run);
    } catch (RuntimeException | Error thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      write("seed", String.valueOf(seed), "property", "no exception",
          "story", thrown + (trace.length == 0 ? "" : " at " + trace[0]),
          "methods", methods(thrown));
    }
    return false;
  }

  /** Where it was thrown, the innermost first; empty if nothing was. */
  private static String methods(Throwable thrown) {
    return thrown == null ? "" : Arrays.stream(thrown.getStackTrace())
        .map(frame -> frame.getFileName() + ":" + frame.getMethodName())
        .collect(Collectors.joining(" "));
  }

  private void tell(Run broken) {
    write("seed", String.valueOf(broken.plan().seed()), "property",
        broken.violation().property().toString(), "story",
        broken.violation().getMessage(), "methods",
        methods(broken.violation().getCause()));
  }

  // ---- Shrinking -------------------------------------------------------

  private void shrink(long seed) {
    Shrunk shrunk = Shrinking.of(Run.of(plan(seed), all(), false), null);
    write("commands", String.valueOf(shrunk.commands()), "script",
        shrunk.script(), "page", shrunk.page());
  }
}
