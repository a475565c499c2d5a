package lab.bench;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The calls of one client that were answered: when, and how long each took.
 * Filled by the client's thread; others may read it when that has ended.
 */
final class AnsweredCalls {
  private long[] ends = new long[1024];
  private long[] nanos = new long[1024];
  private int count;

  void add(long start, long end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    ends[count] = end;
    nanos[count++] = end - start;
  }

  /** How long those took that were answered from one moment to another. */
  long[] between(long from, long to) {
    long[] found = new long[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (ends[i] - from >= 0 && ends[i] - to < 0) found[size++] = nanos[i];
    }
    return Arrays.copyOf(found, size);
  }

  /** When the first was answered that began at this moment or later. */
  OptionalLong firstAnswerAfter(long moment) {
    for (int i = 0; i < count; i++) {
      long start = ends[i] - nanos[i];
      if (start >= moment) return OptionalLong.of(ends[i]);
    }
    return OptionalLong.empty();
  }

  /** The longest time without an answer from one moment to another. */
  long longestGap(long from, long to) {
    long longest = 0;
    long before = from;
    for (int i = 0; i < count; i++) {
      if (ends[i] < from) continue;
      longest = Math.max(longest, Math.min(ends[i], to) - before);
      if (ends[i] >= to) return longest;
      before = ends[i];
    }
    return Math.max(longest, to - before);
  }
}
