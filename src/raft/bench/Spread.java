package raft.bench;

import java.util.Arrays;
import java.util.Collection;

/** Several measurements of the same: the middle one, and how far they lie. */
public record Spread(double median, double least, double most) {

  /** @param values at least one */
  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return new Spread(median(sorted), sorted[0], sorted[sorted.length - 1]);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    boolean odd = sorted.length % 2 == 1;
    return odd ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
