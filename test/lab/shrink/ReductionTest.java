package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReductionTest {
  private static final int ENOUGH = 100_000; // commands

  // What was lost in the middle of a life among five, two of whom only watch.
  private static final List<String> LONG = List.of("nodes 5",
      "disk s5 slow", "timeout s5", "drop RequestVote s5 -> s1",
      "hold RequestVote s5 -> s2 as m1", "tick s3 5",
      "timeout s1", "exchange s1 -> s2", "exchange s1 -> s4",
      "propose s1 x=1", "exchange s1 -> s3", "exchange s1 -> s4",
      "exchange s1 -> s5", "propose s1 x=2", "silence s1 -> s2", "tick s1 10",
      "crash s1", "crash s3", "crash s4", "wipe s3", "wipe s4", "restart s3",
      "restart s4", "cut s2 -> s5", "heal", "timeout s2", "exchange s2 -> s3",
      "exchange s2 -> s4", "propose s2 x=3");

  private static List<String> reduced(long limit) {
    Trials trials = Lost.trials(limit, LONG);
    new Reduction(trials).reduce();
    return trials.best();
  }

  @Test void leavesOutAllThatCanBeLeftOut() {
    List<String> best = reduced(ENOUGH);

    assertTrue(best.size() <= 11, "left: " + best);
    for (int i = 0; i < best.size(); i++) {
      List<String> fewer = new ArrayList<>(best);
      String left = fewer.remove(i);
      assertFalse(Lost.trials(ENOUGH, best).keeps(fewer), "without " + left);
    }
  }

  @Test void aServerThatOnlyWatchesIsLeftOut() {
    List<String> best = reduced(ENOUGH);

    assertEquals(3, Reduction.servers(best));
    assertTrue(best.stream().noneMatch(line -> line.matches(".*s[45].*")),
        "left: " + best);
  }

  @Test void whenTheLimitIsHitTheBestSoFarRemains() {
    List<String> best = reduced(LONG.size() + 1);

    assertTrue(best.size() < LONG.size()); // after the violation comes no more
    assertTrue(best.size() > reduced(ENOUGH).size());
    assertEquals(best, Lost.trials(ENOUGH, best).best());
  }

  private static final List<String> FIVE = List.of("nodes 5",
      "elect s4 term 1 by s1 s2", "exchange s4 -> s2", "crash s5");

  @Test void thereAreThreeServersUnlessTheScheduleSaysAnotherNumber() {
    assertEquals(5, Reduction.servers(FIVE));
    assertEquals(3, Reduction.servers(List.of("timeout s1")));
  }

  @Test void withoutAServerThoseBehindItMoveUpAndItsCommandsGo() {
    List<String> four = Reduction.without(5, FIVE);
    List<String> rest = Reduction.without(2, FIVE);

    assertEquals(List.of("nodes 4", "elect s4 term 1 by s1 s2",
        "exchange s4 -> s2"), four);
    assertEquals(List.of("nodes 4", "crash s4"), rest);
  }

  @Test void aLinkIsTheSameBothWays() {
    assertEquals("s1 s3", Reduction.link("deliver RequestVote s1 -> s3"));
    assertEquals("s1 s3", Reduction.link("hold Reply s3 -> s1 as m13"));
  }
}
