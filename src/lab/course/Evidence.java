package lab.course;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of several rules is wrong? Ochiai's measure, which finds the faulty part
 * of a program from which tests fail: the part that most of the failing tests
 * are about, and whose tests fail most. A test that is about several rules
 * counts that much less for each.
 */
final class Evidence {
  private static final double ABOUT_AS_WELL = 0.8;

  private Evidence() { }

  /** For each rule, in their order: from 0 to 1, how well it explains all. */
  static Map<String, Double> of(List<String> rules, List<TestResult> results) {
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
    Map<String, Double> evidence = new LinkedHashMap<>();
    for (String rule : rules) {
      double its = failedOf.getOrDefault(rule, 0.0);
      evidence.put(rule, its == 0 ? 0
          : its / Math.sqrt(failed * allOf.get(rule)));
    }
    return evidence;
  }

  /** Of those that explain it about as well as any, the first; null if none. */
  static String first(Map<String, Double> evidence) {
    double best = evidence.values().stream().mapToDouble(each -> each).max()
        .orElse(0);
    if (best == 0) return null;
    return evidence.entrySet().stream()
        .filter(each -> each.getValue() >= ABOUT_AS_WELL * best)
        .map(Map.Entry::getKey).findFirst().orElseThrow();
  }
}
