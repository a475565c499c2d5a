package lab.sim;

import java.util.List;
import java.util.Set;
import lab.check.Property;
import lab.check.Violation;

/**
 * The result of a plan.
 *
 * @param count     how many events there were
 * @param hash      of all of them: the same plan gives the same, everywhere
 * @param time      that passed, virtual, in microseconds
 * @param violation null if all promises were kept
 * @param events    themselves, if they were recorded; otherwise none
 */
public record Run(Plan plan, long count, long hash, long time,
    Violation violation, List<Event> events) {

  public Run {
    events = List.copyOf(events);
  }

  /**
   * Runs it, to its end or to the first violation.
   *
   * @param watched   promises of other groups may be broken
   * @param recording whether to keep the events, with what servers traced
   */
  public static Run of(Plan plan, Set<Property.Group> watched,
      boolean recording) {
    EventLog events = new EventLog(recording);
    Simulation simulation = new Simulation(plan, watched, events);
    Violation violation = null;
    try {
      simulation.run();
    } catch (Violation found) {
      violation = found;
    }
    return new Run(plan, events.count(), events.hash(), simulation.now(),
        violation,
        events.events());
  }

  public boolean isClean() {
    return violation == null;
  }

  /** For a picture: what came of it, and on a second line what went on. */
  public String title() {
    String outcome = isClean() ? "all promises were kept"
        : violation.property() + " is broken at event " + count;
    return "Seed %d: %s%n".formatted(plan.seed(), outcome)
        + "%s and %s ran for %.1f s and %d events, with %s.".formatted(
            some(plan.nodes(), "server"), some(plan.clients(), "client"),
            time / 1e6, count, plan.faults());
  }

  private static String some(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** What there is to say of it, several lines. */
  public String report() {
    String story = "%s%n  %d events in %.1f s of the cluster, hash %016x%n"
        .formatted(plan, count, time / 1e6, hash);
    if (isClean()) return story + "  all promises were kept";
    return story + "  broken at event %d: %s%n    \"%s\"%n    %s%n    %s%n"
        .formatted(count, violation.property(), violation.property().promise(),
            violation.fact(), violation.contradiction())
        + "  once more: build/lab sim " + plan.options();
  }
}
