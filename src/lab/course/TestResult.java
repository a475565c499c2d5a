package lab.course;

import java.util.List;

/**
 * What came of one test method, in all the cases that it has.
 *
 * @param test    {@code AppendEntriesTest.refusesALeaderOfAnOlderTerm}
 * @param rules   the labels that it bears, of the lab's rules
 * @param outcome the worst of its cases
 * @param why     what it said when it failed; empty if it did not
 */
record TestResult(String test, List<String> rules, TestOutcome outcome,
    String why) {

  /** From good to bad. */
  enum TestOutcome {
    PASSED("holds"), NOT_RUN("was not run"), FAILED("fails"),
    ENDLESS("comes to no end"), CRASHED("ends the process");

    private final String words;

    TestOutcome(String words) {
      this.words = words;
    }
  }

  TestResult {
    rules = List.copyOf(rules);
  }

  boolean isPassed() {
    return outcome == TestOutcome.PASSED;
  }

  /** Whether it was run and something was wrong. */
  boolean isFailed() {
    return outcome.compareTo(TestOutcome.FAILED) >= 0;
  }

  @Override public String toString() {
    return test + " " + outcome.words + (why.isEmpty() ? "" : ": " + why);
  }
}
