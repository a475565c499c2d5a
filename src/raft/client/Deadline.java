package raft.client;

import java.util.function.LongSupplier;

/** When a call must be over, however many steps it takes. Immutable. */
final class Deadline {
  private final int millis;
  private final LongSupplier clock; // in nanoseconds
  private final long end;

  private Deadline(int millis, LongSupplier clock) {
    this.millis = millis;
    this.clock = clock;
    end = clock.getAsLong() + millis * 1_000_000L;
  }

  /** One that begins now. */
  static Deadline in(int millis) {
    return in(millis, System::nanoTime);
  }

  /** The same, by another clock. */
  static Deadline in(int millis, LongSupplier clock) {
    return new Deadline(millis, clock);
  }

  /** How long it was when it began, in milliseconds. */
  int millis() {
    return millis;
  }

  /** What is left, in milliseconds; 0 or less when it is over. */
  int millisLeft() {
    return (int) ((end - clock.getAsLong()) / 1_000_000);
  }

  boolean isOver() {
    return millisLeft() <= 0;
  }

  /** What is left, but at least 1: to a socket, 0 means for ever. */
  int patience() {
    return Math.max(1, millisLeft());
  }
}
