package lab.broken;

import java.util.List;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.Patch.Header;

/**
 * What the swarm, a schedule or a test found in a mutant.
 *
 * @param by       which of these it was
 * @param property that was broken; null if none was
 * @param seed     of the run that broke it; 0 if none did
 * @param seeds    that it took, or that were survived
 * @param events   of the broken run, or of all that were survived
 * @param seconds  of real time
 * @param story    the run's own report; empty if all was well
 */
public record Detection(By by, String property, long seed, long seeds,
    long events, double seconds, String story) {

  /** What catches mutants. */
  public enum By {
    SWARM, SCHEDULE, TEST;

    @Override public String toString() {
      return name().toLowerCase();
    }
  }

  /** A broken promise, or an expectation that was not met. */
  static Detection by(ScenarioResult performance, double seconds) {
    String property = performance.broken() != null ? performance.broken()
        : performance.unmet() != null ? Header.ITS_SCHEDULE : null;
    return new Detection(By.SCHEDULE, property, 0, 0, performance.events(),
        seconds, String.join("\n", performance.complaints()));
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
