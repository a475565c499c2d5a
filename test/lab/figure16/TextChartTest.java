package lab.figure16;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextChartTest {
  private static Downtimes evenly(int from, int step) {
    return Downtimes.of(IntStream.range(0, 20)
        .mapToObj(i -> (double) from + step * i).toList());
  }

  private static Panel panel(boolean logarithmic, List<Integer> marks,
      Panel.Curve... curves) {
    return new Panel("A panel", new Axis(marks, logarithmic), List.of(curves),
        List.of());
  }

  @Test void drawsEachTwentiethOfTheTrialsAtItsTime() {
    Panel panel = panel(false, List.of(0, 35, 70),
        new Panel.Curve("even", evenly(10, 2)),
        new Panel.Curve("all at once", Downtimes.of(List.of(5.0))),
        new Panel.Curve("outside", Downtimes.of(List.of(71.0))));

    String drawn = String.join("\n", TextChart.lines(panel));

    assertEquals("""
        A panel

         100% |     b                                          a
              |     b                                        a
              |     b                                      a
              |     b                                    a
          80% |     b                                  a
              |     b                                a
              |     b                              a
              |     b                            a
          60% |     b                          a
              |     b                        a
              |     b                      a
              |     b                    a
          40% |     b                  a
              |     b                a
              |     b              a
              |     b            a
          20% |     b          a
              |     b        a
              |     b      a
              |     b    a
           0% +----------------------------------------------------------------------
               0                                 35                                70
               time without leader (ms)

                                            trials    least   median     mean    worst
          a  even                               20     10.0     28.0     29.0     48.0
          b  all at once                         1      5.0      5.0      5.0      5.0
          c  outside                             1     71.0     71.0     71.0     71.0""",
        drawn);
  }

  @Test void onALogarithmicAxisEqualRatiosAreEqualSteps() {
    Axis axis = new Axis(List.of(100, 1_000, 10_000), true);

    double tenfold = axis.place(1_000) - axis.place(100);
    double tenfoldAgain = axis.place(10_000) - axis.place(1_000);

    assertEquals(0.5, tenfold, 1e-9);
    assertEquals(tenfold, tenfoldAgain, 1e-9);
    assertEquals(0, axis.place(100), 1e-9);
  }

  @Test void aCurveThatNeverRisesIsNamedAllTheSame() {
    Panel panel = panel(true, List.of(100, 1_000), new Panel.Curve("split",
        Downtimes.of(List.of(Double.POSITIVE_INFINITY))));

    List<String> lines = TextChart.lines(panel);

    assertEquals(" 100% |", lines.get(2));
    assertEquals("  a  split                               1    never    never"
        + "    never    never", lines.get(lines.size() - 1));
  }
}
