package raft.node;

import java.util.function.LongSupplier;

/**
 * When the next tick is due: one each interval. A late tick shortens the next
 * wait, but a pause makes no burst, which would end every countdown at once and
 * so look like a leader's silence.
 *
 * <p>Not thread-safe.
 */
final class TickSchedule {
  private final LongSupplier clock;
  private final long interval;
  private long due; // by the clock

  /** @param clock like System.nanoTime() */
  TickSchedule(int millis, LongSupplier clock) {
    this.clock = clock;
    interval = millis * 1_000_000L;
    due = clock.getAsLong() + interval;
  }

  /** How long until the next tick, in nanoseconds; it is late if negative. */
  long nanosLeft() {
    return due - clock.getAsLong();
  }

  /** The tick that was due has been made. */
  void ticked() {
    due += interval;
    // It was so late that another one is due: what was missed is left out.
    if (nanosLeft() < 0) due = clock.getAsLong() + interval;
  }
}
