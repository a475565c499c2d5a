package raft.node.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import raft.Configuration;
import raft.Entry;
import raft.RestoredLines;
import raft.SnapshotMetadata;

/** A log whose commands are the lines of the state that they lead to. */
final class Snapshotting {
  static final Configuration THREE =
      new Configuration(List.of("n1", "n2", "n3"));

  private Snapshotting() {}

  static Entry entry(long term, long index) {
    return Entry.command(term,
        "{\"entry\":" + index + ",\"term\":" + term + ",\"é\":\"\u20ac\"}");
  }

  /** From index 1 on, of these terms. */
  static List<Entry> entries(long... terms) {
    List<Entry> entries = new ArrayList<>();
    for (long term : terms) entries.add(entry(term, entries.size() + 1));
    return entries;
  }

  static SnapshotMetadata metadata(long index, long term) {
    return new SnapshotMetadata(index, term, THREE);
  }

  /** After that many of these entries. */
  static Iterator<String> state(List<Entry> log, long index) {
    return log.stream().limit(index).map(Entry::text).iterator();
  }

  /** The text of a snapshot's file. */
  static String file(Path folder, SnapshotMetadata metadata,
      Iterator<String> state) {
    try {
      Path directory = Files.createDirectories(folder.resolve("leader"));
      Path file = FileNames.snapshot(directory, metadata.lastIncludedIndex());
      new SnapshotFiles(directory, new StorageDisks.Instant(),
          StorageUnderTest.BUFFER_BYTES).save(metadata, state);
      String text = Files.readString(file);
      Files.delete(file);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a start finds.
   *
   * @param snapshot its last included index, 0 if there is none
   * @param history  all commands, those that the snapshot covers too
   */
  record Recovered(long snapshot, List<String> history,
      List<String> notices) {}

  static Recovered recover(Path directory) {
    return recover(directory, new StorageDisks.Instant());
  }

  static Recovered recover(Path directory, Disk disk) {
    try (FileStorage storage = StorageUnderTest.open(directory, disk)) {
      SnapshotMetadata snapshot = storage.saved().snapshot();
      long index = snapshot == null ? 0 : snapshot.lastIncludedIndex();
      List<String> history = new ArrayList<>();
      RestoredLines state = new RestoredLines(history::addAll);
      if (index > 0) storage.snapshots().read(index, state).run();
      storage.saved().entries().forEach(each -> history.add(each.text()));
      return new Recovered(index, history, storage.notices());
    }
  }

  /** The names of all files, sorted. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
