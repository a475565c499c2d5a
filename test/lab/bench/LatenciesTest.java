package lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

  /** 1 to 200 microseconds, in no order. */
  private static Latencies upTo200() {
    long[] nanos = new long[200];
    for (int i = 0; i < 200; i++) nanos[i] = 1000L * (i * 77 % 200 + 1);
    return new Latencies(nanos);
  }

  @ParameterizedTest
  @CsvSource({"50, 100", "99, 198", "99.5, 199", "100, 200", "0.1, 1"})
  void aPercentileIsTheTimeWithinWhichSoManyWereAnswered(double percent,
      double micros) {
    Latencies latencies = upTo200();

    double found = latencies.micros(percent);

    assertEquals(micros, found);
  }

  @Test void oneCallIsItsOwnMedianAndMaximum() {
    Latencies one = new Latencies(2500);

    assertEquals(2.5, one.micros(50));
    assertEquals(2.5, one.micros(99));
    assertEquals(2.5, one.micros(100));
  }

  @Test void noCallsTookNoTime() {
    Latencies none = new Latencies();

    assertEquals(0, none.count());
    assertEquals(0, none.micros(99));
  }
}
