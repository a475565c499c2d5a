package raft.node;

import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lines whose reader rests as long as it works, a few milliseconds at a time.
 * Without the rests, a thread that writes a large snapshot would occupy a
 * processor for seconds, and commands that come meanwhile would have to share
 * what is left. It takes twice as long at most, whatever else is going on.
 *
 * <p>Not thread-safe.
 */
final class Paced implements Iterator<String> {

  /** The shortest work after which a rest comes, in nanoseconds. */
  static final long SHORTEST_WORK = 2_000_000;

  /** The longest rest, in nanoseconds: work may be long that is a wait. */
  static final long LONGEST_REST = 10_000_000;

  private final Iterator<String> lines;
  private final LongSupplier clock;
  private final LongConsumer rest;
  private long began;

  /**
   * The reader begins now.
   *
   * @param clock in nanoseconds, as {@link System#nanoTime}
   * @param rest  waits for a number of nanoseconds
   */
  Paced(Iterator<String> lines, LongSupplier clock, LongConsumer rest) {
    this.lines = lines;
    this.clock = clock;
    this.rest = rest;
    began = clock.getAsLong();
  }

  @Override public boolean hasNext() {
    return lines.hasNext();
  }

  @Override public String next() {
    long worked = clock.getAsLong() - began;
    if (worked >= SHORTEST_WORK) {
      rest.accept(Math.min(worked, LONGEST_REST));
      began = clock.getAsLong();
    }
    return lines.next();
  }
}
