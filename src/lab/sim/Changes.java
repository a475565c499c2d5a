package lab.sim;

import java.util.List;

/**
 * How a run changes the members of its cluster.
 *
 * @param newcomers how many servers there are beside the first members
 * @param every     mean time between two wishes, microseconds; 0 if none is
 *                  ever uttered
 */
public record Changes(int newcomers, long every) {
  public static final Changes NONE = new Changes(0, 0);

  /** A third of the seeds have some. */
  static Changes draw(SeededRandom random) {
    boolean some = random.hits(0.34);
    int newcomers = random.pick(List.of(0, 1, 2, 2, 3));
    long every = (long) random.spread(200_000, 3_000_000);
    return some ? new Changes(newcomers, every) : NONE;
  }

  boolean isOn() {
    return every > 0;
  }
}
