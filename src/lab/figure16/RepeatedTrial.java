package lab.figure16;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One line of the figure: a trial with the same timeouts, many times. */
public record RepeatedTrial(Timeouts timeouts, Conditions conditions,
    int trials) {

  /** The same seed gives the same downtimes. */
  public Downtimes run(long seed) {
    Random random = new Random(seed);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      long micros = new Trial(timeouts, conditions, random).downtime();
      millis.add(micros == Trial.NEVER ? Double.POSITIVE_INFINITY
          : micros / 1e3);
    }
    return Downtimes.of(millis);
  }

  /** The median of the worst cases of some runs, since one is mostly luck. */
  double medianWorst(long seed, int runs) {
    List<Double> worst = new ArrayList<>();
    for (int i = 0; i < runs; i++) worst.add(run(seed + i).worst());
    return Downtimes.of(worst).median();
  }
}
