package raft.cli;

import java.util.Optional;

/** Waits for what is not announced: asks again and again. */
public final class Polling {
  private static final int STEP_MILLIS = 5;

  /** A condition that may come true. */
  public interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** What is waited for: empty as long as it is not there. */
  interface Awaited<T> {
    Optional<T> ask() throws InterruptedException;
  }

  private Polling() {}

  /** Whether it comes true within this time. */
  public static boolean comesTrue(int millis, Condition condition)
      throws InterruptedException {
    return await(millis, () -> condition.holds()
        ? Optional.of(true) : Optional.empty()).isPresent();
  }

  /** The answer; empty if there is none within this time. */
  static <T> Optional<T> await(int millis, Awaited<T> awaited)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    Optional<T> answer = awaited.ask();
    while (answer.isEmpty() && System.nanoTime() - deadline < 0) {
      Thread.sleep(STEP_MILLIS);
      answer = awaited.ask();
    }
    return answer;
  }
}
