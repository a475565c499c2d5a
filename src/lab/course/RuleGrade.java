package lab.course;

import java.util.List;
import java.util.Map;

/**
 * What is known of one rule of a submission.
 *
 * @param rule     its label
 * @param tests    how many bear it
 * @param passed   how many of these hold
 * @param points   for them; {@link Blank} says how many
 * @param failed   those that do not hold, worst first
 * @param evidence from 0 to 1: how well this one rule explains all that failed
 */
record RuleGrade(String rule, int tests, int passed, int points,
    List<TestResult> failed, double evidence) {

  RuleGrade {
    failed = List.copyOf(failed);
  }

  /** A grade for each of these rules, in their order. */
  static List<RuleGrade> of(List<String> rules, List<TestResult> results,
      Blank blank) {
    Map<String, Double> evidence = Evidence.of(rules, results);
    return rules.stream().map(rule -> {
      List<TestResult> its = results.stream()
          .filter(each -> each.rules().contains(rule)).toList();
      return new RuleGrade(rule, its.size(),
          (int) its.stream().filter(TestResult::isPassed).count(),
          blank.points(its, results),
          its.stream().filter(each -> !each.isPassed())
              .sorted((one, other) -> other.outcome()
                  .compareTo(one.outcome())).toList(), evidence.get(rule));
    }).toList();
  }

  boolean holds() {
    return tests > 0 && passed == tests;
  }

  /** Whether any of its tests was run to an end. */
  private boolean isJudged() {
    return passed > 0 || failed.stream().anyMatch(TestResult::isFailed);
  }

  String verdict() {
    if (holds()) return "holds";
    return isJudged() ? "does not hold" : "cannot be judged";
  }

  /** For a person; what failed is not in it. */
  String line() {
    return "  %-5s %-16s %2d of %d points; %d of %d tests%s".formatted(rule,
        verdict(), points, Blank.POINTS, passed, tests,
        holds() && points < Blank.POINTS ? ", as on the blank" : "");
  }
}
