package raft.node.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at what follows a damaged line for something that only a later batch
 * can hold. Then the damaged line was on disk, whole, before that was written.
 *
 * <p>There are two such things. The first line of a batch, wherever it stands
 * now: offsets shift when a line changes its length, and a lost newline leaves
 * it in the middle of another line. And an entry that came with another batch.
 *
 * <p>No command can look like either. It is JSON within its line, where an
 * object follows a colon, a comma or a bracket, and has no line of its own.
 *
 * @param damaged the first damaged line
 * @param batch   where the batch begins that was read last before it
 */
record LaterBatch(Line damaged, long batch) {
  private static final Pattern FIRST_LINE = Pattern.compile(
      "\\{\"forced\":([0-9]{1,19}),\"checksum\":[0-9]{1,10}\\}");
  private static final String BEFORE_AN_OBJECT = ":,[";

  /** What in this line proves it, and where; null if nothing does. */
  String proof(Line line) {
    String text = line.text();
    Matcher entry = LogReader.ENTRY.matcher(text == null ? "" : text);
    if (!entry.lookingAt()) return firstLine(line);
    long came = LogReader.number(entry.group(3));
    // The damaged line may be the first of the batch that this entry is of.
    if (came == batch || came == damaged.offset()) return null;
    return "the entry at offset " + line.offset() + ", of the batch at " + came;
  }

  private String firstLine(Line line) {
    String bytes = new String(line.bytes(), StandardCharsets.ISO_8859_1);
    Matcher found = FIRST_LINE.matcher(bytes);
    while (found.find()) {
      long offset = line.offset() + found.start();
      boolean asItWas = LogReader.number(found.group(1)) == offset;
      // No server has been told of a batch that begins with the damage.
      if (asItWas && offset == damaged.offset()) continue;
      if (!isSound(line, found.start(), found.end())) continue;
      if (!standsAlone(bytes, found.start(), asItWas)) continue;
      return "the first line of a batch, at offset " + offset;
    }
    return null;
  }

  private static boolean isSound(Line line, int from, int to) {
    byte[] part = Arrays.copyOfRange(line.bytes(), from, to);
    return new Line(line.offset() + from, part, true).text() != null;
  }

  /** Not inside a command, not even where zeros took what stood before it. */
  private static boolean standsAlone(String bytes, int start,
      boolean asItWas) {
    int at = start - 1;
    while (at >= 0 && " \t\r".indexOf(bytes.charAt(at)) >= 0) at--;
    if (at < 0) return true;
    if (bytes.charAt(at) == 0) return asItWas;
    return BEFORE_AN_OBJECT.indexOf(bytes.charAt(at)) < 0;
  }
}
