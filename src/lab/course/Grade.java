package lab.course;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What came of a submission.
 *
 * @param name      of the submission
 * @param lab       what it is graded as
 * @param unfit     why none of it could be judged; null if it could
 * @param rules     each rule of the lab
 * @param scenarios what came of those that show these rules
 * @param seeds     what came of the simulated runs
 */
public record Grade(String name, String lab, String unfit,
    List<RuleGrade> rules, ScenariosGrade scenarios, SeedsGrade seeds) {
  private static final int MOST_TESTS = 3; // named for each rule

  public Grade {
    rules = List.copyOf(rules);
  }

  static Grade unfit(String name, Exercise lab, String why) {
    return new Grade(name, lab.name(), why,
        RuleGrade.of(lab.rules(), List.of(), new Blank(Set.of())),
        ScenariosGrade.NONE, SeedsGrade.NONE);
  }

  /** Of {@link #most}. */
  public int points() {
    if (unfit != null) return 0;
    return rulesPoints() + scenarios.points() + seedsPoints();
  }

  private int rulesPoints() {
    return rules.stream().mapToInt(RuleGrade::points).sum();
  }

  /**
   * As many as the rules have on the average: who does nothing breaks no
   * promise, so it is what is written that counts.
   */
  private int seedsPoints() {
    return seeds.isClean() ? rulesPoints() / rules.size() : 0;
  }

  /** Ten for each rule, for the scenarios and for the seeds. */
  public int most() {
    return Blank.POINTS * (rules.size() + 2);
  }

  /** Whether nothing at all was found to be wrong. */
  public boolean isPassed() {
    return points() == most();
  }

  /**
   * The label of the rule that explains what is wrong: of those that do so
   * about as well as any, the first of the paper. Null if none does.
   */
  public String lookFirstAt() {
    if (unfit != null) return null;
    String tested = Evidence.first(evidenceOfTests());
    return tested != null ? tested : Evidence.first(evidenceOfRuns());
  }

  private Map<String, Double> evidenceOfTests() {
    Map<String, Double> evidence = new LinkedHashMap<>();
    rules.forEach(each -> evidence.put(each.rule(), each.evidence()));
    return evidence;
  }

  /** Of the scenarios, and of the schedule that a seed was shrunk to. */
  private Map<String, Double> evidenceOfRuns() {
    return Evidence.of(rules.stream().map(RuleGrade::rule).toList(),
        Stream.concat(scenarios.results().stream(), seeds.results().stream())
            .toList());
  }

  /** For a person, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s, lab %s: %d of %d points".formatted(name, lab, points(),
        most()));
    if (unfit != null) {
      lines.add("  Nothing of it can be judged:");
      unfit.lines().forEach(line -> lines.add("    " + line));
      return lines;
    }
    for (RuleGrade rule : rules) addRule(rule, lines);
    lines.addAll(scenarios.lines());
    lines.addAll(seeds.lines(seedsPoints()));
    lines.add(conclusion());
    return lines;
  }

  private static void addRule(RuleGrade rule, List<String> lines) {
    lines.add(rule.line());
    rule.failed().stream().limit(MOST_TESTS)
        .forEach(each -> lines.add("          " + each));
    int more = rule.failed().size() - MOST_TESTS;
    if (more > 0) lines.add("          and " + more + " more");
  }

  private String conclusion() {
    if (isPassed()) return "All rules of this lab hold.";
    String rule = lookFirstAt();
    if (rule == null) {
      return "Look first at what went wrong there: all tests hold, and what the"
          + " rules of the lab trace is right up to it.";
    }
    if (Evidence.first(evidenceOfTests()) != null) {
      return "Look first at " + rule + ".";
    }
    return "Look first at " + rule + ": all tests hold, but where a run goes"
        + " wrong it acts otherwise than it should.";
  }

  /** For a program. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("submission", name);
    json.addProperty("lab", lab);
    json.addProperty("points", points());
    json.addProperty("of", most());
    json.addProperty("lookFirstAt", lookFirstAt());
    json.addProperty("unfit", unfit);
    JsonArray all = new JsonArray();
    for (RuleGrade rule : rules) all.add(json(rule));
    json.add("rules", all);
    json.add("scenarios", scenarios.json());
    json.add("seeds", seeds.json(seedsPoints()));
    return json;
  }

  private static JsonObject json(RuleGrade rule) {
    JsonObject json = new JsonObject();
    json.addProperty("rule", rule.rule());
    json.addProperty("verdict", rule.verdict());
    json.addProperty("points", rule.points());
    json.addProperty("tests", rule.tests());
    JsonArray failed = new JsonArray();
    rule.failed().forEach(each -> failed.add(each.toString()));
    json.add("failed", failed);
    return json;
  }
}
