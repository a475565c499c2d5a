package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.StateMachine;
import raft.text.Reason;

/**
 * A snapshot that comes from a leader, chunk by chunk, under a temporary name
 * until all of it is there. Each line is verified when it has come, and becomes
 * part of the new state. After a failure nothing is left of either, and the next
 * begins with {@link #create}. One whose leader goes away in the middle stays,
 * on disk and in memory, until then.
 *
 * <p>Thread-safe.
 */
final class IncomingSnapshot implements Closeable {
  private final Path partial;
  private final Disk disk;
  private final RoomForLog room;

  // Guarded by this object's monitor.
  private FileChannel file; // null if none is coming, as the next four
  private Line.Splitter lines;
  private SnapshotReader reader;
  private StateMachine.Restoring state;
  private long end; // of what was written
  private boolean closed; // another run may have the directory; then always

  IncomingSnapshot(Path directory, Disk disk, RoomForLog room) {
    partial = directory.resolve(FileNames.LEADERS_SNAPSHOT);
    this.disk = disk;
    this.room = room;
  }

  synchronized void create(StateMachine.Restoring empty) {
    if (closed) throw new SnapshotException(partial + " was closed");
    try {
      end();
      end = 0;
      lines = new Line.Splitter();
      state = empty;
      reader = new SnapshotReader(partial, state::line);
      file = disk.open(partial, StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed("begun", e);
    }
  }

  synchronized long write(long offset, String data) {
    checkIsComing();
    if (offset != end) {
      throw new SnapshotException("a chunk of a snapshot is for offset "
          + offset + ", and " + partial + " ends at " + end);
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder()
          .encode(CharBuffer.wrap(data));
      room.write(file, bytes.duplicate(), end);
      end += bytes.remaining();
      read(bytes);
      return end;
    } catch (IOException | IllegalArgumentException | SnapshotException e) {
      throw failed("written", e);
    }
  }

  private void read(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      Line line = lines.next(bytes);
      if (line != null) reader.add(line);
    }
  }

  synchronized SnapshotStore.Complete complete(long index, long term) {
    checkIsComing();
    try {
      SnapshotStore.Complete complete = verified(index, term);
      disk.force(file);
      Path whole = FileNames.snapshot(partial.getParent(), index);
      disk.move(partial, whole);
      disk.forceDirectory(partial.getParent());
      forget().close();
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

  private SnapshotStore.Complete verified(long index, long term) {
    Line rest = lines.rest();
    if (rest != null) reader.add(rest); // it has no newline
    reader.finish();
    SnapshotMetadata metadata = reader.metadata();
    if (!metadata.isOf(index, term)) {
      throw new SnapshotException("it says that it is " + metadata
          + ", and the leader said " + index + " of term " + term);
    }
    return new SnapshotStore.Complete(metadata, state.end());
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
    FileChannel ended = forget();
    if (ended == null) return;
    ended.close();
    disk.delete(partial);
  }

  /** Half a state may be large. */
  private FileChannel forget() {
    FileChannel forgotten = file;
    file = null;
    lines = null;
    reader = null;
    state = null;
    return forgotten;
  }

  @Override public synchronized void close() throws IOException {
    closed = true;
    end();
  }
}
