package lab.bench;

import java.util.Arrays;
import java.util.List;

/** Several measurements of one thing: their median, least and most. */
public record Spread(double median, double least, double most) {

  /** @param values at least one; of an even number, the middle two's mean */
  public static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(value -> value).toArray();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    return new Spread(median, sorted[0], sorted[last]);
  }
}
