package lab.hunt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.broken.InMutant.Script;
import lab.broken.Patch;
import lab.draw.Rule;

/**
 * One mutant, its name held back, until its rule is named. Nothing that is told
 * or written before that contains the name. Not thread-safe.
 */
final class Round implements AutoCloseable {
  static final int POINTS = 10;
  private static final int HINT = 3; // points that it costs
  private static final int WRONG = 4; // points that a wrong answer costs
  private static final long SEEDS = 25;
  private static final String HELP = """
      sim [N]       run the next N seeds (25) until a promise is broken
      play FILE     a scenario: what is not as it says
      trace         what the servers did in what was last broken or played
      picture       the same as a page for a browser
      labels [RV]   the rules, in the paper's words; or only those with RV
      hint          the box of the figure that holds the rule; costs 3 points
      L4            the answer: this rule is broken; a wrong one costs 4
      skip          the solution, for no points
      quit          end the hunt""";

  private final String mutant;
  private final Path project;
  private final Path file; // of what is written, without .txt or .html
  private final Consumer<String> out;
  private final Rule rule;
  private final MutantProcess process;
  private int points = POINTS;
  private boolean over;
  private Observation last; // null until something was seen
  private long nextSeed = 1;
  private long brokenSeed; // the first that broke a promise; 0 if none has

  Round(String mutant, Path project, Path file, Consumer<String> out)
      throws IOException {
    this.mutant = mutant;
    this.project = project;
    this.file = file;
    this.out = out;
    rule = Rule.valueOf(Patch.read(project, mutant).header().rule());
    process = new MutantProcess(mutant, project);
  }

  boolean isOver() {
    return over;
  }

  /** What is left of them. */
  int points() {
    return points;
  }

  void take(String word, String rest) throws IOException {
    switch (word) {
      case "sim" -> sim(rest);
      case "play" -> play(rest);
      case "trace" -> trace();
      case "picture" -> picture();
      case "labels" -> labels(rest);
      case "hint" -> hint();
      case "answer" -> answer(rest);
      case "skip" -> end(0);
      case "", "help" -> out.accept(HELP);
      default -> answer(word);
    }
  }

  // ---- Looking ---------------------------------------------------------

  private void sim(String rest) throws IOException {
    if (!rest.matches("|[1-9]\\d{0,3}")) {
      out.accept("How many seeds? sim 100, say; at most 9999.");
      return;
    }
    long seeds = rest.isEmpty() ? SEEDS : Long.parseLong(rest);
    see(process.ask(MutantTask.sim(nextSeed, seeds)));
    if (last.seed() == 0) {
      nextSeed += seeds;
      return;
    }
    nextSeed = last.seed() + 1;
    if (brokenSeed == 0) brokenSeed = last.seed();
  }

  private void play(String name) throws IOException {
    Path scenario = Path.of(name);
    if (!Files.isRegularFile(scenario)) {
      out.accept("There is no scenario '" + name + "'; test/scenarios holds"
          + " some.");
      return;
    }
    see(process.ask(
        MutantTask.play(new Script(name, Files.readString(scenario)))));
  }

  private void see(Observation seen) {
    last = seen;
    seen.told().forEach(out);
  }

  private void trace() {
    if (last == null || last.trace().isEmpty()) {
      out.accept("Nothing to show yet: sim or play first.");
      return;
    }
    last.trace().forEach(out);
  }

  private void picture() throws IOException {
    if (last == null || last.page() == null) {
      out.accept("Nothing to draw yet: sim or play first.");
      return;
    }
    out.accept("Picture: " + write(".html", last.page()));
  }

  private Path write(String suffix, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file.resolveSibling(file.getFileName() + suffix), text);
  }

  private void labels(String beginning) {
    for (Rule each : Rule.values()) {
      if (!each.name().startsWith(label(beginning))) continue;
      out.accept("%-4s %s".formatted(each, each.sentence()));
    }
  }

  private static String label(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  // ---- Answering -------------------------------------------------------

  private void hint() {
    out.accept("It is in this box: " + rule.box().title());
    lose(HINT);
  }

  private void answer(String word) throws IOException {
    Optional<Rule> named = Stream.of(Rule.values())
        .filter(each -> each.name().equals(label(word))).findFirst();
    if (named.isEmpty()) {
      out.accept("'" + word + "' is neither a word nor a label; try help, or"
          + " labels.");
    } else if (named.get() == rule) {
      out.accept("Yes, it is " + rule + ".");
      end(points);
    } else {
      out.accept("No, " + named.get() + " is as it should be.");
      lose(WRONG);
      if (points == 0) end(0);
    }
  }

  private void lose(int cost) {
    points = Math.max(0, points - cost);
    out.accept("This round can still bring %d points.".formatted(points));
  }

  private void end(int won) throws IOException {
    points = won;
    over = true;
    out.accept("%d points.".formatted(points));
    new Explanation(mutant, project, process, out).tell(brokenSeed, file);
  }

  @Override public void close() {
    process.close();
  }
}
