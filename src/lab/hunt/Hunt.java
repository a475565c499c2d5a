package lab.hunt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import lab.broken.Patch;
import lab.broken.Patch.Header;

/**
 * Some rounds, one after the other, and the points. The same seed chooses the
 * same mutants in the same order. Not thread-safe.
 */
public final class Hunt implements AutoCloseable {
  private final Path project;
  private final List<String> mutants;
  private final Consumer<String> out;
  private Round round; // null when the last one is over
  private int number; // of that round; the first is 1
  private int points;

  private Hunt(Path project, List<String> mutants, Consumer<String> out)
      throws IOException {
    this.project = project;
    this.mutants = mutants;
    this.out = out;
    next();
  }

  /**
   * A hunt whose first round has begun.
   *
   * @param project the folder that holds src and lab-notes
   * @param rounds  at least one, and at most as many as there are mutants
   * @param out     hears what there is to say, a line or a few at a time
   */
  public static Hunt begin(Path project, long seed, int rounds,
      Consumer<String> out) throws IOException {
    return new Hunt(project, chosen(project, seed, rounds), out);
  }

  /** The mutants of a hunt, in their order. */
  static List<String> chosen(Path project, long seed, int rounds)
      throws IOException {
    List<String> mutants = candidates(project);
    Collections.shuffle(mutants, new Random(seed));
    return mutants.subList(0, Math.min(rounds, mutants.size()));
  }

  /** Those whose mistake shows in the simulator or in a scenario. */
  static List<String> candidates(Path project) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : Patch.names(project)) {
      Header header = Patch.read(project, name).header();
      boolean shows = !header.needs().equals("test") && !header.isHarmless();
      if (shows) names.add(name);
    }
    return names;
  }

  private void next() throws IOException {
    if (number == mutants.size()) {
      round = null;
      return;
    }
    Path folder = project.resolve("build/hunt");
    round = new Round(mutants.get(number), project,
        folder.resolve("round-" + ++number), out);
    out.accept("");
    out.accept("Round %d of %d. One rule of these servers is broken: which?"
        .formatted(number, mutants.size()));
  }

  /** Does what a line asks for. */
  public void take(String line) throws IOException {
    String[] words = line.strip().split("\\s+", 2);
    if (words[0].equals("quit")) {
      close();
      round = null;
      return;
    }
    round.take(words[0], words.length == 2 ? words[1] : "");
    if (!round.isOver()) return;
    points += round.points();
    close();
    next();
  }

  /** Whether there is no round left to play. */
  public boolean isOver() {
    return round == null;
  }

  /** What to show where a person types. */
  public String prompt() {
    return "round %d, %d points > ".formatted(number, points);
  }

  /** The points, of as many as there were in the rounds that were begun. */
  public String score() {
    return "%d of %d points in %d %s.".formatted(points, number * Round.POINTS,
        number, number == 1 ? "round" : "rounds");
  }

  @Override public void close() {
    if (round != null) round.close();
  }
}
