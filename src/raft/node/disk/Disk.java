package raft.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The few things the storage asks of a disk, each of which can fail, or take
 * its time, or be undone by a power cut; tests make it do so. Counts what is
 * asked. Nothing is tried twice: after a force has failed, it is unknown what
 * the disk holds, and Linux forgets that anything was left to write.
 *
 * <p>Thread-safe: the disk thread writes the log while others write snapshots.
 */
public class Disk {

  /** How the name ends of a file that is not whole yet, and worth nothing. */
  static final String TEMPORARY = ".temporary";

  private final AtomicLong forces = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();

  /** Opens a file to be written. */
  FileChannel open(Path file, OpenOption... how) throws IOException {
    return FileChannel.open(file, how);
  }

  /** Writes all these bytes at this offset; they may not be durable yet. */
  void write(FileChannel file, ByteBuffer bytes, long offset)
      throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) at += file.write(bytes, at);
    bytesWritten.addAndGet(at - offset);
  }

  /**
   * Waits until a file's bytes, and its length, are durable.
   *
   * <p>{@code force(false)} is fdatasync. Java promises only the "content", but
   * POSIX has fdatasync complete whatever a later read needs, and so does
   * Linux: "a change to the file size (st_size, as made by say ftruncate(2)),
   * would require a metadata flush" (fdatasync(2)). ext4 commits a grown or cut
   * file with it; only the times of access and change may be left behind.
   */
  void force(FileChannel file) throws IOException {
    file.force(false);
    forces.incrementAndGet();
  }

  /** Puts a file in the place of another; durable with the directory. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Waits until the names in a directory are durable.
   *
   * <p>{@code force(true)} is fsync. Here fdatasync will not do: a name that
   * takes another's place changes no length, and ext4 before Linux 6.4 waited
   * for the lengths of directories only.
   */
  void forceDirectory(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory)) {
      forceDirectory(names);
    }
  }

  /** The same with a directory that is open already. */
  void forceDirectory(FileChannel names) throws IOException {
    names.force(true);
    forces.incrementAndGet();
  }

  /** How many bytes may still be written there, as far as can be known. */
  long usableBytes(Path directory) throws IOException {
    // That of a FileStore reads the list of all mounts first.
    long bytes = directory.toFile().getUsableSpace();
    return bytes > 0 ? bytes : Files.getFileStore(directory).getUsableSpace();
  }

  /** Gives a file a second name; durable with the directory. */
  void link(Path file, Path name) throws IOException {
    Files.createLink(name, file);
  }

  /** Takes a file's name away; durable with the directory. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** What a file is to hold. */
  interface Contents {
    void writeTo(FileChannel file) throws IOException;
  }

  /** A crash in the middle leaves the old file or the new one, whole. */
  final void replace(Path file, Contents contents) throws IOException {
    replace(file.resolveSibling(file.getFileName() + TEMPORARY), file,
        contents);
  }

  /** The same, with this name for the file until it is whole. */
  final void replace(Path temporary, Path file, Contents contents)
      throws IOException {
    try (FileChannel channel = open(temporary,
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE)) {
      contents.writeTo(channel);
      force(channel);
    }
    move(temporary, file);
    forceDirectory(file.toAbsolutePath().getParent());
  }

  final void replace(Path file, ByteBuffer bytes) throws IOException {
    replace(file, channel -> write(channel, bytes, 0));
  }

  long forces() {
    return forces.get();
  }

  long bytesWritten() {
    return bytesWritten.get();
  }
}
