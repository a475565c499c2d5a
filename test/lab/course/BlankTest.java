package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.course.TestResult.TestOutcome;
import org.junit.jupiter.api.Test;

class BlankTest {
  private static final Blank BLANK = new Blank(Set.of("a", "b"));

  private static List<TestResult> passed(String... names) {
    return Stream.of(names).map(name -> new TestResult(name, List.of("AE1"),
        TestOutcome.PASSED, "")).toList();
  }

  private static List<TestResult> failed(String... names) {
    return Stream.of(names).map(name -> new TestResult(name, List.of("AE1"),
        TestOutcome.FAILED, "wrong")).toList();
  }

  private static List<TestResult> both(List<TestResult> some,
      List<TestResult> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static int points(List<TestResult> its) {
    return BLANK.points(its, its);
  }

  @Test void itIsMadeOfTheTestsAndScenariosThatHold() {
    assertEquals(Set.of("a", "b"), Blank.of(both(passed("a"), failed("c")),
        both(passed("b"), failed("d"))).holding());
  }

  @Test void theBlankItselfGetsNothing() {
    assertEquals(0, points(both(passed("a", "b"), failed("c", "d"))));
  }

  @Test void ofThoseThatFailThereTheShareThatHoldsCounts() {
    assertEquals(5, points(both(passed("a", "b", "c"), failed("d"))));
    assertEquals(10, points(passed("a", "b", "c", "d")));
  }

  @Test void whatHeldThereCanBeLost() {
    assertEquals(5, points(both(passed("a", "c", "d"), failed("b"))));
    assertEquals(0, points(both(failed("a", "b"), passed("c", "d"))));
  }

  @Test void aRuleThatTheBlankKeepsIsWorthWhatIsWrittenOfTheLab() {
    List<TestResult> all = both(passed("a", "b", "c", "d"), failed("e", "f"));

    assertEquals(5, BLANK.points(passed("a", "b"), all));
    assertEquals(10, BLANK.points(passed("a"), passed("a", "c")));
    assertEquals(0, BLANK.points(failed("a"), passed("c", "d")));
  }

  @Test void whatNothingJudgesHasNoPoints() {
    assertEquals(0, BLANK.points(List.of(), passed("c")));
  }
}
