package lab.course;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

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
  private static final double ABOUT_AS_WELL = 0.8;

  public Grade {
    rules = List.copyOf(rules);
  }

  static Grade unfit(String name, Exercise lab, String why) {
    return new Grade(name, lab.name(), why,
        RuleGrade.of(lab.rules(), List.of()), ScenariosGrade.NONE,
        SeedsGrade.NONE);
  }

  /** Of {@link #most}. */
  public int points() {
    if (unfit != null) return 0;
    return rules.stream().mapToInt(RuleGrade::points).sum()
        + scenarios.points() + seeds.points();
  }

  /** Ten for each rule, for the scenarios and for the seeds. */
  public int most() {
    return RuleGrade.POINTS * (rules.size() + 2);
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
    double best = rules.stream().mapToDouble(RuleGrade::evidence).max()
        .orElse(0);
    return rules.stream().filter(rule -> !rule.holds()
        && rule.evidence() >= ABOUT_AS_WELL * best).findFirst()
        .map(RuleGrade::rule).orElse(null);
  }

  /** For a person, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s, lab %s: %d of %d points".formatted(name, lab, points(),
        most()));
    if (unfit != null) {
      lines.add("  Nothing of it can be judged. " + unfit);
      return lines;
    }
    for (RuleGrade rule : rules) addRule(rule, lines);
    lines.addAll(scenarios.lines());
    lines.addAll(seeds.lines());
    lines.add(conclusion());
    return lines;
  }

  private static void addRule(RuleGrade rule, List<String> lines) {
    lines.add("  %-5s %-16s %2d of %d points; %d of %d tests".formatted(
        rule.rule(), rule.verdict(), rule.points(), RuleGrade.POINTS,
        rule.passed(), rule.tests()));
    rule.failed().stream().limit(MOST_TESTS)
        .forEach(each -> lines.add("          " + each));
    int more = rule.failed().size() - MOST_TESTS;
    if (more > 0) lines.add("          and " + more + " more");
  }

  private String conclusion() {
    if (isPassed()) return "All rules of this lab hold.";
    String rule = lookFirstAt();
    return rule == null ? "Look first at the schedule: no test fails."
        : "Look first at " + rule + ".";
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
    json.add("seeds", seeds.json());
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
