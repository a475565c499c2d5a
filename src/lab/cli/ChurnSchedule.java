package lab.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Who is killed or frozen, when, and for how long. One seed gives one schedule,
 * on any machine. Faults of one node do not depend on those of another, so at
 * times a majority is down; now and then a fault stops all nodes at once.
 */
final class ChurnSchedule {
  private static final int MEAN_PEACE_MILLIS = 6000;
  private static final int MEAN_PEACE_OF_MANY_MILLIS = 12_000;
  private static final int MANY = 6;
  private static final int LEAST_DOWN_MILLIS = 100;
  private static final int MOST_DOWN_MILLIS = 2500;
  private static final int MEAN_BETWEEN_BLACKOUTS = 30_000;
  private static final double FROZEN = 0.25;

  private ChurnSchedule() {}

  /**
   * Something that happens to a node.
   *
   * @param at     when, in milliseconds after the beginning
   * @param freeze SIGSTOP and later SIGCONT; if not, SIGKILL and a new start
   * @param lasts  how many milliseconds until it is undone
   */
  record PlannedFault(int at, String node, boolean freeze, int lasts) {
    @Override public String toString() {
      return "%6d ms  %-6s %s for %d ms".formatted(at,
          freeze ? "freeze" : "kill", node, lasts);
    }
  }

  /** All faults within these milliseconds, in their order. */
  static List<PlannedFault> of(long seed, List<String> nodes, int millis) {
    Random random = new Random(seed);
    List<PlannedFault> faults = new ArrayList<>();
    // Of many nodes each is let alone for longer: a start of a JVM takes
    // processor time, and a machine that only starts some serves no client.
    int peace = nodes.size() < MANY ? MEAN_PEACE_MILLIS
        : MEAN_PEACE_OF_MANY_MILLIS;
    // Chances of their own for each, so that more time changes nothing earlier.
    for (String node : nodes) {
      addBlows(new Random(random.nextLong()), node, peace, millis, faults);
    }
    addBlackouts(random, nodes, millis, faults);
    // This sort keeps the order of those that come at the same time.
    faults.sort(Comparator.comparingInt(PlannedFault::at));
    return List.copyOf(faults);
  }

  private static void addBlows(Random random, String node, int peace,
      int millis, List<PlannedFault> faults) {
    int at = pause(random, peace);
    while (at < millis) {
      PlannedFault fault = new PlannedFault(at, node,
          random.nextDouble() < FROZEN,
          down(random));
      faults.add(fault);
      at += fault.lasts() + pause(random, peace);
    }
  }

  private static void addBlackouts(Random random, List<String> nodes,
      int millis, List<PlannedFault> faults) {
    int at = pause(random, MEAN_BETWEEN_BLACKOUTS);
    while (at < millis) {
      for (String node : nodes) {
        faults.add(new PlannedFault(at, node, false, down(random)));
      }
      at += pause(random, MEAN_BETWEEN_BLACKOUTS);
    }
  }

  private static int down(Random random) {
    return LEAST_DOWN_MILLIS
        + random.nextInt(MOST_DOWN_MILLIS - LEAST_DOWN_MILLIS);
  }

  /** From half of the mean to one and a half of it. */
  private static int pause(Random random, int mean) {
    return mean / 2 + random.nextInt(mean);
  }
}
