package raft;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Snapshot files in memory, durable at once. A file is lines of text: index,
 * term and servers, and then those of the state.
 */
final class MemorySnapshots implements SnapshotStore {
  private final Map<Long, String> files = new TreeMap<>();
  private StringBuilder partial;
  private StateMachine.Restoring coming; // the state that is built of it

  /** What was done, for a test to read. */
  final List<String> calls = new ArrayList<>();

  @Override public void save(SnapshotMetadata metadata,
      Iterator<String> state) {
    files.put(metadata.lastIncludedIndex(), text(metadata, state));
  }

  static String text(SnapshotMetadata metadata, Iterator<String> state) {
    List<String> lines = new ArrayList<>();
    lines.add(metadata.lastIncludedIndex() + " " + metadata.lastIncludedTerm()
        + " " + metadata.configuration().text());
    state.forEachRemaining(lines::add);
    return String.join("\n", lines);
  }

  String file(long lastIncludedIndex) {
    return files.get(lastIncludedIndex);
  }

  SnapshotMetadata metadata(long lastIncludedIndex) {
    return metadata(files.get(lastIncludedIndex));
  }

  private static SnapshotMetadata metadata(String file) {
    String[] words = file.lines().findFirst().orElseThrow().split(" ", 3);
    return new SnapshotMetadata(Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Configuration.of(words[2]));
  }

  @Override public Chunk chunk(long lastIncludedIndex, long offset,
      int mostBytes) {
    String file = files.get(lastIncludedIndex);
    if (file == null || offset > file.length()) {
      throw new SnapshotException("nothing at " + offset);
    }
    int end = (int) Math.min(file.length(), offset + mostBytes);
    return new Chunk(file.substring((int) offset, end), end == file.length(),
        file.length());
  }

  @Override public Runnable read(long lastIncludedIndex,
      StateMachine.Restoring state) {
    files.get(lastIncludedIndex).lines().skip(1).forEach(state::line);
    return state.end();
  }

  @Override public void create(StateMachine.Restoring state) {
    calls.add("create");
    coming = state;
    partial = new StringBuilder();
  }

  @Override public long write(long offset, String data) {
    calls.add("write " + offset);
    if (offset != partial.length()) throw new SnapshotException("a gap");
    return partial.append(data).length();
  }

  @Override public Complete complete(long index, long term) {
    calls.add("complete");
    String file = partial.toString();
    partial = null;
    SnapshotMetadata metadata = metadata(file);
    if (!metadata.isOf(index, term)) throw new SnapshotException("other");
    file.lines().skip(1).forEach(coming::line);
    Runnable state = coming.end();
    files.put(index, file);
    return new Complete(metadata, state);
  }
}
