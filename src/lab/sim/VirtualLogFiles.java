package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import raft.Entry;
import raft.SnapshotMetadata;

/**
 * The log files of a disk. A new one begins when a snapshot does; those before
 * it are deleted when that snapshot is durable. Up to then a start needs both.
 */
final class VirtualLogFiles {
  private final TreeMap<Long, SimulatedLog> files =
      new TreeMap<>(); // by the index before its first

  VirtualLogFiles() {
    replaceBy(0, List.of());
  }

  /** One file, with these entries after that index. */
  void replaceBy(long index, List<Entry> entries) {
    files.clear();
    begin(index, entries);
  }

  /** A file begins after this index, with these entries. */
  void begin(long index, List<Entry> entries) {
    SimulatedLog file = new SimulatedLog();
    file.startAfter(index, 0);
    file.appendAll(entries);
    files.tailMap(index).clear();
    files.put(index, file);
  }

  /** A line of the last file: it replaces all from its index on. */
  void put(long index, Entry entry) {
    deleteFrom(index);
    SimulatedLog last = files.lastEntry().getValue();
    assert index == last.lastIndex() + 1 : "a gap before " + index;
    last.append(entry);
  }

  void deleteFrom(long index) {
    while (files.size() > 1 && files.lastKey() >= index) files.pollLastEntry();
    files.lastEntry().getValue().deleteFrom(index);
  }

  /** Deletes the files that begin at or below this index. */
  void discard(long index) {
    files.headMap(index).clear();
  }

  /**
   * What a start finds after this snapshot, which is the newest. If the log
   * ends before it, or has an entry of another term there, the snapshot wins.
   *
   * @param snapshot null if there is none
   */
  List<Entry> after(SnapshotMetadata snapshot) {
    long index = snapshot == null ? 0 : snapshot.lastIncludedIndex();
    Long edge = files.floorKey(index);
    if (edge == null) return List.of(); // nothing joins on to the snapshot
    SimulatedLog log = new SimulatedLog();
    log.startAfter(edge, 0);
    for (SimulatedLog file : files.tailMap(edge).values()) {
      if (file.edge() > log.lastIndex()) break; // entries between are missing
      log.deleteAfter(file.edge());
      log.appendAll(file.entries());
    }
    boolean joins = edge == index
        || log.contains(index, snapshot.lastIncludedTerm());
    return joins ? new ArrayList<>(log.after(index)) : List.of();
  }
}
