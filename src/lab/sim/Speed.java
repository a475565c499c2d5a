package lab.sim;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import raft.Settings;
import lab.check.Property;

/**
 * How fast the simulator is, with all checkers looking: on one core, in time of
 * the processor, so that other work of the machine hardly matters.
 */
public final class Speed {
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 100, 100_000, true);
  private static final long MICROS = 1_000_000;

  private final Consumer<String> out;

  /** @param out hears of the results, line by line */
  public Speed(Consumer<String> out) {
    this.out = out;
  }

  /** Measures everything, in some ten seconds. */
  public void measure() {
    run("warming up", cluster(5, 1_000), 60_000, false);
    run("5 nodes under load", cluster(8, 1_000), 30_000, true);
    run("5 busy nodes", cluster(4, 100_000), 300_000, true);
    run("5 idle nodes", cluster(1, 1L << 50), 2_000_000, true);
    seeds();
  }

  /** A plan without faults, for this number of clients and this think time. */
  private static Plan cluster(int clients, long think) {
    return new Plan(1, 5, SETTINGS, true, clients, 4, think,
        new DrawnEnvironment(500, 1_000), 0, FaultLevels.NONE);
  }

  private void run(String what, Plan plan, long millis, boolean tell) {
    EventLog events = new EventLog(false);
    Simulation simulation = new Simulation(plan.lasting(millis),
        EnumSet.allOf(Property.Group.class), events);
    double seconds = secondsOf(simulation::runUnhealed);
    if (!tell) return;
    out.accept("%-20s %,9.0f events a second, %,7.0f times as fast as life"
        .formatted(what, events.count() / seconds,
            (double) simulation.now() / MICROS / seconds));
  }

  private void seeds() {
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    double seconds = secondsOf(() -> seeds.forEach(seed ->
        Run.of(Plan.draw(seed, Plan.MILLIS),
            EnumSet.allOf(Property.Group.class), false)));
    out.accept("%-20s %,9.0f a minute on one core".formatted(
        "seeds of %d s".formatted(Plan.MILLIS / 1000),
        seeds.size() * 60 / seconds));
  }

  private static double secondsOf(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - begin) / 1e9;
  }
}
