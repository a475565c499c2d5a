package raft.node;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A line of a file, as it was found there.
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
    byte[] end = LineWriter.ending(crc.getValue());
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
}
