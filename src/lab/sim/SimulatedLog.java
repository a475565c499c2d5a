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

  @Override public List<Entry> entries() {
    return view;
  }

  void append(Entry entry) {
    entries.add(entry);
  }

  /** Holds these entries and no others. */
  void replaceBy(List<Entry> others) {
    entries.clear();
    entries.addAll(others);
  }

  /**
   * Deletes the entry at this index and all that follow it; none if the log
   * ends before it.
   *
   * @return those that were deleted
   */
  List<Entry> deleteFrom(long index) {
    if (index > lastIndex()) return List.of();
    int position = (int) (index - firstIndex());
    List<Entry> tail = entries.subList(position, entries.size());
    List<Entry> deleted = List.copyOf(tail);
    tail.clear();
    return deleted;
  }
}
