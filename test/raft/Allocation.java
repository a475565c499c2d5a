package raft;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory something takes: whoever copies what is large, takes much.
 * Unlike a time it is the same however busy the machine.
 */
public final class Allocation {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** In bytes, by this thread; the least of some times, as the first loads. */
  public static long of(Runnable action) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) least = Math.min(least, once(action));
    return least;
  }

  /** The same of what can be done but once. */
  public static long once(Runnable action) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
