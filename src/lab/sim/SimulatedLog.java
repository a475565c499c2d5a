package lab.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lab.check.LogView;
import raft.Entry;

/** A log that the simulator keeps: on a disk, or followed from outside. */
final class SimulatedLog implements LogView {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> view = Collections.unmodifiableList(entries);

  // What stands before the first entry, known from a snapshot; or nothing.
  private long edge;
  private long edgeTerm;

  @Override public List<Entry> entries() {
    return view;
  }

  @Override public long edge() {
    return edge;
  }

  @Override public long term(long index) {
    return index == edge ? edgeTerm : entry(index).term();
  }

  /** Whether it is known to have an entry with this term at this index. */
  boolean contains(long index, long term) {
    return index >= edge && index <= lastIndex() && term(index) == term;
  }

  /** The entries after this index, from the edge on. */
  List<Entry> after(long index) {
    return entries.subList((int) (index - edge), entries.size());
  }

  void append(Entry entry) {
    entries.add(entry);
  }

  void appendAll(List<Entry> others) {
    entries.addAll(others);
  }

  /** It begins after this index; of what was there nothing is known. */
  void startAfter(long index, long term) {
    entries.clear();
    edge = index;
    edgeTerm = term;
  }

  /** The same as that log. */
  void replaceBy(LogView other) {
    startAfter(other.edge(), other.term(other.edge()));
    appendAll(other.entries());
  }

  /** Deletes all that follow this index. */
  void deleteAfter(long index) {
    deleteFrom(index + 1);
  }

  /**
   * Deletes the entry at this index and all that follow it; none if the log
   * ends before it.
   *
   * @return those that were deleted
   */
  List<Entry> deleteFrom(long index) {
    if (index > lastIndex()) return List.of();
    int position = (int) Math.max(0, index - firstIndex());
    List<Entry> tail = entries.subList(position, entries.size());
    List<Entry> deleted = List.copyOf(tail);
    tail.clear();
    return deleted;
  }
}
