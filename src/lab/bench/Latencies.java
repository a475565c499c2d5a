package lab.bench;

import java.util.Arrays;

/** How long calls took, all of them: nothing is rounded or left out. */
public final class Latencies {
  private final long[] sorted; // nanoseconds

  /** @param nanos in any order */
  public Latencies(long... nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  public int count() {
    return sorted.length;
  }

  /**
   * The time within which this percentage of the calls was answered.
   *
   * @param percent above 0, up to 100
   * @return microseconds; 0 if there were no calls
   */
  public double micros(double percent) {
    if (sorted.length == 0) return 0;
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1] / 1000.0;
  }
}
