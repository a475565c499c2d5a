package lab.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A change of the members that a churn asks for. */
enum ChurnChange {
  TO_FIVE, TO_THREE, TO_OTHERS, WITHOUT_LEADER;

  private static final int FEW = 3;
  private static final int MANY = 5;

  /**
   * Draws one. There are three members or more afterwards, as long as there are
   * six nodes.
   *
   * @param members ids of those that there are
   * @param leader  one of them, or one that is about to step down
   * @param all     ids of all nodes
   * @return ids of those that there shall be, never the same as now
   */
  static List<String> draw(Random random, List<String> members, String leader,
      List<String> all) {
    while (true) {
      ChurnChange change = values()[random.nextInt(values().length)];
      List<String> wanted = change.of(random, members, leader, all);
      if (!wanted.containsAll(members) || wanted.size() > members.size()) {
        return wanted;
      }
    }
  }

  /** The members that this change leads to; perhaps those that there are. */
  List<String> of(Random random, List<String> members, String leader,
      List<String> all) {
    List<String> others = new ArrayList<>(all);
    others.removeAll(members);
    Collections.shuffle(others, random);
    List<String> mixed = new ArrayList<>(members);
    Collections.shuffle(mixed, random);
    return switch (this) {
      case TO_FIVE -> first(Math.max(MANY, members.size()), members, others);
      // One of the present ones, so that most of them are others.
      case TO_THREE -> first(FEW, mixed.subList(0, 1),
          first(all.size(), others, mixed.subList(1, mixed.size())));
      case TO_OTHERS -> first(FEW, others, mixed);
      case WITHOUT_LEADER -> {
        mixed.remove(leader);
        yield first(Math.max(FEW, mixed.size()), mixed, others);
      }
    };
  }

  /** As many as are wanted, or all; the second list's when the first ends. */
  private static List<String> first(int wanted, List<String> some,
      List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all.subList(0, Math.min(wanted, all.size())));
  }
}
