package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process, and one node in it, uses a data directory at a time. The lock is
 * the operating system's, on a file: it goes when the process does, however
 * that ends. The file holds that process's id, for people; it stays behind, and
 * says nothing once the lock is gone.
 */
final class DirectoryLock implements Closeable {
  static final String NAME = "lock";

  // Static, because so is what it mirrors: POSIX gives a lock to a process, and
  // takes it away when any part of the process closes the file.
  // So a second node in this process must be refused before it opens the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /** @throws DataDirectoryException if the directory is in use */
  static DirectoryLock take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD_HERE.add(real)) throw inUse(directory, "this process");
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel = FileChannel.open(directory.resolve(NAME),
          StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked = lock(channel, directory);
      writeOwner(channel);
      return new DirectoryLock(real, channel);
    } finally {
      if (!locked) release(real, channel);
    }
  }

  private static boolean lock(FileChannel channel, Path directory)
      throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) return true;
      throw inUse(directory, "another process (" + owner(directory) + ")");
    } catch (OverlappingFileLockException e) {
      throw inUse(directory, "this process");
    }
  }

  private static void writeOwner(FileChannel channel) throws IOException {
    byte[] owner = (ProcessHandle.current().pid() + "\n")
        .getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(owner), 0);
    channel.truncate(owner.length);
  }

  private static String owner(Path directory) throws IOException {
    return Files.readString(directory.resolve(NAME)).strip();
  }

  private static DataDirectoryException inUse(Path directory, String whose) {
    return new DataDirectoryException("the data directory " + directory
        + " is in use by a running node, in " + whose
        + ". Stop that node first, or give this one a directory of its own.");
  }

  private static void release(Path real, FileChannel channel)
      throws IOException {
    try {
      if (channel != null) channel.close();
    } finally {
      HELD_HERE.remove(real);
    }
  }

  @Override public void close() throws IOException {
    if (channel.isOpen()) release(directory, channel);
  }
}
