package raft.sim.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.sim.Event;
import raft.sim.check.Violation;

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

  /** Where the story ends: at the facts, and where the run was stopped. */
  static List<Long> ends(List<Event> events, Violation violation) {
    List<Long> ends = new ArrayList<>();
    if (violation == null) return ends;
    of(violation).forEach(fact -> ends.add(fact.event()));
    ends.add(events.get(events.size() - 1).number());
    return ends;
  }
}
