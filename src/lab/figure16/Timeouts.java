package lab.figure16;

import raft.Settings;

/**
 * The interval from which election timeouts are drawn, in milliseconds: "for
 * example, “150–155ms” means that election timeouts were chosen randomly and
 * uniformly between 150ms and 155ms" (Figure 16).
 */
public record Timeouts(int least, int most) {
  // A tick is a microsecond, the finest that virtual time knows, so that even
  // 150-151ms is an interval with something in between.
  private static final int TICKS_A_MILLI = 1_000;

  /**
   * In microseconds. "The leader was crashed uniformly randomly within its
   * heartbeat interval, which was half of the minimum election timeout for all
   * tests." (§9.3)
   */
  int heartbeat() {
    return least * TICKS_A_MILLI / 2;
  }

  /** @param lateness of the timers, in microseconds */
  Settings settings(int lateness) {
    return new Settings(heartbeat(), least * TICKS_A_MILLI,
        most * TICKS_A_MILLI + lateness, 1, 1, false);
  }

  @Override public String toString() {
    return least + "-" + most + "ms";
  }
}
