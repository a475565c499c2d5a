package lab.bench;

import java.util.Locale;
import java.util.function.Consumer;
import raft.client.NothingDoneException;

/** Runs workloads, one after the other. */
public final class Meter {
  private static final int STEP_MILLIS = 250;

  private final Consumer<String> progress;

  /** @param progress hears several times a second what is going on */
  public Meter(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Puts a system under load for a while, and counts nothing. */
  public void warmUp(Subject subject, Workload workload, int millis)
      throws InterruptedException {
    Load load = new Load(subject.config(), workload);
    try {
      pass(subject, workload, load, "a first warm-up", millis);
    } finally {
      load.stop();
    }
  }

  /**
   * Puts a system under load, and measures once it is warm.
   *
   * @throws NothingDoneException if there is no leader when it is over
   */
  public Measured measure(Subject subject, Workload workload)
      throws InterruptedException {
    Reading start = Reading.of(subject.config());
    Load load = new Load(subject.config(), workload);
    Reading begin;
    Reading end;
    try {
      pass(subject, workload, load, "warm-up", workload.warmUpMillis());
      begin = Reading.of(subject.config());
      pass(subject, workload, load, "counting", workload.millis());
      end = Reading.of(subject.config());
    } finally {
      load.stop();
    }
    if (end.leader() != null) {
      return Measured.of(subject, workload, load, start, begin, end);
    }
    throw new NothingDoneException(subject.system() + " had no leader when "
        + workload.clients() + " clients were done");
  }

  private void pass(Subject subject, Workload workload, Load load, String what,
      int millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    long left = millis;
    while (left > 0) {
      progress.accept(String.format(Locale.ROOT,
          "%s, %d clients, %s: %.1f of %.1f s, %d calls answered",
          subject.system(), workload.clients(), what, (millis - left) / 1e3,
          millis / 1e3, load.answered()));
      Thread.sleep(Math.min(left, STEP_MILLIS));
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }
}
