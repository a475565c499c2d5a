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
  private long runs; // how often it was restarted
  private int sinceLeader = Integer.MAX_VALUE; // ticks; never, at a start

  ElectionTimer(Settings settings, Random random) {
    this.settings = settings;
    this.random = random;
    restart();
  }

  /** Draws a fresh timeout and starts counting it down. */
  void restart() {
    int spread = settings.electionTicksMax() - settings.electionTicksMin();
    countdown = settings.electionTicksMin() + random.nextInt(spread + 1);
    runs++;
  }

  /** Restarts it, and notes that a current leader was heard now (MC6). */
  void hearLeader() {
    restart();
    sinceLeader = 0;
  }

  /** Whether a current leader was heard within the minimum timeout. */
  boolean heardLeader() {
    return sinceLeader < settings.electionTicksMin();
  }

  /** These ticks pass; returns whether the timeout has elapsed. */
  boolean tick(int ticks) {
    countdown -= ticks;
    sinceLeader = (int) Math.min(Integer.MAX_VALUE, (long) sinceLeader + ticks);
    return countdown <= 0;
  }

  int countdown() {
    return countdown;
  }

  /** How often it was restarted: tells one run of the timer from another. */
  long runs() {
    return runs;
  }
}
