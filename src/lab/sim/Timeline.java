package lab.sim;

import java.util.PriorityQueue;

/**
 * Virtual time, in microseconds, and what is to happen when. What is to happen
 * at the same time happens in the order in which it was planned. One thread.
 */
public final class Timeline {
  private record Planned(long time, long sequence, Runnable action)
      implements Comparable<Planned> {
    @Override public int compareTo(Planned other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Planned> items = new PriorityQueue<>();
  private long planned;
  private long now;

  /** The time of the action that runs now; 0 at first. */
  public long now() {
    return now;
  }

  /** Plans an action at a time that is not before now. */
  public void at(long time, Runnable action) {
    assert time >= now : "the past cannot be changed";
    items.add(new Planned(time, planned++, action));
  }

  /** Plans an action, this number of microseconds from now, at least 0. */
  public void after(long delay, Runnable action) {
    at(now + delay, action);
  }

  /** Runs the next action; there must be one. */
  public void advance() {
    Planned item = items.remove();
    now = item.time();
    item.action().run();
  }
}
