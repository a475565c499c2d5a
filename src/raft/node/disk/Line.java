package raft.node.disk;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A line of a file, as it was found there; how lines are read and written.
 *
 * @param offset where in the file it begins
 * @param bytes  without the newline
 * @param whole  whether a newline ends it and it is not too long for a line
 */
record Line(long offset, byte[] bytes, boolean whole) {

  /** What stands before the checksum; null if this line is damaged. */
  String text() {
    int comma = lastComma();
    if (!whole || comma < 0) return null;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, comma);
    byte[] end = Writer.ending(crc.getValue());
    // There is one way to write a sum, so no damage to it goes unnoticed.
    boolean sound = Arrays.equals(bytes, comma, bytes.length,
        end, 0, end.length);
    return sound ? new String(bytes, 0, comma, StandardCharsets.UTF_8) : null;
  }

  private int lastComma() {
    int at = bytes.length;
    do at--; while (at >= 0 && bytes[at] != ',');
    return at;
  }

  /**
   * Divides what comes piece by piece into lines. Of a line that is too long
   * only the beginning is kept. Not thread-safe.
   */
  static final class Splitter {

    // The longest line, and the beginning of a batch that it ran into when the
    // newline between them rotted.
    private static final int KEPT = Writer.LONGEST + 256;

    private long offset; // behind the last byte that was taken
    private long start; // of the line that was begun
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * Takes what belongs to the next line from the piece.
     *
     * @return null if the piece, of which nothing is left then, does not end it
     */
    Line next(ByteBuffer piece) {
      int from = piece.position();
      int stop = newlineOrEnd(piece.array(), from, piece.limit());
      int length = stop - from;
      line.write(piece.array(), from, Math.min(KEPT - line.size(), length));
      boolean ends = stop < piece.limit();
      piece.position(ends ? stop + 1 : stop);
      offset += ends ? length + 1 : length;
      return ends ? take(line.size() < KEPT) : null;
    }

    private static int newlineOrEnd(byte[] piece, int from, int end) {
      int at = from;
      while (at < end && piece[at] != '\n') at++;
      return at;
    }

    /** Nothing more comes: what no newline ends, or null if that is nothing. */
    Line rest() {
      return offset == start ? null : take(false);
    }

    private Line take(boolean whole) {
      Line taken = new Line(start, line.toByteArray(), whole);
      line.reset();
      start = offset;
      return taken;
    }

    /** How many bytes have been taken. */
    long offset() {
      return offset;
    }
  }

  /**
   * Reads a file line by line, however large: what is in memory is one piece of
   * the file and one line. Not thread-safe.
   */
  static final class Reader implements Closeable {
    private final InputStream file;
    private final ByteBuffer piece = ByteBuffer.allocate(1 << 16).limit(0);
    private boolean ended; // stays so, even if the file has grown meanwhile
    private long left; // of what is to be read
    private final Splitter lines = new Splitter();

    Reader(Path path) throws IOException {
      this(path, Long.MAX_VALUE);
    }

    /** @param size how many bytes of the file are read at most */
    Reader(Path path, long size) throws IOException {
      file = Files.newInputStream(path);
      left = size;
    }

    /** The next line, or null at the end of the file. */
    Line next() throws IOException {
      while (piece.hasRemaining() || fill()) {
        Line line = lines.next(piece);
        if (line != null) return line;
      }
      return lines.rest();
    }

    private boolean fill() throws IOException {
      int most = (int) Math.min(piece.capacity(), left);
      int bytes = ended ? 0 : Math.max(0, file.read(piece.array(), 0, most));
      left -= bytes;
      piece.position(0).limit(bytes);
      ended = bytes == 0;
      return !ended;
    }

    /** How many bytes have been read. */
    long offset() {
      return lines.offset();
    }

    @Override public void close() throws IOException {
      file.close();
    }
  }

  /**
   * Builds lines that end in a checksum, {@code {...,"checksum":123}}: the
   * CRC32C of the line's bytes before the comma. The array is used again and
   * again. Not thread-safe.
   */
  static final class Writer {

    /** The longest line that is written, or read as one, in bytes. */
    static final int LONGEST = 1 << 24;

    private static final int ROOM_KEPT = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int lineStart;

    Writer text(String text) {
      return append(text.getBytes(StandardCharsets.UTF_8));
    }

    Writer number(long number) {
      return text(Long.toString(number));
    }

    /**
     * Text from outside, which must be the same when it is read back.
     *
     * @throws IllegalArgumentException if it would not be, or breaks the line
     */
    Writer foreignText(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      if (text.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a line holds a newline");
      }
      if (!new String(utf8, StandardCharsets.UTF_8).equals(text)) {
        throw new IllegalArgumentException("a line holds half a character, a"
            + " surrogate without the other");
      }
      return append(utf8);
    }

    /** Closes the line begun with the first text after the last end. */
    void endLine() {
      crc.reset();
      crc.update(bytes, lineStart, length - lineStart);
      append(ending(crc.getValue())).text("\n");
      if (length - lineStart > LONGEST) {
        throw new IllegalArgumentException("a line of "
            + (length - lineStart) + " bytes, more than " + LONGEST);
      }
      lineStart = length;
    }

    /** How many bytes the lines since the last take have. */
    int length() {
      return length;
    }

    static byte[] ending(long checksum) {
      String ending = ",\"checksum\":" + checksum + "}";
      return ending.getBytes(StandardCharsets.UTF_8);
    }

    /** The lines since the last call; valid until the next line is begun. */
    ByteBuffer take() {
      ByteBuffer lines = ByteBuffer.wrap(bytes, 0, length);
      if (bytes.length > ROOM_KEPT) bytes = new byte[1 << 16];
      length = 0;
      lineStart = 0;
      return lines;
    }

    private Writer append(byte[] more) {
      int needed = Math.addExact(length, more.length);
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
      }
      System.arraycopy(more, 0, bytes, length, more.length);
      length = needed;
      return this;
    }
  }
}
