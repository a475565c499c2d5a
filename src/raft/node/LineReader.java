package raft.node;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file line by line, however large: what is in memory is one piece of
 * the file and one line, and of a line that is too long only its beginning.
 * Not thread-safe.
 */
final class LineReader implements Closeable {

  // The longest line, and the beginning of a batch that it ran into when the
  // newline between them rotted.
  private static final int KEPT = LineWriter.LONGEST + 256;

  private final InputStream file;
  private final byte[] piece = new byte[1 << 16];
  private int next; // the first byte of the piece not taken yet
  private int end; // of the piece
  private long offset; // of the first byte not taken yet, in the file
  private boolean ended; // stays so, even if the file has grown meanwhile
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineReader(Path path) throws IOException {
    file = Files.newInputStream(path);
  }

  /** The next line, or null at the end of the file. */
  Line next() throws IOException {
    long start = offset;
    line.reset();
    while (next < end || fill()) {
      int stop = newlineOrEnd();
      keep(stop);
      if (stop == end) continue;
      skipNewline();
      return new Line(start, line.toByteArray(), line.size() < KEPT);
    }
    if (offset == start) return null;
    return new Line(start, line.toByteArray(), false);
  }

  private boolean fill() throws IOException {
    next = 0;
    end = ended ? 0 : Math.max(0, file.read(piece));
    ended = end == 0;
    return !ended;
  }

  private int newlineOrEnd() {
    int at = next;
    while (at < end && piece[at] != '\n') at++;
    return at;
  }

  private void keep(int stop) {
    int room = KEPT - line.size();
    line.write(piece, next, Math.min(room, stop - next));
    offset += stop - next;
    next = stop;
  }

  private void skipNewline() {
    offset++;
    next++;
  }

  /** How many bytes have been read. */
  long offset() {
    return offset;
  }

  @Override public void close() throws IOException {
    file.close();
  }
}
