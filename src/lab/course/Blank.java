package lab.course;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds of a lab before a student has written a word of it, and so is no
 * merit: a server that does nothing refuses what it should refuse, too.
 *
 * @param holding the tests and the scenarios that hold on the blank
 */
record Blank(Set<String> holding) {
  static final int POINTS = 10;

  Blank {
    holding = Set.copyOf(holding);
  }

  /** Of these results, those that hold. */
  static Blank of(List<TestResult> tests, List<TestResult> scenarios) {
    return new Blank(Stream.concat(tests.stream(), scenarios.stream())
        .filter(TestResult::isPassed)
        .map(TestResult::test).collect(Collectors.toSet()));
  }

  /**
   * Of ten, the share of those that fail on the blank and hold now, times the
   * share of the others that still hold: these are no merit, and can be lost.
   * Where all hold on the blank, as for a rule that says what a server must not
   * do, what is written of the whole lab counts in the place of the first share.
   *
   * @param its what judges one rule, or the scenarios
   * @param all that judges the lab
   */
  int points(List<TestResult> its, List<TestResult> all) {
    if (its.isEmpty()) return 0;
    List<TestResult> kept = its.stream().filter(this::holds).toList();
    List<TestResult> written = (kept.size() < its.size() ? its : all).stream()
        .filter(each -> !holds(each)).toList();
    return POINTS * passed(written) * passed(kept)
        / (some(written) * some(kept));
  }

  private static int some(List<TestResult> results) {
    return Math.max(1, results.size());
  }

  /** How many hold; of none, all do. */
  private static int passed(List<TestResult> results) {
    return results.isEmpty() ? 1
        : (int) results.stream().filter(TestResult::isPassed).count();
  }

  private boolean holds(TestResult result) {
    return holding.contains(result.test());
  }
}
