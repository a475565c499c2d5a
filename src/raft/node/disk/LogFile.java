package raft.node.disk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import raft.Entry;

/**
 * {@code log.jsonl}, {@code log-101.jsonl}: a line for each entry, in the order
 * in which they came. The name says with which index the file begins.
 *
 * <pre>
 * {"forced":0,"checksum":646373188}
 * {"forced":34,"checksum":388245786}
 * {"index":1,"term":1,"batch":34,"no-op":true,"checksum":250553375}
 * {"forced":135,"checksum":432430794}
 * </pre>
 *
 * <p>No line is changed or taken out, except for a torn tail that is cut at a
 * start. A line with an index that exists replaces the entry there and all that
 * follow. What is written together and forced once is a batch; its first line
 * says up to which offset the file had been forced before, which is where the
 * batch begins, and each entry says the same of the batch it came with. The
 * first line of all is a batch without entries, made with the directory: so an
 * empty file was never a log. {@link LogReader} says what that is good for.
 *
 * <p>A long file gets zeros behind its lines when a batch is appended. Where the
 * next batches take their place the file does not get longer, and a force need
 * not write its new length as well, which takes about as long again. They are
 * there while a node writes the file, and after a crash.
 *
 * <p>Not thread-safe; the disk thread's own.
 */
final class LogFile implements Closeable {

  /** From this length on; a shorter one can be followed with tail -f. */
  static final int PREALLOCATED_FROM = 1 << 16;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(1 << 16);

  private final Disk disk;
  private final FileChannel channel;
  private final Line.Writer lines = new Line.Writer();

  // Where the next batch goes: what is before it is forced.
  private long end;

  // The file's length; from the end up to this there are zeros.
  private long length;

  private LogFile(Path path, Disk disk, long end) throws IOException {
    this.disk = disk;
    this.end = end;
    length = end;
    channel = disk.open(path, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /**
   * What the last log file holds. Takes no lock and changes nothing; a running
   * node may be in the middle of a batch, which then looks like a torn tail.
   *
   * @throws IOException if the file cannot be read
   */
  static LogContents read(Path file) throws IOException {
    return LogReader.read(file, true);
  }

  /**
   * Makes a log that holds these entries, from the first index that the file is
   * for on; durable when this returns.
   */
  static LogFile create(Path file, List<Entry> entries, Disk disk)
      throws IOException {
    ByteBuffer bytes = beginning(FileNames.first(file), entries);
    int end = bytes.remaining();
    disk.replace(file, bytes);
    return new LogFile(file, disk, end);
  }

  private static ByteBuffer beginning(long first, List<Entry> entries) {
    Line.Writer lines = new Line.Writer();
    beginBatch(lines, 0);
    if (entries.isEmpty()) return lines.take();
    long batch = lines.length();
    beginBatch(lines, batch);
    long index = first;
    for (Entry entry : entries) line(lines, batch, index++, entry);
    // They were acknowledged once: this line tells damage to them from a tear.
    beginBatch(lines, lines.length());
    return lines.take();
  }

  /** Whether it has no room for an entry: as it was made, or not even that. */
  static boolean holdsNothing(Path file) throws IOException {
    return Files.size(file) <= beginning(1, List.of()).remaining();
  }

  /**
   * Keeps a torn tail beside the log, in a file of a new name.
   *
   * @return that file, durable, or null if there is no such tail
   */
  static Path keepTornTail(LogContents contents, Disk disk)
      throws IOException {
    if (contents.tornBytes() == 0) return null;
    Path kept = freeName(contents.file() + ".cut-" + contents.end());
    try (FileChannel log = FileChannel.open(contents.file())) {
      disk.replace(kept, copy -> copy(log, contents.end(), contents.size(),
          (piece, at) -> disk.write(copy, piece, at - contents.end())));
    }
    return kept;
  }

  private static Path freeName(String name) {
    Path free = Path.of(name);
    for (int n = 2; Files.exists(free); n++) free = Path.of(name + "-" + n);
    return free;
  }

  /** Cuts a torn tail off, and makes sure that the rest is on disk. */
  static LogFile open(LogContents contents, Disk disk) throws IOException {
    LogFile log = new LogFile(contents.file(), disk, contents.end());
    try {
      log.channel.truncate(contents.end());
      log.writeAgain(contents.lastBatch());
      disk.force(log.channel);
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /**
   * If the last force failed, the operating system may show us bytes that the
   * disk never got, and take them for written: then forcing them would do
   * nothing. Writing them again makes the force mean what it says.
   */
  private void writeAgain(long from) throws IOException {
    copy(channel, from, end, (piece, at) -> disk.write(channel, piece, at));
  }

  private interface Taker {
    void take(ByteBuffer piece, long offset) throws IOException;
  }

  /** Hands on what a file holds between two offsets, piece by piece. */
  private static void copy(FileChannel file, long from, long to, Taker taker)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(1 << 16);
    for (long at = from; at < to; at += piece.limit()) {
      piece.clear().limit((int) Math.min(piece.capacity(), to - at));
      while (piece.hasRemaining()) {
        if (file.read(piece, at + piece.position()) > 0) continue;
        throw new EOFException("the log got shorter while it was read");
      }
      taker.take(piece.flip(), at);
    }
  }

  /**
   * Appends a batch, and zeros if there are not enough of them, with one force;
   * durable when this returns. If it throws, what the file holds is not known,
   * and this is of no more use.
   *
   * @throws IllegalArgumentException if a command is not a JSON object in one
   *     line of at most {@link Line.Writer#LONGEST} bytes
   */
  void append(List<LogRecord.Numbered> batch) throws IOException {
    beginBatch(lines, end);
    for (LogRecord.Numbered each : batch) {
      line(lines, end, each.index(), each.entry());
    }
    ByteBuffer bytes = lines.take();
    long newEnd = end + bytes.remaining();
    disk.write(channel, bytes, end);
    if (newEnd > length) preallocate(newEnd);
    disk.force(channel);
    end = newEnd;
  }

  private void preallocate(long from) throws IOException {
    length = from;
    if (from < PREALLOCATED_FROM) return;
    disk.write(channel, ZEROS.duplicate(), from);
    length += ZEROS.capacity();
  }

  private static void beginBatch(Line.Writer lines, long forced) {
    lines.text("{\"forced\":").number(forced).endLine();
  }

  private static void line(Line.Writer lines, long batch, long index,
      Entry entry) {
    lines.text("{\"index\":").number(index);
    lines.text(",\"term\":").number(entry.term());
    lines.text(",\"batch\":").number(batch);
    switch (entry.kind()) {
      case NO_OP -> lines.text(",\"no-op\":true");
      case COMMAND -> command(lines, entry.text());
      case CONFIGURATION -> lines.text(",\"configuration\":\"")
          .text(entry.text()).text("\"");
    }
    lines.endLine();
  }

  private static void command(Line.Writer lines, String command) {
    if (!command.startsWith("{") || !command.endsWith("}")) {
      throw new IllegalArgumentException("a command is no JSON object");
    }
    lines.text(",\"command\":").foreignText(command);
  }

  /** Nothing more is appended: takes the zeros away, durably. */
  void removeZeros() throws IOException {
    if (length == end) return;
    channel.truncate(end);
    disk.force(channel);
    length = end;
  }

  @Override public void close() throws IOException {
    channel.close();
  }
}
