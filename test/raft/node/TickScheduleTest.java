package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Ticks come one each interval, and what a pause missed is forgotten. */
final class TickScheduleTest {
  private static final long MILLI = 1_000_000;

  private long now = Long.MAX_VALUE - 7 * MILLI; // nanoTime() may overflow
  private final TickSchedule schedule = new TickSchedule(10, () -> now);

  private long millisLeft() {
    return schedule.nanosLeft() / MILLI;
  }

  private void pass(long millis) {
    now += millis * MILLI;
  }

  @Test void theFirstTickIsDueAfterAnInterval() {
    assertEquals(10, millisLeft());
  }

  @Test void aLateTickShortensTheNextWait() {
    pass(14);

    schedule.ticked();

    assertEquals(6, millisLeft());
  }

  @Test void aPauseMakesOneTickAndNoBurst() {
    pass(10_000);
    assertEquals(-9_990, millisLeft());

    schedule.ticked();

    assertEquals(10, millisLeft());
  }

  @Test void aTickThatTakesLongIsCountedAsLate() {
    pass(10);
    pass(3); // what is done at a tick

    schedule.ticked();

    assertEquals(7, millisLeft());
  }
}
