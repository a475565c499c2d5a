package lab.broken;

import java.util.List;
import lab.script.Step;

/**
 * What came of a scenario, in words that are the same in every mutant.
 *
 * @param steps      its commands, as far as it came
 * @param complaints what was not as the scenario says; none if all was
 * @param broken     the promise that was broken; null if none was
 * @param unmet      the expectation that was not met; null if all were
 * @param events     so many happened
 * @param rewritten  the file's text, were all that was traced what is expected;
 *                   null if it could not be performed to its end
 * @param page       its picture, in HTML; null if nothing happened
 */
public record Performance(List<Step> steps, List<String> complaints,
    String broken, String unmet, long events, String rewritten, String page) {

  public Performance {
    steps = List.copyOf(steps);
    complaints = List.copyOf(complaints);
  }

  public boolean isAsExpected() {
    return complaints.isEmpty();
  }
}
