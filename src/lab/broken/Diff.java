package lab.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.broken.Patch.PatchException;

/**
 * A change of the project's files, as {@code diff -u} writes it, below a header
 * of lines such as {@code Rule: C2}.
 */
public record Diff(Map<String, String> header, List<Hunk> hunks) {

  public Diff {
    header = Collections.unmodifiableMap(new TreeMap<>(header));
    hunks = List.copyOf(hunks);
  }

  /** @throws PatchException if it is not a header and a diff */
  public static Diff parse(List<String> lines) {
    DiffReader reader = new DiffReader();
    lines.forEach(reader::take);
    if (reader.hunks.isEmpty()) throw new PatchException("it changes nothing");
    return new Diff(reader.header, reader.hunks);
  }

  /**
   * The files that it changes, as they then are, by their names as seen from
   * the root. Nothing is written.
   *
   * @throws PatchException names the file and the hunk that does not apply
   */
  public Map<String, String> applyTo(Path project) throws IOException {
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

  /**
   * One change within a file: these lines become those. The lines alone say
   * where they stand; the numbers after {@code @@} are for people.
   *
   * @param file   as seen from the project's root
   * @param number among the file's hunks; the first is 1
   * @param before with the lines around it
   * @param after  likewise
   */
  public record Hunk(String file, int number, List<String> before,
      List<String> after) {

    /**
     * The lines of the file, changed.
     *
     * @throws PatchException unless its lines stand there exactly once
     */
    List<String> applyTo(List<String> lines) {
      int place = Collections.indexOfSubList(lines, before);
      if (place < 0) throw refused("these lines are not there (any more)");
      if (place != Collections.lastIndexOfSubList(lines, before)) {
        throw refused("these lines are there more than once");
      }
      List<String> changed = new ArrayList<>(lines.subList(0, place));
      changed.addAll(after);
      changed.addAll(lines.subList(place + before.size(), lines.size()));
      return changed;
    }

    private PatchException refused(String why) {
      return new PatchException("hunk " + number + " does not apply to " + file
          + ": " + why + ":\n    " + String.join("\n    ", before));
    }
  }

  /** Reads a header and the unified diff below it, line by line. */
  private static final class DiffReader {
    private final Map<String, String> header = new TreeMap<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private String file; // null while still in the header
    private int number; // of the hunk in its file; 0 before the first
    private List<String> before;
    private List<String> after;

    private void take(String line) {
      if (line.startsWith("--- a/")) beginFile(line.substring(6));
      else if (file == null) takeHeader(line);
      else if (line.startsWith("@@ ")) beginHunk();
      else if (!line.startsWith("+++ b/")) takeChange(line);
    }

    private void takeHeader(String line) {
      if (line.isBlank()) return;
      String[] parts = line.split(": +", 2);
      if (parts.length < 2) throw strange(line);
      header.put(parts[0], parts[1].strip());
    }

    private void beginFile(String name) {
      file = name;
      number = 0;
    }

    private void beginHunk() {
      before = new ArrayList<>();
      after = new ArrayList<>();
      hunks.add(new Hunk(file, ++number, before, after));
    }

    private void takeChange(String line) {
      if (number == 0) throw strange(line);
      String text = line.isEmpty() ? "" : line.substring(1);
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case '-' -> before.add(text);
        case '+' -> after.add(text);
        case ' ' -> {
          before.add(text);
          after.add(text);
        }
        default -> throw strange(line);
      }
    }

    private static PatchException strange(String line) {
      return new PatchException("this line belongs in no patch: " + line);
    }
  }
}
