package lab.draw;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.check.Violation;

/**
 * One of the two facts of a violation.
 *
 * @param event number of the event from which it is known; 0 if it does not say
 * @param text  the fact itself
 */
record Evidence(long event, String text) {
  private static final Pattern NUMBERED =
      Pattern.compile("event (\\d+): (.*)", Pattern.DOTALL);

  /** Both facts, the older first; none where there is no violation. */
  static List<Evidence> of(Violation violation) {
    if (violation == null) return List.of();
    return List.of(of(violation.fact()), of(violation.contradiction()));
  }

  private static Evidence of(String fact) {
    Matcher numbered = NUMBERED.matcher(fact);
    if (!numbered.matches()) return new Evidence(0, fact);
    return new Evidence(Long.parseLong(numbered.group(1)), numbered.group(2));
  }

  /**
   * The numbers of the events to explain: those of the facts. Events after
   * them, in a scenario that expects its violation, explain nothing.
   */
  static List<Long> ends(Violation violation) {
    return of(violation).stream().map(Evidence::event).toList();
  }
}
