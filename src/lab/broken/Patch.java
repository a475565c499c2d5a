package lab.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One way to get Raft wrong: what is said of it, and the change itself.
 *
 * @param name of its file, without {@code .patch}: the rule and the fault
 */
public record Patch(String name, Header header, List<Hunk> hunks) {
  static final String FOLDER = "lab-notes/broken";
  private static final String SUFFIX = ".patch";

  public Patch {
    hunks = List.copyOf(hunks);
  }

  /** The names of all patches of this project, in order. */
  public static List<String> names(Path project) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve(FOLDER))) {
      return files.map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted().toList();
    }
  }

  /** @throws PatchException says which file it is, and what is wrong in it */
  static Patch read(Path project, String name) throws IOException {
    Path file = project.resolve(FOLDER).resolve(name + SUFFIX);
    return PatchReader.read(name, Files.readAllLines(file));
  }

  /**
   * The files that it changes, as they then are, by their names as seen from
   * the root. Nothing is written.
   *
   * @throws PatchException names the file and the hunk that does not apply
   */
  Map<String, String> applyTo(Path project) throws IOException {
    Map<String, List<String>> changed = new TreeMap<>();
    for (Hunk hunk : hunks) {
      List<String> lines = changed.get(hunk.file());
      if (lines == null) lines = read(project.resolve(hunk.file()), hunk);
      changed.put(hunk.file(), hunk.applyTo(lines));
    }
    Map<String, String> texts = new TreeMap<>();
    changed.forEach((file, lines) ->
        texts.put(file, String.join("\n", lines) + "\n"));
    return texts;
  }

  private static List<String> read(Path file, Hunk hunk) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException missing) {
      throw new PatchException("hunk " + hunk.number() + " does not apply to "
          + hunk.file() + ": there is no such file");
    }
  }
}
