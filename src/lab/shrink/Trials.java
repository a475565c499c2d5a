package lab.shrink;

import java.util.List;
import lab.check.Property;
import lab.check.Violation;
import lab.script.Attempt;

/**
 * Tries schedules, and keeps the best one that still shows the violation. Its
 * limit is counted in commands, not in seconds, so that the same run is shrunk
 * to the same schedule on every machine.
 */
final class Trials {

  /**
   * The violation to be shown: the same promise is broken, and of a server's
   * own assertions the same one. Any broken promise would show that something
   * is wrong, but it would explain another violation than the one reported.
   */
  record Target(Property property, String assertion) {

    static Target of(Violation violation) {
      return new Target(violation.property(), assertion(violation));
    }

    boolean isShownBy(Violation violation) {
      return violation != null && of(violation).equals(this);
    }

    /** Its words, without the numbers and servers that it names. */
    private static String assertion(Violation violation) {
      if (violation.property() != Property.NO_ASSERTION_FAILS) return "";
      return violation.contradiction().replaceAll("\\b[ns]?\\d+", "#");
    }
  }

  private final Target target;
  private long commandsLeft;
  private List<String> best;

  /**
   * @param limit how many commands may be performed
   * @param first shows the violation, if {@link #keeps}
   */
  Trials(Target target, long limit, List<String> first) {
    this.target = target;
    commandsLeft = limit;
    best = List.copyOf(first);
  }

  List<String> best() {
    return best;
  }

  boolean isOver() {
    return commandsLeft <= 0;
  }

  /**
   * Whether this schedule shows the violation too. If so, its commands that
   * could be done are the best schedule now.
   */
  boolean keeps(List<String> candidate) {
    if (isOver()) return false;
    Attempt attempt = attempt(candidate);
    if (!target.isShownBy(attempt.violation())) return false;
    if (attempt.done().size() < candidate.size()) {
      attempt = attempt(attempt.done()); // was no command half done?
      if (!target.isShownBy(attempt.violation())) return false;
    }
    best = attempt.done();
    return true;
  }

  private Attempt attempt(List<String> candidate) {
    commandsLeft -= candidate.size();
    return Attempt.of(candidate);
  }
}
