package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.function.Function;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.text.Reason;

/**
 * A snapshot that comes from a leader, piece by piece, under a temporary name
 * until all of it is there. After a failure nothing is left of it, and the next
 * begins with {@link #create}.
 *
 * <p>Thread-safe.
 */
final class IncomingSnapshot implements Closeable {
  private final Path partial;
  private final Disk disk;
  private final RoomForLog room;

  // Guarded by this object's monitor.
  private FileChannel file; // null if none is coming
  private long end; // of what was written
  private boolean closed; // another run may have the directory; then always

  IncomingSnapshot(Path directory, Disk disk, RoomForLog room) {
    partial = directory.resolve(FileNames.LEADERS_SNAPSHOT);
    this.disk = disk;
    this.room = room;
  }

  synchronized void create() {
    if (closed) throw new SnapshotException(partial + " was closed");
    try {
      end();
      end = 0;
      file = disk.open(partial, StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed("begun", e);
    }
  }

  synchronized long write(long offset, String data) {
    checkIsComing();
    if (offset != end) {
      throw new SnapshotException("a piece of a snapshot is for offset "
          + offset + ", and " + partial + " ends at " + end);
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder()
          .encode(CharBuffer.wrap(data));
      int length = bytes.remaining();
      room.write(file, bytes, end);
      end += length;
      return end;
    } catch (IOException | SnapshotException e) {
      throw failed("written", e);
    }
  }

  synchronized <T> SnapshotStore.Complete<T> complete(long index, long term,
      Function<Iterator<String>, T> reader) {
    checkIsComing();
    try {
      disk.force(file);
      SnapshotStore.Complete<T> complete = read(index, term, reader);
      Path whole = FileNames.snapshot(partial.getParent(), index);
      disk.move(partial, whole);
      disk.forceDirectory(partial.getParent());
      file.close();
      file = null;
      return complete;
    } catch (IOException | IllegalArgumentException | SnapshotException e) {
      throw failed("completed", e);
    }
  }

  private void checkIsComing() {
    if (file != null) return;
    throw new SnapshotException("no snapshot is coming: " + partial
        + " has not been begun");
  }

  private <T> SnapshotStore.Complete<T> read(long index, long term,
      Function<Iterator<String>, T> reader) throws IOException {
    try (SnapshotReader lines = new SnapshotReader(partial)) {
      SnapshotMetadata metadata = lines.metadata();
      if (!metadata.isOf(index, term)) {
        throw new SnapshotException("it says that it is " + metadata
            + ", and the leader said " + index + " of term " + term);
      }
      T made = reader.apply(lines);
      lines.finish();
      return new SnapshotStore.Complete<>(metadata, made);
    }
  }

  private SnapshotException failed(String what, Exception cause) {
    SnapshotException failure = new SnapshotException("the snapshot from the"
        + " leader could not be " + what + ", in " + partial + ": "
        + Reason.of(cause) + ". The node goes on with what it has, and the"
        + " leader sends it again from the beginning.", cause);
    try {
      end();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Nothing is coming any more, and what was there is gone. */
  private synchronized void end() throws IOException {
    FileChannel ended = file;
    file = null;
    if (ended == null) return;
    ended.close();
    disk.delete(partial);
  }

  @Override public synchronized void close() throws IOException {
    closed = true;
    end();
  }
}
