package raft;

import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Something that happens when enough ticks have passed.
 *
 * @param ticksLeft until it happens: at least 1, or {@link #STANDS_STILL}
 * @param tick      told how many ticks pass: at most as many as are left
 */
record Countdown(IntSupplier ticksLeft, IntConsumer tick) {
  /** The countdown does not run now. */
  static final int STANDS_STILL = Integer.MAX_VALUE;
}
