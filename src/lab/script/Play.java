package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static String at(List<String> lines, int i) {
    return i < lines.size() ? lines.get(i) : "nothing more";
  }
}
