package raft.node.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;
import raft.Entry;

/**
 * The newest snapshot of a directory, and the log after it.
 *
 * @param snapshot null if there is none
 * @param files    the log files that were read, in order; of each only the
 *                 entries that are behind the snapshot, valid, and in no later
 *                 file again
 * @param refusals why a node must not start from this, where, and what to do;
 *                 empty if it may
 */
public record SavedLog(SnapshotContents snapshot, List<LogContents> files,
    List<String> refusals) {

  public SavedLog {
    files = List.copyOf(files);
    refusals = List.copyOf(refusals);
  }

  /** Reads what a directory holds; changes nothing. */
  static SavedLog read(Path directory) throws IOException {
    var snapshots = FileNames.snapshots(directory);
    SnapshotContents snapshot = snapshots.isEmpty() ? null
        : SnapshotContents.read(snapshots.lastEntry().getValue(),
            snapshots.lastKey());
    long index = snapshot == null ? 0 : snapshot.lastIncludedIndex();
    NavigableMap<Long, Path> logs = FileNames.logs(directory);
    List<LogContents> files = new ArrayList<>();
    List<Path> toRead = toRead(directory, logs, index);
    for (int i = 0; i < toRead.size(); i++) {
      files.add(LogReader.read(toRead.get(i), i == toRead.size() - 1));
    }
    return new LogJoiner(snapshot, files).join();
  }

  /** If no file has the next entry, the one that should: it is missing then. */
  private static List<Path> toRead(Path directory,
      NavigableMap<Long, Path> logs, long lastIncludedIndex) {
    Long first = firstToRead(logs, lastIncludedIndex);
    if (first != null) return List.copyOf(logs.tailMap(first).values());
    return List.of(FileNames.log(directory, lastIncludedIndex + 1));
  }

  /**
   * Which file holds what follows a snapshot; those before it are covered.
   *
   * @return null if there is none
   */
  static Long firstToRead(NavigableMap<Long, Path> logs,
      long lastIncludedIndex) {
    return logs.floorKey(lastIncludedIndex + 1);
  }

  /** 0 if there is no snapshot. */
  public long lastIncludedIndex() {
    return snapshot == null ? 0 : snapshot.lastIncludedIndex();
  }

  /** The log, from the first index after the snapshot on. */
  public List<LogContents.Stored> entries() {
    return stored().toList();
  }

  List<Entry> log() {
    return stored().map(LogContents.Stored::entry).toList();
  }

  private Stream<LogContents.Stored> stored() {
    return files.stream().flatMap(file -> file.entries().stream());
  }

  /** The file to which the next entry is appended. */
  public LogContents last() {
    return files.get(files.size() - 1);
  }

  boolean beginsRightAfterSnapshot() {
    return files.get(0).first() == lastIncludedIndex() + 1;
  }
}
