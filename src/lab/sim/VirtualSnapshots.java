package lab.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import raft.Configuration;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.StateMachine;

/**
 * The snapshot files of a disk. Of the three layers of {@link VirtualDisk} they
 * need only two: a temporary file, which is worth nothing after a crash however
 * much of it was written or forced, and what was forced and renamed.
 *
 * <p>A file is lines: index, term and servers; the state; and how many lines
 * those were. There are no checksums, so that chunks of two transfers, put
 * together, may pass for a snapshot: a checker is to find that.
 */
final class VirtualSnapshots implements SnapshotStore {
  private static final String END = "end ";

  private final Runnable whenChanged;

  // Renamed, by last included index.
  private final TreeMap<Long, String> files = new TreeMap<>();

  // Of a transfer; null if there is none. That of an own snapshot, which no
  // method sees before it is whole, is with who writes it.
  private StringBuilder partial;
  private StateMachine.Restoring coming; // the state that is built of it

  private boolean full;

  /** @param whenChanged runs when a start would find something else */
  VirtualSnapshots(Runnable whenChanged) {
    this.whenChanged = whenChanged;
  }

  // ---- As the server sees it -------------------------------------------

  @Override public void save(SnapshotMetadata metadata,
      Iterator<String> state) {
    needRoom();
    put(metadata, text(metadata, state));
  }

  private static String text(SnapshotMetadata metadata,
      Iterator<String> state) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(metadata.lastIncludedIndex() + " " + metadata.lastIncludedTerm()
        + " " + metadata.configuration().text());
    int count = 0;
    for (; state.hasNext(); count++) lines.add(state.next());
    return lines.add(END + count).toString();
  }

  private void put(SnapshotMetadata metadata, String text) {
    files.put(metadata.lastIncludedIndex(), text);
    whenChanged.run();
  }

  @Override public Chunk chunk(long lastIncludedIndex, long offset,
      int mostBytes) {
    byte[] bytes = file(lastIncludedIndex).getBytes(StandardCharsets.UTF_8);
    int end = (int) Math.min(bytes.length, offset + mostBytes);
    while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) end--;
    if (offset > end) throw new SnapshotException("it ends before " + offset);
    byte[] chunk = Arrays.copyOfRange(bytes, (int) offset, end);
    return new Chunk(new String(chunk, StandardCharsets.UTF_8),
        end == bytes.length, bytes.length);
  }

  private String file(long lastIncludedIndex) {
    String file = files.get(lastIncludedIndex);
    if (file != null) return file;
    throw new SnapshotException("there is no snapshot " + lastIncludedIndex);
  }

  @Override public Runnable read(long lastIncludedIndex,
      StateMachine.Restoring state) {
    state(file(lastIncludedIndex)).forEach(state::line);
    return state.end();
  }

  @Override public void create(StateMachine.Restoring state) {
    needRoom();
    partial = new StringBuilder();
    coming = state;
  }

  @Override public long write(long offset, String data) {
    needRoom();
    if (partial == null || offset != length(partial)) {
      throw new SnapshotException("it does not go on at " + offset);
    }
    return length(partial.append(data));
  }

  private static long length(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override public Complete complete(long index, long term) {
    needRoom();
    String text = partial.toString();
    partial = null;
    SnapshotMetadata metadata = metadata(text);
    if (!metadata.isOf(index, term)) {
      throw new SnapshotException("it is not of 1.." + index);
    }
    state(text).forEach(coming::line);
    Runnable state = coming.end();
    put(metadata, text);
    return new Complete(metadata, state);
  }

  private static SnapshotMetadata metadata(String text) {
    try {
      String[] words = text.lines().findFirst().orElse("").split(" ", 3);
      return new SnapshotMetadata(Long.parseLong(words[0]),
          Long.parseLong(words[1]),
          Configuration.of(words[2]));
    } catch (RuntimeException e) {
      throw new SnapshotException("it is no snapshot: " + e.getMessage(), e);
    }
  }

  private static List<String> state(String text) {
    List<String> lines = text.lines().toList();
    List<String> state = lines.subList(1, Math.max(1, lines.size() - 1));
    if (lines.get(lines.size() - 1).equals(END + state.size())) return state;
    throw new SnapshotException("it is not whole");
  }

  // ---- As its driver sees it -------------------------------------------

  /** Whether nothing more can be written. */
  void setFull(boolean full) {
    this.full = full;
  }

  private void needRoom() {
    if (full) throw new SnapshotException("the disk is full");
  }

  /** What the newest says of itself; null if there is none. */
  SnapshotMetadata newest() {
    return files.isEmpty() ? null : metadata(files.lastEntry().getValue());
  }

  /** What this one says of itself; null if it is not there. */
  SnapshotMetadata metadata(long lastIncludedIndex) {
    String file = files.get(lastIncludedIndex);
    return file == null ? null : metadata(file);
  }

  /** Deletes those that are older and not in use. */
  void discardBefore(long index, Set<Long> inUse) {
    files.headMap(index).keySet().removeIf(older -> !inUse.contains(older));
    whenChanged.run();
  }

  /** A temporary file is gone at the latest when the process starts again. */
  void crash() {
    partial = null;
  }

  void wipe() {
    crash();
    files.clear();
  }
}
