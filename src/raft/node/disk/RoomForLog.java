package raft.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import raft.SnapshotException;

/**
 * Writes snapshots so that the log has room beside them. A write of the log that
 * fails ends the node, and a snapshot that fails does not; so a snapshot must
 * not be what fills the disk. A force of the log may wait for all that was
 * written to the disk; so a snapshot is forced too, each time that a little of
 * it has been written.
 *
 * @param bufferBytes about how much may wait for the disk, in bytes
 */
record RoomForLog(Path directory, Disk disk, long bufferBytes) {
  private static final int MB = 1 << 20;

  /**
   * How much of a snapshot may wait for a force. Who brings a piece waits for
   * that, and the leader's heartbeat behind it on the same connection: on a
   * disk that writes 10 MB a second not longer than an election timeout.
   */
  static final int FORCED_BYTES = MB;

  /** For what entries take on disk beyond what they take in the buffer. */
  private static final int SPARE_BYTES = 16 * MB;

  /** What snapshots leave free. */
  long bytes() {
    return bufferBytes + SPARE_BYTES;
  }

  /**
   * Writes all of these bytes of a snapshot at this offset.
   *
   * @throws SnapshotException if the log would have too little room then
   */
  void write(FileChannel snapshot, ByteBuffer data, long offset)
      throws IOException {
    long usable = disk.usableBytes(directory);
    if (usable - data.remaining() < bytes()) {
      throw new SnapshotException("its disk has " + usable / MB + " MB left,"
          + " and " + bytes() / MB + " MB stay free for the log");
    }
    long end = offset + data.remaining();
    disk.write(snapshot, data, offset);
    if (end / FORCED_BYTES > offset / FORCED_BYTES) disk.force(snapshot);
  }
}
