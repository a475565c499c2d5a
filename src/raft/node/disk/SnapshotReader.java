package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import raft.Configuration;
import raft.Message;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.json.Fields;
import raft.text.Reason;
import raft.text.Text;

/**
 * The lines of a snapshot's state, without its first and last line; each is
 * verified before it is handed on. Not thread-safe.
 *
 * <p>Whatever is wrong is a {@link SnapshotException} that says which file and
 * at which offset.
 */
final class SnapshotReader implements Iterator<String>, Closeable {

  /** The last line, before its checksum. */
  static final Pattern END =
      Pattern.compile("\\{\"lines\":([0-9]+),\"of\":([0-9]+)");

  private final Path file;
  private final Line.Reader lines;
  private final SnapshotMetadata metadata;
  private final Instant begun;
  private long count; // of the lines of the state that were read
  private String next; // null if it was not read yet, or there is none
  private final CRC32C crc = new CRC32C(); // of all lines so far
  private boolean ended; // the last line was read, and all is sound

  SnapshotReader(Path file) throws IOException {
    this.file = file;
    lines = new Line.Reader(file);
    try {
      Line first = line();
      Fields header = header(first);
      metadata = metadata(header, first);
      begun = begun(header, first);
      add(first);
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  SnapshotMetadata metadata() {
    return metadata;
  }

  /** By the clock on the wall of the server that wrote it. */
  Instant begun() {
    return begun;
  }

  /** How many lines of the state have been read. */
  long count() {
    return count;
  }

  /** Reads what is left, so that all of the file is verified. */
  void finish() {
    while (hasNext()) next();
  }

  @Override public boolean hasNext() {
    if (next == null && !ended) read();
    return next != null;
  }

  @Override public String next() {
    if (!hasNext()) throw new NoSuchElementException();
    String line = next;
    next = null;
    return line;
  }

  private void read() {
    Line line = line();
    String text = line.text();
    if (text == null) throw wrong(line, "is damaged");
    Matcher end = END.matcher(text);
    if (end.matches()) {
      end(line, LogReader.number(end.group(1)),
          LogReader.number(end.group(2)));
    } else if (text.startsWith("{\"")) {
      next = text + "}";
      count++;
      add(line);
    } else {
      throw wrong(line, "is nothing that belongs there: "
          + Text.shortened(text));
    }
  }

  private void add(Line line) {
    crc.update(line.bytes());
    crc.update('\n');
  }

  private void end(Line line, long said, long checksum) {
    if (said != count) {
      throw wrong(line, "says that " + said + " lines stand before it, but"
          + " there are " + count);
    }
    if (checksum != crc.getValue()) {
      throw wrong(line, "says that the lines before it are others, or stood in"
          + " another order");
    }
    long offset = lines.offset();
    if (nextLine() != null) {
      throw wrong(offset, "stands behind the last one");
    }
    ended = true;
  }

  /** The next line, which must be there. */
  private Line line() {
    long offset = lines.offset();
    Line line = nextLine();
    if (line != null) return line;
    throw wrong(offset, "is missing, and all behind it: no line has said how"
        + " many there are");
  }

  private Line nextLine() {
    try {
      return lines.next();
    } catch (IOException e) {
      throw new SnapshotException("cannot read " + file + ": " + Reason.of(e),
          e);
    }
  }

  private Fields header(Line first) {
    String text = first.text();
    if (text == null) throw wrong(first, "is damaged");
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

  @Override public void close() throws IOException {
    lines.close();
  }
}
