package lab.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.check.Property;

/**
 * A mistake in a rule: its description, and the change itself.
 *
 * @param name of its file, without {@code .patch}: the rule and the fault
 */
public record Patch(String name, Header header, Diff diff) {
  public static final String FOLDER = "lab-notes/broken";
  private static final String SUFFIX = ".patch";

  /** The names of all patches of this project, in order. */
  public static List<String> names(Path project) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve(FOLDER))) {
      return files.map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted().toList();
    }
  }

  /** @throws PatchException if it is not a header and a diff */
  static Patch parse(String name, List<String> lines) {
    Diff diff = Diff.parse(lines);
    return new Patch(name, Header.of(diff.header()), diff);
  }

  /** @throws PatchException says which file it is, and what is wrong in it */
  public static Patch read(Path project, String name) throws IOException {
    Path file = project.resolve(FOLDER).resolve(name + SUFFIX);
    return parse(name, Files.readAllLines(file));
  }

  /**
   * The files that it changes, as they then are, by their names as seen from
   * the root. Nothing is written.
   *
   * @throws PatchException names the file and the hunk that does not apply
   */
  public Map<String, String> applyTo(Path project) throws IOException {
    return diff.applyTo(project);
  }

  /**
   * The description of a patch, a line for each.
   *
   * @param rule     whose rule it breaks, by its label
   * @param fault    what is wrong now
   * @param breaks   what that leads to; {@code nothing} if it is harmless
   * @param caughtBy promises, any of which may be the first seen broken; for a
   *                 harmless one the lemmas, which are stricter than need be;
   *                 {@code its schedule} if an expectation in there is not met,
   *                 {@code its test} if that fails
   * @param needs    {@code swarm}; {@code schedule} if no random run finds it;
   *                 {@code test} if it is below the simulated network; more
   *                 words may follow
   * @param schedule the scenario that shows it, by the name of its file in
   *                 test/scenarios, without {@code .txt}; null if there is none
   * @param test     the test class that shows it; null if there is none
   * @param seenIn   public issues, such as {@code owner/name#12}, of projects
   *                 that made this mistake, and after a colon what they tell, in
   *                 our words; null if none is known
   */
  public record Header(String rule, String fault, String breaks, List<String> caughtBy,
      String needs, String schedule, String test, String seenIn) {
    static final String ITS_SCHEDULE = "its schedule";
    static final String ITS_TEST = "its test";
    private static final String NOTHING = "nothing";
    private static final List<String> KEYS = List.of("Rule", "Fault", "Breaks",
        "Caught by", "Needs");
    private static final List<String> MORE =
        List.of("Schedule", "Test", "Seen in");

    /** @throws PatchException if a line is missing or unknown */
    static Header of(Map<String, String> lines) {
      for (String key : KEYS) mustHave(key, lines);
      for (String key : lines.keySet()) {
        if (KEYS.contains(key) || MORE.contains(key)) continue;
        throw new PatchException("its header has a line '" + key + ":'; known: "
            + KEYS + ", and maybe " + MORE);
      }
      String needs = lines.get("Needs").split("\\W", 2)[0];
      switch (needs) {
        case "schedule" -> mustHave("Schedule", lines);
        case "test" -> mustHave("Test", lines);
        case "swarm" -> { }
        default -> throw new PatchException("'Needs:' must begin with swarm,"
            + " schedule or test, not with " + needs);
      }
      return new Header(lines.get("Rule"), lines.get("Fault"),
          lines.get("Breaks"), catchers(lines.get("Caught by")),
          needs, lines.get("Schedule"), lines.get("Test"),
          lines.get("Seen in"));
    }

    private static void mustHave(String key, Map<String, String> lines) {
      if (lines.containsKey(key)) return;
      throw new PatchException("its header has no line '" + key + ":'");
    }

    private static List<String> catchers(String list) {
      if (list.equals(NOTHING)) return List.of();
      List<String> names = List.of(list.split(", "));
      List<String> known = Stream.concat(Stream.of(ITS_SCHEDULE, ITS_TEST),
          Stream.of(Property.values()).map(Property::toString)).toList();
      for (String name : names) {
        if (known.contains(name)) continue;
        throw new PatchException("caught by '" + name + "'? Known are "
            + known);
      }
      return names;
    }

    /** Whether it breaks nothing. */
    public boolean isHarmless() {
      return breaks.equals(NOTHING);
    }
  }

  /** A patch cannot be read, applied or compiled; says which, where and why. */
  public static final class PatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PatchException(String message) {
      super(message);
    }
  }
}
