package raft.node.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import raft.Configuration;
import raft.Message;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.json.Fields;
import raft.text.Text;

/**
 * Takes the lines of a snapshot, one after the other, verifies each, and hands
 * those of the state on. Not thread-safe.
 *
 * <p>Whatever is wrong is a {@link SnapshotException} that says which file and
 * at which offset.
 */
final class SnapshotReader {

  // The last line, before its checksum.
  private static final String END_BEGINS = "{\"lines\":";
  private static final Pattern END =
      Pattern.compile("\\{\"lines\":([0-9]+),\"of\":([0-9]+)");

  private final Path file;
  private final Consumer<String> state;
  private SnapshotMetadata metadata; // null before the first line
  private Instant begun; // the same
  private long count; // of the lines of the state so far
  private final CRC32C crc = new CRC32C(); // of all lines so far
  private long offset; // behind them
  private boolean ended; // the last line was there, and all is sound

  /** @param state gets those of the state */
  SnapshotReader(Path file, Consumer<String> state) {
    this.file = file;
    this.state = state;
  }

  /** Takes all lines of the file. */
  void readAll() throws IOException {
    try (Line.Reader lines = new Line.Reader(file)) {
      Line line = lines.next();
      for (; line != null; line = lines.next()) add(line);
    }
    finish();
  }

  /** Null if the first line was not taken, or is wrong. */
  SnapshotMetadata metadata() {
    return metadata;
  }

  /**
   * By the clock on the wall of the server that wrote it; null as {@link
   * #metadata} is.
   */
  Instant begun() {
    return begun;
  }

  /** How many lines of the state have been taken. */
  long count() {
    return count;
  }

  void add(Line line) {
    if (ended) throw wrong(line, "stands behind the last one");
    String text = line.text();
    if (text == null) throw wrong(line, "is damaged");
    if (metadata == null) {
      header(line, text);
    } else if (isEnd(text)) {
      end(line, text);
    } else if (text.startsWith("{\"")) {
      count++;
      state.accept(text + "}");
    } else {
      throw wrong(line, "is nothing that belongs there: "
          + Text.shortened(text));
    }
    crc.update(line.bytes());
    crc.update('\n');
    offset = line.offset() + line.bytes().length + 1;
  }

  /** No more lines follow. */
  void finish() {
    if (ended) return;
    throw wrong(offset, "is missing, and all behind it: no line has said how"
        + " many there are");
  }

  /** Whether a line is the last one, as what stands before its sum tells. */
  static boolean isEnd(String text) {
    return text.startsWith(END_BEGINS) && END.matcher(text).matches();
  }

  private void end(Line line, String text) {
    Matcher numbers = END.matcher(text);
    numbers.matches();
    long said = LogReader.number(numbers.group(1));
    long checksum = LogReader.number(numbers.group(2));
    if (said != count) {
      throw wrong(line, "says that " + said + " lines stand before it, but"
          + " there are " + count);
    }
    if (checksum != crc.getValue()) {
      throw wrong(line, "says that the lines before it are others, or stood in"
          + " another order");
    }
    ended = true;
  }

  private void header(Line first, String text) {
    Fields header = fields(first, text);
    Instant said = begun(header, first);
    metadata = metadata(header, first);
    begun = said;
  }

  private Fields fields(Line first, String text) {
    try {
      Fields header = Fields.of(text + "}");
      header.only("lastIncludedIndex", "lastIncludedTerm", "configuration",
          "begun");
      return header;
    } catch (IllegalArgumentException e) {
      throw wrong(first, "is not the first line of a snapshot: "
          + e.getMessage());
    }
  }

  private SnapshotMetadata metadata(Fields header, Line first) {
    try {
      return new SnapshotMetadata(
          header.integer("lastIncludedIndex", 1, Message.MAX_TERM_OR_INDEX),
          header.integer("lastIncludedTerm", 1, Message.MAX_TERM_OR_INDEX),
          Configuration.of(header.text("configuration")));
    } catch (IllegalArgumentException e) {
      throw wrong(first, "says what no server writes: " + e.getMessage());
    }
  }

  private Instant begun(Fields header, Line first) {
    try {
      return Instant.parse(header.text("begun"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(first, "does not say when it was begun: " + e.getMessage());
    }
  }

  private SnapshotException wrong(Line line, String what) {
    return wrong(line.offset(), what);
  }

  private SnapshotException wrong(long offset, String what) {
    return new SnapshotException(file + ": the line at offset " + offset + " "
        + what);
  }
}
