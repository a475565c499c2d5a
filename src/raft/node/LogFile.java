package raft.node;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import raft.Entry;

/**
 * {@code log.jsonl}: a line for each entry, in the order in which they came.
 *
 * <pre>
 * {"forced":0,"checksum":646373188}
 * {"index":1,"term":1,"no-op":true,"checksum":4136927628}
 * {"forced":90,"checksum":1794067795}
 * {"index":2,"term":1,"command":{"op":"register"},"checksum":3323983365}
 * </pre>
 *
 * <p>The file only grows, except for a torn tail that is cut at a start. A line
 * with an index that exists replaces the entry there and all that follow. What
 * is written together and forced once is a batch; its first line says up to
 * which offset the file had been forced before, which is where the batch
 * begins. {@link LogReader} says what that is good for.
 *
 * <p>Not thread-safe; the disk thread's own.
 */
public final class LogFile implements Closeable {

  /** An entry, and where in the log it belongs. */
  record Numbered(long index, Entry entry) {}

  private final Path path;
  private final Disk disk;
  private final FileChannel channel;
  private final LineWriter lines = new LineWriter();

  // How long the file is, all of it forced; grows with each batch.
  private long end;

  private LogFile(Path path, Disk disk, long end) throws IOException {
    this.path = path;
    this.disk = disk;
    this.end = end;
    channel = FileChannel.open(path, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /**
   * What a log file holds. Takes no lock and changes nothing; a running node
   * may be in the middle of a line, which then looks like a torn tail.
   *
   * @throws IOException if the file cannot be read
   */
  public static LogContents read(Path file) throws IOException {
    return LogReader.read(file);
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
    ByteBuffer piece = ByteBuffer.allocate(1 << 16);
    for (long at = from; at < end; at += piece.limit()) {
      piece.clear().limit((int) Math.min(piece.capacity(), end - at));
      while (piece.hasRemaining()) {
        if (channel.read(piece, at + piece.position()) > 0) continue;
        throw new EOFException(path + " got shorter while it was read");
      }
      disk.write(channel, piece.flip(), at);
    }
  }

  /**
   * Appends a batch with one write and one force; durable when this returns.
   * If it throws, nobody knows what the file holds, and this is of no more use.
   *
   * @throws IllegalArgumentException if a command is not a JSON object in one
   *     line of at most {@link LineWriter#LONGEST} bytes
   */
  void append(List<Numbered> batch) throws IOException {
    lines.text("{\"forced\":").number(end).endLine();
    for (Numbered numbered : batch) line(numbered.index(), numbered.entry());
    ByteBuffer bytes = lines.take();
    int length = bytes.remaining();
    disk.write(channel, bytes, end);
    disk.force(channel);
    end += length;
  }

  private void line(long index, Entry entry) {
    lines.text("{\"index\":").number(index);
    lines.text(",\"term\":").number(entry.term());
    switch (entry.kind()) {
      case NO_OP -> lines.text(",\"no-op\":true");
      case COMMAND -> command(entry.command());
    }
    lines.endLine();
  }

  private void command(String command) {
    if (!command.startsWith("{") || !command.endsWith("}")) {
      throw new IllegalArgumentException("a command is no JSON object");
    }
    lines.text(",\"command\":").foreignText(command);
  }

  @Override public void close() throws IOException {
    channel.close();
  }
}
