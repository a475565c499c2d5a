package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import raft.Entry;

/**
 * The log files in a row, and when which of them goes. Entries are appended to
 * the last of them. Where one begins, what the log held from there on is gone,
 * and stands in that file if it is still valid.
 *
 * <p>Not thread-safe; the disk thread's own.
 */
final class LogFiles implements Closeable {
  private final Path directory;
  private final Disk disk;
  private LogFile last; // changes when a new one begins

  private LogFiles(Path directory, Disk disk, LogFile last) {
    this.directory = directory;
    this.disk = disk;
    this.last = last;
  }

  /**
   * Cuts a torn tail off, makes sure that the rest is on disk, and finishes
   * what a crash or a stop interrupted: then the log begins right after the snapshot, and
   * what is not read any more is gone.
   *
   * @param notices gets a line for each file that was deleted
   */
  static LogFiles open(Path directory, SavedLog found, Disk disk,
      List<String> notices) throws IOException {
    LogFile last = LogFile.open(found.last(), disk);
    LogFiles files = new LogFiles(directory, disk, last);
    try {
      files.tidy(found, notices);
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private void tidy(SavedLog found, List<String> notices)
      throws IOException {
    long index = found.lastIncludedIndex();
    if (!found.beginsRightAfterSnapshot()) start(index, found.log());
    for (Path file : discard(index, Set.of())) {
      notices.add("deleted " + file + ": the snapshot up to " + index
          + " covers it");
    }
    for (Path file : FileNames.temporary(directory)) {
      disk.delete(file);
      notices.add("deleted " + file + ": it never got its final name, so"
          + " nobody counted on it");
    }
  }

  /** Does all of this in order; durable when this returns. */
  void write(List<LogRecord> records) throws IOException {
    List<LogRecord.Numbered> batch = new ArrayList<>();
    for (LogRecord record : records) {
      if (record instanceof LogRecord.Numbered entry) {
        batch.add(entry);
        continue;
      }
      append(batch);
      batch.clear();
      if (record instanceof LogRecord.Start start) {
        start(start.index(), start.following());
      } else if (record instanceof LogRecord.Discard discard) {
        discard(discard.lastIncludedIndex(), discard.inUse());
      }
    }
    append(batch);
  }

  private void append(List<LogRecord.Numbered> batch) throws IOException {
    if (!batch.isEmpty()) last.append(batch);
  }

  private void start(long index, List<Entry> following) throws IOException {
    long first = index + 1;
    // Before: zeros at the end of a file that is not the last are damage.
    last.removeZeros();
    LogFile next =
        LogFile.create(FileNames.log(directory, first), following, disk);
    last.close();
    last = next;
    // Of a snapshot that was begun before a crash and never finished. What is
    // still valid of them stands in the new one; they would be read after it.
    delete(FileNames.logs(directory).tailMap(first, false).values());
  }

  /** @return what was deleted */
  private List<Path> discard(long lastIncludedIndex, Set<Long> inUse)
      throws IOException {
    NavigableMap<Long, Path> logs = FileNames.logs(directory);
    NavigableMap<Long, Path> snapshots = FileNames.snapshots(directory);
    assert lastIncludedIndex == 0
        || snapshots.ceilingKey(lastIncludedIndex) != null : "SN3";
    List<Path> covered = new ArrayList<>();
    Long first = SavedLog.firstToRead(logs, lastIncludedIndex);
    if (first != null) covered.addAll(logs.headMap(first).values());
    snapshots.headMap(lastIncludedIndex).forEach((index, older) -> {
      if (!inUse.contains(index)) covered.add(older);
    });
    delete(covered);
    return covered;
  }

  private void delete(Collection<Path> files) throws IOException {
    if (files.isEmpty()) return;
    for (Path file : files) disk.delete(file);
    disk.forceDirectory(directory);
  }

  /** Nothing more is written. */
  void end() throws IOException {
    last.removeZeros();
  }

  @Override public void close() throws IOException {
    last.close();
  }
}
