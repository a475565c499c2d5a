package lab.sim;

import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import lab.check.Property;

/** Runs one seed or many, and tells in lines of text what it finds. */
public final class SimulationReport {
  private static final long BETWEEN_LINES = 2_000_000_000; // nanoseconds

  private final Consumer<String> out;

  // Of the swarm that runs:
  private long events;
  private long begun;
  private long told;

  /** @param out hears of everything, a line or a few at a time */
  public SimulationReport(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Runs one plan and tells all that happened, if so wished.
   *
   * @return the run, with its events if they were told
   */
  public Run run(Plan plan, boolean telling) {
    Run run = Run.of(plan, EnumSet.allOf(Property.Group.class), telling);
    for (Event event : run.events()) out.accept(event.toString());
    out.accept(run.report());
    return run;
  }

  /**
   * Runs seeds, until one breaks a promise.
   *
   * @param plans what a seed stands for
   * @return the broken run; null if all were clean
   */
  public Run seeds(long first, long seeds, LongFunction<Plan> plans,
      int threads) throws InterruptedException {
    events = 0;
    begun = System.nanoTime();
    told = begun;
    SeedRunner runner = new SeedRunner(plans,
        EnumSet.allOf(Property.Group.class),
        (run, done) -> count(run, done, seeds));
    Run broken = runner.run(first, seeds, threads);
    if (broken != null) {
      out.accept(broken.report());
    } else {
      out.accept("%d seeds of %.0f s, %,d events, hash %016x: all promises"
          .formatted(seeds, plans.apply(first).millis() / 1e3, events,
              runner.hash())
          + " were kept");
    }
    return broken;
  }

  private void count(Run run, long done, long seeds) {
    events += run.count();
    long now = System.nanoTime();
    if (now - told < BETWEEN_LINES) return;
    told = now;
    double seconds = (now - begun) / 1e9;
    out.accept("%d of %d seeds, %,d events, %,.0f a second".formatted(done,
        seeds, events, events / seconds));
  }
}
