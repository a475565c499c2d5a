package lab.hunt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lab.broken.InMutant.Script;
import lab.broken.Patch;
import lab.broken.Patch.Header;
import lab.draw.Rule;

/** Tells what was wrong, when it may be told. */
final class Explanation {
  private static final long MOST_SEEDS = 1000;
  private static final int MOST_LINES = 60; // of a schedule

  private final String mutant;
  private final Path project;
  private final MutantProcess process;
  private final Consumer<String> out;

  Explanation(String mutant, Path project, MutantProcess process,
      Consumer<String> out) {
    this.mutant = mutant;
    this.project = project;
    this.process = process;
    this.out = out;
  }

  /**
   * Tells it in words, in code, and by the shortest schedule that is known.
   *
   * @param seed that broke a promise; 0 if none is known
   * @param file for the schedule and its picture, without .txt or .html
   */
  void tell(long seed, Path file) throws IOException {
    Patch patch = Patch.read(project, mutant);
    Header header = patch.header();
    Rule rule = Rule.valueOf(header.rule());
    out.accept("");
    out.accept("%s (%s): \"%s\"".formatted(rule, rule.box().title(),
        rule.sentence()));
    out.accept("The mistake: " + header.fault() + ".");
    out.accept("It breaks:   " + header.breaks() + ".");
    if (header.seenIn() != null) {
      out.accept("Seen in:     " + header.seenIn() + ".");
    }
    out.accept("");
    out.accept("lab-notes/broken/" + mutant + ".patch:");
    Files.readAllLines(project.resolve(Patch.FOLDER).resolve(
        mutant + ".patch")).stream().dropWhile(line -> !line.startsWith("---"))
        .forEach(line -> out.accept("  " + line));
    out.accept("");
    Observation schedule = header.schedule() == null ? shrunk(seed)
        : byHand(header.schedule());
    if (schedule == null) return;
    show(schedule, file);
  }

  private Observation byHand(String name) throws IOException {
    String scenario = "test/scenarios/" + name + ".txt";
    Script script = new Script(scenario,
        Files.readString(project.resolve(scenario)));
    Observation seen = process.ask(MutantTask.play(script));
    return new Observation(seen.broken(), 0, seen.told(), List.of(),
        seen.page(), script.text());
  }

  /** What the swarm's run was shrunk to; null if it was not. */
  private Observation shrunk(long known) throws IOException {
    long seed = known;
    if (seed == 0) {
      out.accept("Runs seeds until one shows it ...");
      seed = process.ask(MutantTask.sim(1, MOST_SEEDS)).seed();
    }
    if (seed == 0) return null;
    out.accept("Shrinks seed " + seed + " to what matters ...");
    Observation shrunk = process.ask(MutantTask.shrink(seed));
    if (shrunk.script() != null) return shrunk;
    shrunk.told().forEach(out);
    return null;
  }

  private void show(Observation schedule, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path text = file.resolveSibling(file.getFileName() + ".txt");
    Files.writeString(text, schedule.script());
    schedule.script().lines().limit(MOST_LINES).forEach(out);
    if (schedule.script().lines().count() > MOST_LINES) out.accept("...");
    out.accept("Schedule: " + text);
    if (schedule.page() == null) return;
    out.accept("Picture:  " + Files.writeString(
        file.resolveSibling(file.getFileName() + "-solution.html"),
        schedule.page()));
  }
}
