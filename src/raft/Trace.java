package raft;

/**
 * Port for what a reader watches: one line per state change. Too many for a
 * reader would be: an entry that is applied (A1), a matchIndex that rises (L3),
 * a read (RI). They leave none.
 *
 * <p>Called with the server's lock held, in the order of the changes; an
 * implementation must not wait. A line may be seen before the change it tells
 * of is durable: a trace is no message, so P1 does not hold it back.
 */
public interface Trace {

  /** Takes the place of the label in a line that no labelled rule caused. */
  String BEYOND_FIGURE_2 = "beyond Figure 2";

  /** Whether lines are wanted at all; if not, none is made. */
  boolean isOn();

  /** Receives one change, already in words. */
  void line(TraceLine line);

  /**
   * One change, put into words only if it is shown, perhaps later and by
   * another thread: no argument may change any more.
   */
  default void line(String server, long term, Role role, String rule,
      String format, Object... args) {
    if (!isOn()) return;
    line(new TraceLine(server, term, role, format.formatted(args), rule));
  }

  /**
   * One change that leads from one index of the log to another. Under load
   * there are thousands a second, so that an implementation may sum them up.
   */
  default void range(String server, long term, Role role, String rule,
      Range range) {
    line(server, term, role, rule, "%s", range);
  }

  /**
   * {@code appends 7..9: put x, put y, ...}.
   *
   * @param verb  appends or commits
   * @param first index of the first entry
   * @param last  index of the last entry; at least {@code first}
   * @param words what to say of the entries; empty if nothing. Put into words
   *              only when it is shown: it may not change any more
   */
  record Range(String verb, long first, long last, Object words) {
    @Override public String toString() {
      String entries = words.toString();
      return verb + " " + first + ".." + last
          + (entries.isEmpty() ? "" : ": " + entries);
    }
  }
}
