package raft.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import raft.Role;
import raft.Trace;
import raft.TraceLine;

/**
 * What comes faster than a person can read, summed up. Under load a server
 * appends and commits thousands of times a second. The first changes of each
 * second are shown one by one; of the others one line says how far they led,
 * {@code appends 17..312 (L2)}, and another how many lines were left out.
 *
 * <p>Only ranges of the log are summed up, and only those that continue each
 * other. Not thread-safe: the printer's monitor guards it.
 */
final class TraceSums {
  /** How many lines of one second are shown one by one. */
  static final int MOST_SHOWN = 40;

  static final Duration SECOND = Duration.ofSeconds(1);

  /** A trace line, and when the first of the changes came that it sums up. */
  record Sum(Instant when, TraceLine line) {}

  /** A range that grows. */
  private static final class Growing {
    final Instant when;
    final String server;
    final long term;
    final Role role;
    final String rule;
    final String verb;
    final long first;
    long last;

    Growing(Instant when, String server, long term, Role role, String rule,
        Trace.Range range) {
      this.when = when;
      this.server = server;
      this.term = term;
      this.role = role;
      this.rule = rule;
      verb = range.verb();
      first = range.first();
      last = range.last();
    }

    boolean isOf(String server, String rule) {
      return this.server.equals(server) && this.rule.equals(rule);
    }

    boolean continues(long term, Role role, Trace.Range range) {
      return this.term == term && this.role == role
          && range.first() == last + 1;
    }

    Sum sum() {
      return new Sum(when, new TraceLine(server, term, role,
          new Trace.Range(verb, first, last, "").toString(), rule));
    }
  }

  private Instant begin = Instant.MIN; // of this second
  private int shown; // in this second
  private long left; // lines of this second that were not shown
  private final List<Growing> growing = new ArrayList<>();

  /** Whether this second is over; so it is if the clock was set back. */
  boolean isOver(Instant now) {
    return now.isBefore(begin) || !now.isBefore(begin.plus(SECOND));
  }

  /** A new second begins, after all sums were taken. */
  void begin(Instant now) {
    assert growing.isEmpty() : "sums are left";
    assert left == 0 : "lines are left";
    begin = now;
    shown = 0;
  }

  /** Whether one more line can be read in this second; counts it. */
  boolean canBeRead() {
    return shown++ < MOST_SHOWN;
  }

  boolean isEmpty() {
    return growing.isEmpty();
  }

  /**
   * Sums this range up.
   *
   * @return false if it does not continue the last one of this server and rule:
   *     then the sums are to be taken first
   */
  boolean add(Instant when, String server, long term, Role role, String rule,
      Trace.Range range) {
    for (Growing each : growing) {
      if (!each.isOf(server, rule)) continue;
      if (!each.continues(term, role, range)) return false;
      each.last = range.last();
      left++;
      return true;
    }
    growing.add(new Growing(when, server, term, role, rule, range));
    return true;
  }

  /** The sums so far, in the order in which they began; none afterwards. */
  List<Sum> take() {
    List<Sum> sums = growing.stream().map(Growing::sum).toList();
    growing.clear();
    return sums;
  }

  /** How many lines of this second the sums left out; 0 afterwards. */
  long takeLeft() {
    long taken = left;
    left = 0;
    return taken;
  }
}
