package lab.broken;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.sim.Run;
import lab.sim.SeedRunner;
import lab.check.Property;

/** Runs inside a mutant, on all cores: seed after seed until one is broken. */
public final class Hunt implements Function<Budget, Catch> {
  static final long MILLIS = 10_000; // of faults in each run
  private static final long FIRST = 1;

  private final long began = System.nanoTime();
  private long events;

  @Override public Catch apply(Budget budget) {
    SeedRunner swarm = new SeedRunner(MILLIS, watched(budget),
        (run, done) -> events += run.count());
    int threads = Runtime.getRuntime().availableProcessors();
    Run broken = run(swarm, budget.seeds(), threads);
    if (broken == null) {
      return new Catch(Catch.By.SWARM, null, 0, budget.seeds(), events,
          seconds(), "");
    }
    long seed = broken.plan().seed();
    return new Catch(Catch.By.SWARM,
        broken.violation().property().toString(), seed, seed - FIRST + 1,
        broken.count(), seconds(), story(broken));
  }

  /** Without how to see it once more: there all is well, nothing is broken. */
  static String story(Run run) {
    return run.report().lines().filter(line -> !line.contains("once more:"))
        .collect(Collectors.joining("\n"));
  }

  private static Run run(SeedRunner swarm, long seeds, int threads) {
    try {
      return swarm.run(FIRST, seeds, threads);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the hunt was called off", stopped);
    }
  }

  static Set<Property.Group> watched(Budget budget) {
    if (budget.lemmas()) return EnumSet.allOf(Property.Group.class);
    return EnumSet.complementOf(
        EnumSet.of(Property.Group.LEMMA, Property.Group.LAW));
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
