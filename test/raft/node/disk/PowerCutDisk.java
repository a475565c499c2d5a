package raft.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A disk that stops in the middle of one step, and remembers what had been
 * forced by then: the bytes of files, and the names of the directory. {@link
 * #losePower} leaves of everything else as much as it is told to.
 *
 * <p>A file is known by what the file system calls its key, whatever its name;
 * what is deleted keeps another name, so that no key is used twice.
 */
final class PowerCutDisk extends Disk {
  private final Path directory;
  private final Path graveyard;
  private final Map<FileChannel, Object> opened = new IdentityHashMap<>();
  private final Map<Object, byte[]> forcedBytes = new HashMap<>();
  private Map<String, Object> forcedNames = new TreeMap<>();
  private int stepsLeft;
  private int graves;

  /** @param stopAt the number of the step in which it stops */
  PowerCutDisk(Path directory, Path graveyard, int stopAt)
      throws IOException {
    this.directory = directory;
    this.graveyard = Files.createDirectories(graveyard);
    stepsLeft = stopAt;
    forcedNames = names();
    for (String name : forcedNames.keySet()) remember(directory.resolve(name));
  }

  boolean hasStopped() {
    return stepsLeft <= 0;
  }

  /** Whether the next step is not made. */
  private synchronized boolean stops() {
    stepsLeft--;
    return hasStopped();
  }

  private void step() throws IOException {
    if (stops()) throw new IOException("the machine stopped");
  }

  private static Object key(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  private Map<String, Object> names() throws IOException {
    Map<String, Object> names = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        names.put(file.getFileName().toString(), key(file));
      }
    }
    return names;
  }

  private synchronized void remember(Path file) throws IOException {
    forcedBytes.put(key(file), Files.readAllBytes(file));
  }

  @Override synchronized FileChannel open(Path file, OpenOption... how)
      throws IOException {
    boolean isNew = Files.notExists(file);
    FileChannel channel = super.open(file, how);
    opened.put(channel, key(file));
    if (isNew) forcedBytes.put(key(file), new byte[0]);
    return channel;
  }

  @Override void write(FileChannel file, ByteBuffer bytes, long offset)
      throws IOException {
    if (!stops()) {
      super.write(file, bytes, offset);
      return;
    }
    if (stepsLeft == 0) {
      int half = bytes.position() + bytes.remaining() / 2;
      super.write(file, bytes.duplicate().limit(half), offset);
    }
    throw new IOException("the machine stopped");
  }

  @Override synchronized void force(FileChannel file) throws IOException {
    step();
    Object key = opened.get(file);
    for (Map.Entry<String, Object> name : names().entrySet()) {
      if (name.getValue().equals(key)) {
        remember(directory.resolve(name.getKey()));
        return;
      }
    }
    throw new AssertionError("forces a file that has no name");
  }

  @Override synchronized void forceDirectory(Path names) throws IOException {
    step();
    forcedNames = names();
  }

  @Override synchronized void forceDirectory(FileChannel names)
      throws IOException {
    forceDirectory(directory);
  }

  @Override void move(Path from, Path to) throws IOException {
    step();
    bury(to);
    super.move(from, to);
  }

  @Override void link(Path file, Path name) throws IOException {
    step();
    super.link(file, name);
  }

  @Override void delete(Path file) throws IOException {
    step();
    bury(file);
    super.delete(file);
  }

  private synchronized void bury(Path file) throws IOException {
    Path grave = graveyard.resolve(String.valueOf(graves++));
    if (Files.exists(file)) Files.createLink(grave, file);
  }

  /**
   * After the storage was closed: what was not forced is there or not.
   *
   * @param kept asked of each name and each file, whether it is as it was last
   */
  void losePower(BooleanSupplier kept) throws IOException {
    Map<String, byte[]> left = new TreeMap<>();
    Map<String, Object> now = names();
    Map<Object, byte[]> bytes = new HashMap<>();
    for (String name : List.copyOf(now.keySet())) {
      byte[] last = Files.readAllBytes(directory.resolve(name));
      byte[] forced = forcedBytes.getOrDefault(now.get(name), last);
      bytes.put(now.get(name), kept.getAsBoolean() ? last : forced);
      if (!forcedNames.containsKey(name)) forcedNames.put(name, null);
    }
    forcedNames.forEach((name, key) -> {
      Object chosen = kept.getAsBoolean() ? now.get(name) : key;
      if (chosen != null) left.put(name,
          bytes.getOrDefault(chosen, forcedBytes.get(chosen)));
    });
    for (String name : now.keySet()) Files.delete(directory.resolve(name));
    for (Map.Entry<String, byte[]> file : left.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
  }
}
