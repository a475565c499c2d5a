package lab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.broken.Diff;
import lab.broken.Patch.PatchException;

/**
 * One lab of the course: rules that a student writes.
 *
 * @param name     what one types: {@code replication}
 * @param aim      what the student's code does when it is done, in one sentence
 * @param rules    by their labels, in the order of the paper
 * @param features of the simulated runs that these rules need
 * @param blank    takes the rules out, and leaves the paper's sentences
 */
public record Exercise(String name, String aim, List<String> rules,
    Set<Feature> features, Diff blank) {

  /** All labs, in the order in which they are meant to be done. */
  public static final List<String> NAMES = List.of("log", "elections",
      "replication", "commitment", "persistence", "clients", "snapshots",
      "membership", "reads", "calm");

  static final String FOLDER = "lab-notes/exercises";

  /** What a simulated run may have besides Figure 2. */
  public enum Feature { SNAPSHOTS, CHANGES, QUERIES, TRANSFERS, CALM }

  public Exercise {
    rules = List.copyOf(rules);
    features = Set.copyOf(features);
  }

  /** @throws PatchException says what is wrong with its file */
  public static Exercise read(Path project, String name) throws IOException {
    Path file = project.resolve(FOLDER).resolve(name + ".patch");
    Diff blank = Diff.parse(Files.readAllLines(file));
    return new Exercise(name, line("Aim", blank),
        List.of(line("Rules", blank).split(" ")),
        Arrays.stream(line("Features", blank).split(" "))
            .filter(word -> !word.equals("none"))
            .map(word -> Feature.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()), blank);
  }

  private static String line(String key, Diff blank) {
    String value = blank.header().get(key);
    if (value == null) {
      throw new PatchException("its header has no line '" + key + ":'");
    }
    return value;
  }

  /** The files that the student writes in, as seen from the root. */
  public List<String> files() {
    return blank.hunks().stream().map(Diff.Hunk::file).distinct().toList();
  }

  /** These files with the rules taken out. */
  public Map<String, String> blankFiles(Path project) throws IOException {
    return blank.applyTo(project);
  }
}
