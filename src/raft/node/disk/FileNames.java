package raft.node.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of log files and snapshots, which say for which indexes they are:
 * {@code log.jsonl} begins with entry 1, {@code log-101.jsonl} with entry 101,
 * and {@code snapshot-100.jsonl} is in the place of 1..100.
 */
final class FileNames {
  static final String FIRST_LOG = "log.jsonl";

  /** The node's own snapshot, until it is whole. */
  static final String OWN_SNAPSHOT = "snapshot.jsonl" + Disk.TEMPORARY;

  /** One that comes from a leader, until it is whole. */
  static final String LEADERS_SNAPSHOT =
      "snapshot-from-leader.jsonl" + Disk.TEMPORARY;

  private static final Pattern LOG =
      Pattern.compile("log(?:-([1-9][0-9]{0,18}))?\\.jsonl");
  private static final Pattern SNAPSHOT =
      Pattern.compile("snapshot-([1-9][0-9]{0,18})\\.jsonl");
  private static final Pattern TEMPORARY = Pattern.compile(
      "(log|snapshot).*" + Pattern.quote(Disk.TEMPORARY));

  private FileNames() {}

  static Path log(Path directory, long first) {
    String name = first == 1 ? FIRST_LOG : "log-" + first + ".jsonl";
    return directory.resolve(name);
  }

  static Path snapshot(Path directory, long lastIncludedIndex) {
    return directory.resolve("snapshot-" + lastIncludedIndex + ".jsonl");
  }

  /** The index of the first entry that this log file is for. */
  static long first(Path log) {
    Matcher name = LOG.matcher(log.getFileName().toString());
    if (!name.matches()) throw new IllegalArgumentException(log + " no log");
    return index(name);
  }

  /** The log files by the index of the first entry that each is for. */
  static NavigableMap<Long, Path> logs(Path directory) throws IOException {
    return numbered(directory, LOG);
  }

  /** The snapshots by their last included index. */
  static NavigableMap<Long, Path> snapshots(Path directory)
      throws IOException {
    return numbered(directory, SNAPSHOT);
  }

  /** The log files and snapshots. */
  static List<Path> all(Path directory) throws IOException {
    List<Path> all = new ArrayList<>(logs(directory).values());
    all.addAll(snapshots(directory).values());
    return all;
  }

  /** Log files and snapshots that were never whole. */
  static List<Path> temporary(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> TEMPORARY.matcher(
          file.getFileName().toString()).matches()).sorted().toList();
    }
  }

  private static NavigableMap<Long, Path> numbered(Path directory,
      Pattern pattern) throws IOException {
    NavigableMap<Long, Path> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Matcher name = pattern.matcher(file.getFileName().toString());
        if (name.matches()) found.put(index(name), file);
      }
    }
    return found;
  }

  private static long index(Matcher name) {
    return name.group(1) == null ? 1 : LogReader.number(name.group(1));
  }
}
