package raft.node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Builds lines that end in a checksum, {@code {...,"checksum":123}}: the CRC32C
 * of the line's bytes before the comma. The array is used again and again.
 * Not thread-safe.
 */
final class LineWriter {

  /** The longest line that is written, or read as one, in bytes. */
  static final int LONGEST = 1 << 24;

  private static final int ROOM_KEPT = 1 << 20;

  private final CRC32C crc = new CRC32C();
  private byte[] bytes = new byte[1 << 16];
  private int length;
  private int lineStart;

  LineWriter text(String text) {
    return append(text.getBytes(StandardCharsets.UTF_8));
  }

  LineWriter number(long number) {
    return text(Long.toString(number));
  }

  /**
   * Text from outside, which must be the same when it is read back.
   *
   * @throws IllegalArgumentException if it would not be, or breaks the line
   */
  LineWriter foreignText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a command holds a newline");
    }
    if (!new String(utf8, StandardCharsets.UTF_8).equals(text)) {
      throw new IllegalArgumentException("a command holds half a character, a"
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

  private LineWriter append(byte[] more) {
    int needed = Math.addExact(length, more.length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length = needed;
    return this;
  }
}
