package lab.course;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one rule of a submission.
 *
 * @param rule     its label
 * @param tests    how many bear it
 * @param passed   how many of these hold
 * @param failed   those that do not, worst first
 * @param evidence from 0 to 1: how well this one rule explains all that failed
 */
record RuleGrade(String rule, int tests, int passed, List<TestResult> failed,
    double evidence) {
  static final int POINTS = 10;

  RuleGrade {
    failed = List.copyOf(failed);
  }

  /** A grade for each of these rules, in their order. */
  static List<RuleGrade> of(List<String> rules, List<TestResult> results) {
    Map<String, Double> evidence = evidence(rules, results);
    return rules.stream().map(rule -> {
      List<TestResult> its = results.stream()
          .filter(each -> each.rules().contains(rule)).toList();
      return new RuleGrade(rule, its.size(),
          (int) its.stream().filter(TestResult::isPassed).count(),
          its.stream().filter(each -> !each.isPassed())
              .sorted((one, other) -> other.outcome()
                  .compareTo(one.outcome())).toList(), evidence.get(rule));
    }).toList();
  }

  /**
   * Ochiai's measure, which finds the faulty part of a program from which tests
   * fail: the part that most of the failing tests are about, and whose tests
   * fail most. A test that is about several rules counts that much less for
   * each.
   */
  private static Map<String, Double> evidence(List<String> rules,
      List<TestResult> results) {
    double failed = 0;
    Map<String, Double> failedOf = new TreeMap<>();
    Map<String, Double> allOf = new TreeMap<>();
    for (TestResult each : results) {
      double weight = 1.0 / each.rules().size();
      if (each.isFailed()) failed++;
      for (String rule : each.rules()) {
        allOf.merge(rule, weight, Double::sum);
        if (each.isFailed()) failedOf.merge(rule, weight, Double::sum);
      }
    }
    Map<String, Double> evidence = new TreeMap<>();
    for (String rule : rules) {
      double its = failedOf.getOrDefault(rule, 0.0);
      evidence.put(rule, its == 0 ? 0
          : its / Math.sqrt(failed * allOf.get(rule)));
    }
    return evidence;
  }

  boolean holds() {
    return tests > 0 && passed == tests;
  }

  /** Whether any of its tests was run to an end. */
  private boolean isJudged() {
    return passed > 0 || failed.stream().anyMatch(TestResult::isFailed);
  }

  /** All only if all tests hold. */
  int points() {
    return tests == 0 ? 0 : POINTS * passed / tests;
  }

  String verdict() {
    if (holds()) return "holds";
    return isJudged() ? "does not hold" : "cannot be judged";
  }
}
