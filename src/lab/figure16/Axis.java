package lab.figure16;

import java.util.List;

/**
 * The horizontal axis of a panel: "time without leader (ms)".
 *
 * @param marks       the numbers written along it; the first and the last are
 *                    its ends
 * @param logarithmic whether equal steps are equal ratios
 */
public record Axis(List<Integer> marks, boolean logarithmic) {
  public Axis {
    marks = List.copyOf(marks);
  }

  /** Where a time lies: 0 is the left end, 1 the right, above 1 outside. */
  double place(double millis) {
    double least = marks.get(0);
    double most = marks.get(marks.size() - 1);
    if (logarithmic) return Math.log(millis / least) / Math.log(most / least);
    return (millis - least) / (most - least);
  }
}
