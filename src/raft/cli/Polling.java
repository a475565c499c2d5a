package raft.cli;

/** Waits for what is not announced: asks again and again. */
public final class Polling {
  private static final int STEP_MILLIS = 10;

  /** What may come true. */
  public interface Condition {
    boolean holds() throws InterruptedException;
  }

  private Polling() {}

  /** Whether it comes true within this time. */
  public static boolean comesTrue(int millis, Condition condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) return false;
      Thread.sleep(STEP_MILLIS);
    }
    return true;
  }
}
