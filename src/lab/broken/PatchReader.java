package lab.broken;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a header and the unified diff below it, line by line. */
final class PatchReader {
  private final Map<String, String> header = new TreeMap<>();
  private final List<Hunk> hunks = new ArrayList<>();
  private String file; // null while still in the header
  private int number; // of the hunk in its file; 0 before the first
  private List<String> before;
  private List<String> after;

  /** @throws PatchException if it is not a header and a diff */
  static Patch read(String name, List<String> lines) {
    PatchReader reader = new PatchReader();
    lines.forEach(reader::take);
    if (reader.hunks.isEmpty()) throw new PatchException("it changes nothing");
    return new Patch(name, Header.of(reader.header), reader.hunks);
  }

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
