package raft.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Iterator;
import java.util.zip.CRC32C;
import raft.SnapshotMetadata;

/**
 * Writes a snapshot line by line: what is in memory is a line and what waits
 * for the next write, however large the state. Not thread-safe.
 */
final class SnapshotWriter {
  private static final int BYTES_A_WRITE = 1 << 16;

  private final FileChannel file;
  private final RoomForLog room;
  private final Line.Writer lines = new Line.Writer();
  private long end; // of what was written
  private long count; // of the lines of the state
  private final CRC32C crc = new CRC32C(); // of what was written

  private SnapshotWriter(FileChannel file, RoomForLog room) {
    this.file = file;
    this.room = room;
  }

  /**
   * Writes all of it into an empty file, which is not forced then.
   *
   * @throws IllegalArgumentException if a line of the state is not a JSON
   *     object that has a field, in one line
   * @throws raft.SnapshotException if the log would have too little room
   */
  static void write(FileChannel file, RoomForLog room,
      SnapshotMetadata metadata, Instant begun, Iterator<String> state)
      throws IOException {
    SnapshotWriter writer = new SnapshotWriter(file, room);
    writer.header(metadata, begun);
    while (state.hasNext()) writer.line(state.next());
    writer.end();
  }

  private void header(SnapshotMetadata metadata, Instant begun) {
    lines.text("{\"lastIncludedIndex\":").number(metadata.lastIncludedIndex());
    lines.text(",\"lastIncludedTerm\":").number(metadata.lastIncludedTerm());
    lines.text(",\"configuration\":\"")
        .text(metadata.configuration().text()).text("\"");
    lines.text(",\"begun\":\"").text(begun.toString()).text("\"").endLine();
  }

  private void line(String line) throws IOException {
    if (!line.startsWith("{\"") || !line.endsWith("}")) {
      throw new IllegalArgumentException("a line of the state is no JSON object"
          + " with a field");
    }
    String text = line.substring(0, line.length() - 1);
    if (SnapshotReader.isEnd(text)) {
      throw new IllegalArgumentException("a line of the state looks like the"
          + " last line of a snapshot");
    }
    lines.foreignText(text).endLine();
    count++;
    if (lines.length() >= BYTES_A_WRITE) flush();
  }

  private void end() throws IOException {
    flush();
    lines.text("{\"lines\":").number(count);
    lines.text(",\"of\":").number(crc.getValue()).endLine();
    flush();
  }

  private void flush() throws IOException {
    ByteBuffer bytes = lines.take();
    crc.update(bytes.duplicate());
    int length = bytes.remaining();
    room.write(file, bytes, end);
    end += length;
  }
}
