package raft.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A disk that does all it is asked, and says before each step, and in the
 * middle of each write, what the directory may hold if the power failed now.
 * What was forced is there: the bytes of files, and the names of the directory.
 * Of the rest, each name and each file is as it was last or as it was forced,
 * whatever became of the others.
 *
 * <p>Not thread-safe; threads may use it one after the other.
 */
final class PowerCutDisk extends StorageDisks.Instant {

  /**
   * What a directory holds: bytes by name, each byte as one character. Without
   * what no start reads: the lock, what was cut off a log, and what was to
   * become term-and-vote.json.
   */
  record Image(Map<String, String> files) {
    static Image of(Path directory) throws IOException {
      Map<String, String> files = new TreeMap<>();
      for (Path file : Snapshotting.files(directory)) {
        String name = file.getFileName().toString();
        if (counts(name)) files.put(name, bytes(file));
      }
      return new Image(files);
    }

    static boolean counts(String name) {
      return !name.equals(DirectoryLock.NAME) && !name.contains(".cut-")
          && !name.startsWith("term-and-vote.json.");
    }

    /** Makes this directory. */
    void write(Path directory) throws IOException {
      Files.createDirectory(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue(),
            StandardCharsets.ISO_8859_1);
      }
    }
  }

  /** Whatever its names; both parts change. */
  private static final class OneFile {
    private String forced;
    private String last;

    OneFile(String forced) {
      this.forced = last = forced;
    }
  }

  private final Path directory;
  private final Consumer<Image> mayBeLeft;
  private final Map<FileChannel, OneFile> opened = new IdentityHashMap<>();
  private final Map<String, OneFile> names = new HashMap<>();
  private Map<String, OneFile> forcedNames;

  /** @param mayBeLeft hears of each, some of them again and again */
  PowerCutDisk(Path directory, Consumer<Image> mayBeLeft) throws IOException {
    this.directory = directory;
    this.mayBeLeft = mayBeLeft;
    Image.of(directory).files().forEach((name, bytes) ->
        names.put(name, new OneFile(bytes)));
    forcedNames = Map.copyOf(names);
  }

  private static String bytes(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** If the power failed now. */
  void cut() throws IOException {
    refresh();
    List<Map<String, String>> images = List.of(Map.of());
    Set<String> all = new TreeSet<>(names.keySet());
    all.addAll(forcedNames.keySet());
    for (String name : all) {
      if (Image.counts(name)) images = with(name, images);
    }
    images.forEach(files -> mayBeLeft.accept(new Image(files)));
  }

  /** Some of what happens to files passes by the disk. */
  private void refresh() throws IOException {
    names.keySet().removeIf(name -> Files.notExists(directory.resolve(name)));
    for (Map.Entry<String, OneFile> name : names.entrySet()) {
      name.getValue().last = bytes(directory.resolve(name.getKey()));
    }
  }

  private List<Map<String, String>> with(String name,
      List<Map<String, String>> images) {
    Set<String> may = new LinkedHashSet<>(); // with null: no such file
    add(may, forcedNames.get(name));
    add(may, names.get(name));
    List<Map<String, String>> more = new ArrayList<>();
    for (Map<String, String> image : images) {
      for (String bytes : may) {
        Map<String, String> next = new TreeMap<>(image);
        if (bytes != null) next.put(name, bytes);
        more.add(next);
      }
    }
    return more;
  }

  private static void add(Set<String> may, OneFile file) {
    may.add(file == null ? null : file.forced);
    may.add(file == null ? null : file.last);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Override FileChannel open(Path file, OpenOption... how)
      throws IOException {
    boolean isNew = Files.notExists(file);
    FileChannel channel = super.open(file, how);
    if (isNew) names.put(name(file), new OneFile(""));
    opened.put(channel, names.get(name(file)));
    return channel;
  }

  @Override void write(FileChannel file, ByteBuffer bytes, long offset)
      throws IOException {
    cut();
    int half = bytes.remaining() / 2;
    super.write(file, bytes.duplicate().limit(bytes.position() + half),
        offset);
    cut();
    super.write(file, bytes, offset);
  }

  @Override void force(FileChannel file) throws IOException {
    cut();
    OneFile forced = opened.get(file);
    forced.forced = forced.last;
  }

  @Override void forceDirectory(FileChannel names) throws IOException {
    cut();
    forcedNames = Map.copyOf(this.names);
  }

  @Override void move(Path from, Path to) throws IOException {
    cut();
    super.move(from, to);
    names.put(name(to), names.remove(name(from)));
  }

  @Override void link(Path file, Path name) throws IOException {
    cut();
    super.link(file, name);
    names.put(name(name), names.get(name(file)));
  }

  @Override void delete(Path file) throws IOException {
    cut();
    super.delete(file);
    names.remove(name(file));
  }
}
