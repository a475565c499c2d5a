package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Virtual time, and the clocks that tell it. */
class TimeTest {
  private final Timeline timeline = new Timeline();
  private final LocalClock clock = new LocalClock(5_000);

  @Test void whatIsPlannedHappensInTheOrderOfTimeAndThenOfPlanning() {
    List<String> happened = new ArrayList<>();
    timeline.at(20, () -> happened.add("third"));
    timeline.at(10, () -> happened.add("first"));
    timeline.at(10, () -> happened.add("second"));

    for (int i = 0; i < 3; i++) timeline.advance();

    assertEquals(List.of("first", "second", "third"), happened);
    assertEquals(20, timeline.now());
  }

  @Test void thePastCannotBeChanged() {
    timeline.at(10, () -> {});
    timeline.advance();

    assertThrows(AssertionError.class, () -> timeline.at(9, () -> {}));
  }

  @Test void aClockCountsTheTicksThatPassed() {
    clock.set(1_000);

    assertEquals(0, clock.passed(5_999));
    assertEquals(1, clock.passed(6_000));
    clock.take(1);
    assertEquals(2, clock.passed(16_000));
    assertEquals(21_000, clock.timeAfter(3));
  }

  @Test void aFastClockTicksMoreOften() {
    clock.run(0, 2);

    assertEquals(4, clock.passed(10_000));
  }

  @Test void aFrozenClockNeverTicks() {
    clock.run(0, 0);

    assertEquals(0, clock.passed(1_000_000));
    assertEquals(Long.MAX_VALUE, clock.timeAfter(1));
  }

  @Test void aClockThatIsSetForgetsWhatHasPassed() {
    clock.set(0);

    clock.set(12_000);

    assertEquals(0, clock.passed(16_999));
    assertEquals(1, clock.passed(17_000));
  }
}
