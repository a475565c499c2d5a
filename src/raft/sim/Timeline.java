package raft.sim;

import java.util.PriorityQueue;

/**
 * Virtual time, in microseconds, and what is to happen when. What is to happen
 * at the same time happens in the order in which it was planned.
 */
final class Timeline {
  private record Item(long time, long sequence, Runnable action)
      implements Comparable<Item> {
    @Override public int compareTo(Item other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Item> items = new PriorityQueue<>();
  private long planned;
  private long now;

  long now() {
    return now;
  }

  /** Plans something, not before now. */
  void at(long time, Runnable action) {
    assert time >= now : "the past cannot be changed";
    items.add(new Item(time, planned++, action));
  }

  void after(long delay, Runnable action) {
    at(now + delay, action);
  }

  /** Has the next thing happen; there is one. */
  void advance() {
    Item item = items.remove();
    now = item.time();
    item.action().run();
  }
}
