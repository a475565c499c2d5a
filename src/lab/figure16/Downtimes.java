package lab.figure16;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The downtimes of many crashes, in milliseconds; infinity if there was no
 * leader again.
 */
public final class Downtimes {
  private final double[] sorted;

  private Downtimes(double[] sorted) {
    this.sorted = sorted;
  }

  /** @param millis in any order; at least one */
  public static Downtimes of(List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(each -> each).toArray();
    Arrays.sort(sorted);
    return new Downtimes(sorted);
  }

  public int count() {
    return sorted.length;
  }

  public double least() {
    return sorted[0];
  }

  public double worst() {
    return sorted[sorted.length - 1];
  }

  public double median() {
    return within(0.5);
  }

  public double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }

  /** The time within which this share of all, above 0 and up to 1, was over. */
  double within(double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** A time as a person reads it: three digits or more, no fractions of 1%. */
  public static String text(double millis) {
    if (Double.isInfinite(millis)) return "never";
    return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%.0f", millis);
  }

  @Override public String toString() {
    return "%6d %8s %8s %8s %8s".formatted(count(), text(least()),
        text(median()), text(mean()), text(worst()));
  }
}
