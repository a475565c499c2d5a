package lab.sim;

import java.util.List;
import java.util.Random;

/** Draws from one seed. {@link Random}'s algorithm is part of its contract. */
public final class SeededRandom {
  private final Random random;

  SeededRandom(long seed) {
    random = new Random(seed);
  }

  /** True in this share of all cases. */
  boolean hits(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /** From least to most, both included. */
  public long between(long least, long most) {
    return least + (long) (random.nextDouble() * (most - least + 1));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** As often near the small end as near the large one. */
  double spread(double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  /** Time to something that happens once in {@code mean}, on average. */
  long until(double mean) {
    return 1 + (long) (-Math.log(1 - random.nextDouble()) * mean);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
