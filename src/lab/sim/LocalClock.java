package lab.sim;

/**
 * The clock of one node, which need not agree with any other. It computes how
 * many ticks have passed, so that a tick is no action of its own.
 */
final class LocalClock {
  private final long normalInterval; // microseconds between two ticks

  private long interval;
  private boolean frozen;
  private long origin; // when it was set
  private long counted; // ticks taken since then

  LocalClock(long interval) {
    normalInterval = interval;
    this.interval = interval;
  }

  /** Forgets what has passed: the next tick is a whole interval from now. */
  void set(long now) {
    origin = now;
    counted = 0;
  }

  /** Runs at this rate from now on; 1 is right, 0 stands still. */
  void run(long now, double rate) {
    frozen = rate == 0;
    if (!frozen) interval = Math.max(1, Math.round(normalInterval / rate));
    set(now);
  }

  /** The ticks that passed and were not taken yet. */
  int passed(long now) {
    return frozen ? 0 : (int) ((now - origin) / interval - counted);
  }

  void take(int ticks) {
    counted += ticks;
  }

  /** The time at which these ticks will have passed; MAX_VALUE if never. */
  long timeAfter(int ticks) {
    boolean never = frozen || ticks == Integer.MAX_VALUE;
    return never ? Long.MAX_VALUE : origin + (counted + ticks) * interval;
  }
}
