package lab.figure16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DowntimesTest {
  @Test void knowsItsLeastMedianMeanAndWorst() {
    Downtimes downtimes = Downtimes.of(List.of(40.0, 10.0, 30.0, 20.0));

    assertEquals(4, downtimes.count());
    assertEquals(10, downtimes.least());
    assertEquals(20, downtimes.median());
    assertEquals(25, downtimes.mean());
    assertEquals(40, downtimes.worst());
  }

  @ParameterizedTest
  @CsvSource({"0.01, 10", "0.25, 10", "0.26, 20", "0.75, 30", "1, 40"})
  void knowsWithinWhatTimeAShareWasOver(double share, double millis) {
    Downtimes downtimes = Downtimes.of(List.of(10.0, 20.0, 30.0, 40.0));

    assertEquals(millis, downtimes.within(share));
  }

  @Test void aLeaderWhoNeverCameIsTheWorstOfAll() {
    Downtimes downtimes =
        Downtimes.of(List.of(Double.POSITIVE_INFINITY, 5.0, 6.0));

    assertEquals(6, downtimes.median());
    assertEquals("never", Downtimes.text(downtimes.worst()));
  }

  @ParameterizedTest
  @CsvSource({"287, 0.25, 216, true", "287, 0.25, 214, false",
      "287, 0.25, 358, true", "287, 0.25, 360, false",
      "35, 0.35, 47.2, true", "35, 0.35, 47.3, false"})
  void aClaimHoldsWithinItsTolerance(double paper, double tolerance,
      double ours, boolean holds) {
    Claim claim = Claim.near("a line", "a number", paper, tolerance, ours);

    assertEquals(holds, claim.holds());
    assertEquals(!holds, claim.toString().endsWith("NOT WITHIN"));
  }

  @Test void longerThanTenSecondsIncludesForEver() {
    assertTrue(Claim.above("", "", 10_000, Double.POSITIVE_INFINITY).holds());
    assertFalse(Claim.above("", "", 10_000, 9_999).holds());
  }
}
