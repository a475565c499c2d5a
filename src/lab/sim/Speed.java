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
  private final long millis;

  /**
   * @param out    hears of the results, line by line
   * @param millis how long a seed is simulated, and the others in proportion
   */
  public Speed(Consumer<String> out, long millis) {
    this.out = out;
    this.millis = millis;
  }

  /** Measures everything, with 30,000 ms in some ten seconds. */
  public void measure() {
    run("warming up", cluster(5, 1_000), 2 * millis, false);
    run("5 nodes under load", cluster(8, 1_000), millis, true);
    run("5 busy nodes", cluster(4, 100_000), 10 * millis, true);
    run("5 idle nodes", cluster(1, 1L << 50), 60 * millis, true);
    seeds();
  }

  /** A plan without faults, for this number of clients and this think time. */
  private static Plan cluster(int clients, long think) {
    return new Plan(1, 5, SETTINGS, true, clients, 4, think,
        new DrawnEnvironment(500, 1_000), 0, FaultLevels.NONE);
  }

  private void run(String what, Plan plan, long lasting, boolean tell) {
    EventLog events = new EventLog(false);
    Simulation simulation = new Simulation(plan.lasting(lasting),
        EnumSet.allOf(Property.Group.class), events);
    double seconds = secondsOf(simulation::runUnhealed);
    if (!tell) return;
    out.accept("%-20s %,9.0f events a second, %,7.0f times real time"
        .formatted(what, events.count() / seconds,
            (double) simulation.now() / MICROS / seconds));
  }

  private void seeds() {
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    double seconds = secondsOf(() -> seeds.forEach(seed ->
        Run.of(Plan.draw(seed, millis),
            EnumSet.allOf(Property.Group.class), false)));
    out.accept("%-20s %,9.0f a minute on one core".formatted(
        "seeds of %d s".formatted(millis / 1000),
        seeds.size() * 60 / seconds));
  }

  private static double secondsOf(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - begin) / 1e9;
  }
}
