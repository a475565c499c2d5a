package lab.check;

import java.util.List;
import raft.Entry;

/**
 * A server's log as checkers see it, by index. Where an index stands in the
 * list of entries is known here, and nowhere else outside of {@code RaftLog}.
 */
public interface LogView {

  /** The entries as they stand now; not to be changed. */
  List<Entry> entries();

  /** The index before the first of {@link #entries}; 0 without snapshots. */
  default long edge() {
    return 0;
  }

  /** The index of the first of {@link #entries}. */
  default long firstIndex() {
    return edge() + 1;
  }

  /** The entry at this index, from firstIndex to lastIndex. */
  default Entry entry(long index) {
    return entries().get((int) (index - firstIndex()));
  }

  /** The index of the last entry; the edge if there is none. */
  default long lastIndex() {
    return edge() + entries().size();
  }

  /** The term of the entry at this index, or just before; 0 at index 0. */
  default long term(long index) {
    return index == 0 ? 0 : entry(index).term();
  }

  /** The term of the last entry; 0 in an empty log. */
  default long lastTerm() {
    return term(lastIndex());
  }

  /**
   * Whether this entry stands at this index. What stood below firstIndex counts
   * as held: it is part of a state that other checkers compare.
   */
  default boolean holds(long index, Entry entry) {
    return index < firstIndex()
        || index <= lastIndex() && entry(index).equals(entry);
  }

  /** For messages: the entry at this index, or that there is none. */
  default String describe(long index) {
    return index > lastIndex() ? "nothing"
        : index < firstIndex() ? "a snapshot" : entry(index).toString();
  }

  /** Whether both end alike, and have the same entries where both have any. */
  default boolean agreesWith(LogView other) {
    if (lastIndex() != other.lastIndex() || lastTerm() != other.lastTerm()) {
      return false;
    }
    int both = Math.min(entries().size(), other.entries().size());
    return last(both).equals(other.last(both));
  }

  private List<Entry> last(int count) {
    return entries().subList(entries().size() - count, entries().size());
  }
}
