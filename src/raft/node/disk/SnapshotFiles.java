package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.StateMachine;
import raft.text.Reason;

/**
 * The snapshots in a data directory.
 *
 * <pre>
 * {"lastIncludedIndex":100,"lastIncludedTerm":3,"configuration":"n1 n2 n3",
 *  "begun":"2026-11-27T09:00:00Z","checksum":123}
 * {"key":"x","value":"1","checksum":456}
 * {"lines":1,"of":321,"checksum":789}
 * </pre>
 * The first line stands in one line of the file. The lines between it and the
 * last are the state machine's, each with a checksum at its end. The last says
 * how many they are, and the CRC32C of all bytes before it: each line may be
 * sound, and in the wrong place. A file has a temporary name until all of it is
 * durable, so one that is named {@code snapshot-100.jsonl} was whole once.
 *
 * <p>Thread-safe, as far as {@link SnapshotStore} asks for it. A file is open
 * only while it is read: one that was deleted meanwhile is gone.
 */
final class SnapshotFiles implements SnapshotStore, Closeable {
  private static final int LONGEST_CHARACTER = 4; // bytes of UTF-8

  private final Path directory;
  private final Disk disk;
  private final RoomForLog room;
  private final InstantSource clock = InstantSource.system();
  private final IncomingSnapshot incoming;

  // Changes once; then another run may have the directory.
  private volatile boolean closed;

  SnapshotFiles(Path directory, Disk disk, long bufferBytes) {
    this.directory = directory;
    this.disk = disk;
    room = new RoomForLog(directory, disk, bufferBytes);
    incoming = new IncomingSnapshot(directory, disk, room);
  }

  // ---- one of this node's own ----------------------------------------------

  @Override public synchronized void save(SnapshotMetadata metadata,
      Iterator<String> state) {
    Path temporary = directory.resolve(FileNames.OWN_SNAPSHOT);
    Path whole = FileNames.snapshot(directory, metadata.lastIncludedIndex());
    checkOpen();
    try {
      disk.replace(temporary, whole, file -> {
        SnapshotWriter.write(file, room, metadata,
            clock.instant().truncatedTo(ChronoUnit.SECONDS), state);
        checkOpen(); // else it gets no name
      });
    } catch (IOException | RuntimeException e) {
      throw notSaved(metadata, temporary, e);
    }
  }

  private void checkOpen() {
    if (closed) throw new SnapshotException(directory + " is closed");
  }

  private SnapshotException notSaved(SnapshotMetadata metadata, Path temporary,
      Exception cause) {
    SnapshotException failure = new SnapshotException("the snapshot up to "
        + metadata.lastIncludedIndex() + " could not be written to " + temporary
        + ": " + Reason.of(cause) + ". Nothing is lost, since nothing of the"
        + " log is deleted. It grows, and the node tries again later.", cause);
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  // ---- reading ----------------------------------------------------------

  @Override public Chunk chunk(long lastIncludedIndex, long offset,
      int mostBytes) {
    if (mostBytes < LONGEST_CHARACTER) {
      throw new IllegalArgumentException("chunks of " + mostBytes + " bytes");
    }
    Path path = FileNames.snapshot(directory, lastIncludedIndex);
    try (FileChannel file = FileChannel.open(path)) {
      long size = file.size();
      if (offset < 0 || offset > size) {
        throw new SnapshotException(path + " has " + size + " bytes, and none"
            + " at offset " + offset);
      }
      // One byte more tells whether a character ends before it.
      ByteBuffer bytes = read(file, offset,
          (int) Math.min(mostBytes + 1L, size - offset));
      if (bytes.limit() > mostBytes) bytes.limit(endOfCharacter(bytes));
      boolean last = offset + bytes.limit() == size;
      return new Chunk(text(path, offset, bytes), last, size);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static ByteBuffer read(FileChannel file, long offset, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()
        && file.read(bytes, offset + bytes.position()) > 0) continue;
    return bytes.flip();
  }

  /** Before the last byte; what is no text is cut nowhere, and refused. */
  private static int endOfCharacter(ByteBuffer bytes) {
    int last = bytes.limit() - 1;
    int at = last;
    while (at > 0 && (bytes.get(at) & 0xC0) == 0x80) at--;
    return at == 0 ? last : at;
  }

  private static String text(Path path, long offset, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new SnapshotException(path + ": what is at offset " + offset
          + " is no text, or begins in the middle of a character", e);
    }
  }

  private static SnapshotException unreadable(Path path, IOException cause) {
    return new SnapshotException("cannot read the snapshot " + path + ": "
        + Reason.of(cause), cause);
  }

  @Override public Runnable read(long lastIncludedIndex,
      StateMachine.Restoring state) {
    Path path = FileNames.snapshot(directory, lastIncludedIndex);
    try {
      new SnapshotReader(path, state::line).readAll();
      return state.end();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  // ---- one that comes from a leader -------------------------------------

  @Override public void create(StateMachine.Restoring state) {
    checkOpen();
    incoming.create(state);
  }

  @Override public long write(long offset, String data) {
    return incoming.write(offset, data);
  }

  @Override public Complete complete(long index, long term) {
    return incoming.complete(index, term);
  }

  /**
   * Waits for a {@link #save} that is under way: while it may still move or
   * delete a file, no other process may have the directory. What is only half
   * there goes, and nothing is written any more.
   */
  @Override public void close() throws IOException {
    closed = true; // before the wait, so that a save does not go on
    synchronized (this) {
      incoming.close();
    }
  }
}
