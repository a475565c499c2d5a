package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
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

  // ---- a real node -----------------------------------------------------

  // Its ticks are seen by its countdown to an election, which is far away. How
  // late this looks, on a busy machine, makes no difference.
  @Test void aNodeThatWasPausedMakesNoBurst() {
    try (Cluster cluster = Cluster.of(3, Map.of("election-timeout-min", "60000",
        "election-timeout-max", "60000"))) {
      Node n1 = cluster.node("n1");
      n1.faults().pause();
      Cluster.pause(1000);
      int before = n1.status().electionCountdown();
      long resumed = System.nanoTime();

      n1.faults().resume();
      cluster.await("n1 to tick", () -> ticksSince(before, n1) > 5);
      int ticks = ticksSince(before, n1);

      long millis = (System.nanoTime() - resumed) / MILLI;
      long most = millis / cluster.config().tick() + 2;
      assertTrue(ticks <= most, ticks + " ticks in " + millis + " ms");
    }
  }

  private static int ticksSince(int before, Node node) {
    return before - node.status().electionCountdown();
  }
}
