package lab.bench;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

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

  /** When they were answered, from one moment to another. */
  LongStream answers(long from, long to) {
    return Arrays.stream(ends, 0, count)
        .filter(end -> end - from >= 0 && end - to < 0);
  }

  /** The longest time without an answer from one moment to another. */
  long longestGap(long from, long to) {
    return longestGap(answers(from, to), from, to);
  }

  /** The longest time between two of these moments, or either end. */
  static long longestGap(LongStream moments, long from, long to) {
    long longest = 0;
    long before = from;
    for (long moment : LongStream.concat(moments, LongStream.of(to)).toArray()) {
      longest = Math.max(longest, moment - before);
      before = moment;
    }
    return longest;
  }
}
