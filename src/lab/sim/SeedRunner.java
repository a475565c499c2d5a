package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import lab.check.Property;

/**
 * Runs one seed after the other on all cores, until a promise is broken. Each
 * run is single-threaded and knows of no other, so what comes of a seed does
 * not depend on how many run beside it.
 */
public final class SeedRunner {

  /** Is told of each run when it is over; by one thread at a time. */
  public interface RunListener {

    /** A run is over; with it, this number of them. */
    void finished(Run run, long done);
  }

  private final LongFunction<Plan> plans;
  private final Set<Property.Group> watched;
  private final RunListener listener;

  // Guarded by this object's monitor:
  private long next;
  private long end;
  private long done;
  private long hash;
  private Run broken; // of the smallest seed; null if there is none

  /**
   * @param plans   what a seed stands for
   * @param watched promises of other groups may be broken
   */
  public SeedRunner(LongFunction<Plan> plans, Set<Property.Group> watched,
      RunListener listener) {
    this.plans = plans;
    this.watched = watched;
    this.listener = listener;
  }

  /**
   * Runs consecutive seeds on a number of threads.
   *
   * @return the broken run of the smallest seed; null if all were clean
   */
  public Run run(long first, long seeds, int threads)
      throws InterruptedException {
    synchronized (this) {
      next = first;
      end = first + seeds;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads,
        work -> new Thread(work, "sim"));
    try {
      List<Callable<Void>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) workers.add(this::work);
      for (Future<Void> each : pool.invokeAll(workers)) await(each);
    } finally {
      pool.shutdownNow();
    }
    return broken();
  }

  /** A number that differs if any event of any run does. */
  public synchronized long hash() {
    return hash;
  }

  private synchronized Run broken() {
    return broken;
  }

  private static void await(Future<Void> worker) throws InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself is broken: "
          + e.getCause().getMessage(), e);
    }
  }

  private Void work() {
    for (OptionalLong seed = take(); seed.isPresent(); seed = take()) {
      put(run(seed.getAsLong()));
    }
    return null;
  }

  private Run run(long seed) {
    try {
      return Run.of(plans.apply(seed), watched, false);
    } catch (RuntimeException | Error e) {
      throw new IllegalStateException("seed " + seed + ": " + e, e);
    }
  }

  /** The next seed; empty if there is none, or need not be. */
  private synchronized OptionalLong take() {
    return broken == null && next < end ? OptionalLong.of(next++)
        : OptionalLong.empty();
  }

  private synchronized void put(Run run) {
    done++;
    hash += Setup.mix(run.hash(), run.plan().seed()); // in any order
    boolean first = broken == null
        || run.plan().seed() < broken.plan().seed();
    if (!run.isClean() && first) broken = run;
    listener.finished(run, done);
  }
}
