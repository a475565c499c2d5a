package lab.sim;

import lab.check.ServerView;

/**
 * The environment of a run whose faults are drawn: each time is drawn anew.
 *
 * @param delay shortest time a packet takes; the longest is twice that
 * @param force shortest time a force takes; likewise
 */
public record DrawnEnvironment(long delay, long force) implements Environment {
  static final long TICK = 5000;

  static DrawnEnvironment draw(SeededRandom random) {
    return new DrawnEnvironment((long) random.spread(50, 5_000),
        (long) random.spread(50, 10_000));
  }

  @Override public long tick() {
    return TICK;
  }

  @Override public long delay(SeededRandom random) {
    return delay + random.between(0, delay);
  }

  @Override public long force(ServerView server, SeededRandom random) {
    return random.between(force, 2 * force);
  }

  @Override public long replyTimeout(Plan plan, SeededRandom random) {
    return random.between(plan.heartbeat(), plan.electionTimeout());
  }

  @Override public boolean linksArePatient() {
    return true;
  }

  @Override public String toString() {
    return "delays of %.1f ms, forces of %.1f ms".formatted(delay / 1000.0,
        force / 1000.0);
  }
}
