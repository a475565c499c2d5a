package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.sim.Event;
import lab.check.Violation;

/**
 * The result of playing a scenario.
 *
 * @param steps      its commands, up to the last that could be done
 * @param traced     what was traced, block by block; for rewriting
 * @param complaints what was not as the scenario says; none if all was
 * @param stoppedAt  the command that could not be done; null if all could
 * @param events     all that happened
 * @param violation  the promise that was broken; null if none was
 */
public record Play(Scenario scenario, List<Step> steps,
    List<List<String>> traced, List<String> complaints, String stoppedAt,
    List<Event> events, Violation violation) {
  /** Plays it, to its end or to the first command that cannot be done. */
  public static Play of(Scenario scenario) {
    return new Player(scenario).play();
  }

  /** What happened, in the parts that the scenario's comments make. */
  public List<Part> parts() {
    return Part.of(steps);
  }

  /** What the scenario's comments call the logs of servers, by server. */
  public Map<String, String> labels() {
    return Part.ofLogs(steps);
  }

  /** Whether all was as the scenario says. */
  public boolean isAsExpected() {
    return complaints.isEmpty();
  }

  /**
   * The file's text, were all that was traced what is expected.
   *
   * @throws ScenarioException if it could not be performed to its end
   */
  public String rewritten() {
    if (traced.size() == scenario.blocks().size()) {
      return scenario.expecting(traced);
    }
    throw new ScenarioException(complaints.get(complaints.size() - 1));
  }

  /** Where what was traced first differs from what was expected. */
  static List<String> difference(List<String> expected, List<String> traced) {
    int same = 0;
    while (same < Math.min(expected.size(), traced.size())
        && expected.get(same).equals(traced.get(same))) same++;
    if (same == Math.max(expected.size(), traced.size())) return List.of();
    List<String> words = new ArrayList<>();
    words.add("expected: " + at(expected, same));
    words.add("traced:   " + at(traced, same));
    return words;
  }

  /** What a rule did: its label, and the line without what explains it. */
  private record Act(String what, String rule) {
    private static final Pattern LINE =
        Pattern.compile("(.*?)(?:[:,] .*)? [(]([A-Z]+[0-9]+)[)]");

    static List<Act> in(List<String> lines) {
      return lines.stream().map(LINE::matcher).filter(Matcher::matches)
          .map(line -> new Act(line.group(1), line.group(2))).toList();
    }
  }

  /** The labels of the rules that act in these lines of a trace. */
  public static Set<String> rulesIn(List<String> lines) {
    return Act.in(lines).stream().map(Act::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Where the servers do otherwise than the file says, paragraph by paragraph:
   * the label of the rule that should act there, and of the one that acts
   * instead. How a line explains itself, after a colon or a comma, does not
   * matter.
   */
  public List<Set<String>> rulesAmiss() {
    List<Set<String>> amiss = new ArrayList<>();
    for (Scenario.Paragraph each : scenario.blocks()) {
      int end = each.first() + each.lines().size();
      Set<String> rules = firstDifference(Act.in(each.expected()),
          Act.in(steps.stream().filter(step -> step.line() >= each.first()
              && step.line() < end).flatMap(step -> step.traced().stream())
              .toList()));
      if (!rules.isEmpty()) amiss.add(rules);
    }
    return amiss;
  }

  private static Set<String> firstDifference(List<Act> one, List<Act> other) {
    Set<String> rules = new TreeSet<>();
    int same = 0;
    while (same < Math.min(one.size(), other.size())
        && one.get(same).equals(other.get(same))) same++;
    if (same < one.size()) rules.add(one.get(same).rule());
    if (same < other.size()) rules.add(other.get(same).rule());
    return rules;
  }

  private static String at(List<String> lines, int i) {
    return i < lines.size() ? lines.get(i) : "nothing more";
  }
}
