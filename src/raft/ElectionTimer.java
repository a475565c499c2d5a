package raft;

import java.util.Random;

/**
 * The countdown to the next election, in ticks. "Raft uses randomized election
 * timeouts to ensure that split votes are rare and that they are resolved
 * quickly. To prevent split votes in the first place, election timeouts are
 * chosen randomly from a fixed interval (e.g., 150–300ms)." (§5.2)
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class ElectionTimer {
  private final Settings settings;
  private final Random random;
  private int countdown;

  ElectionTimer(Settings settings, Random random) {
    this.settings = settings;
    this.random = random;
    restart();
  }

  /** Draws a fresh timeout and starts counting it down. */
  void restart() {
    int spread = settings.electionTicksMax() - settings.electionTicksMin();
    countdown = settings.electionTicksMin() + random.nextInt(spread + 1);
  }

  /** These ticks pass; returns whether the timeout has elapsed. */
  boolean tick(int ticks) {
    countdown -= ticks;
    return countdown <= 0;
  }

  int countdown() {
    return countdown;
  }
}
