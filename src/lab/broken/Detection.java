package lab.broken;

import java.util.List;
import java.util.Locale;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.Patch.Header;

/**
 * What the swarm, a schedule or a test found in a mutant.
 *
 * @param by       which of these it was
 * @param property that was broken; null if none was
 * @param seed     of the run that broke it; 0 if none did
 * @param seeds    that it took, or that passed
 * @param events   of the broken run, or of all that passed
 * @param seconds  of real time
 * @param story    the report of the broken run; empty if there is none
 */
public record Detection(By by, String property, long seed, long seeds,
    long events, double seconds, String story) {

  public enum By {
    SWARM, SCHEDULE, TEST;

    @Override public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A broken promise, or an expectation that was not met. */
  static Detection by(ScenarioResult result, double seconds) {
    String property = result.broken() != null ? result.broken()
        : result.unmet() != null ? Header.ITS_SCHEDULE : null;
    return new Detection(By.SCHEDULE, property, 0, 0, result.events(),
        seconds, String.join("\n", result.complaints()));
  }

  /** A test that failed, or did not. */
  static Detection by(boolean failed, List<String> said, double seconds) {
    return new Detection(By.TEST, failed ? Header.ITS_TEST : null, 0, 0, 0,
        seconds, failed ? TaggedTestRun.story(said) : "");
  }

  boolean isNothing() {
    return property == null;
  }

  String caughtBy() {
    return isNothing() ? "nothing" : property;
  }
}
