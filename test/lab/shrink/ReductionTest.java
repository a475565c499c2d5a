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

  private static List<String> reduced(long patience) {
    Trials trials = Lost.trials(patience, LONG);
    new Reduction(trials).reduce();
    return trials.best();
  }

  @Test void leavesOutWhateverCanBeLeftOut() {
    List<String> best = reduced(ENOUGH);

    assertTrue(best.size() <= 11, "left: " + best);
    for (int i = 0; i < best.size(); i++) {
      List<String> fewer = new ArrayList<>(best);
      String left = fewer.remove(i);
      assertFalse(Lost.trials(ENOUGH, best).keeps(fewer), "without " + left);
    }
  }

  @Test void whoOnlyWatchesIsLeftOut() {
    List<String> best = reduced(ENOUGH);

    assertEquals(3, Servers.count(best));
    assertTrue(best.stream().noneMatch(line -> line.matches(".*s[45].*")),
        "left: " + best);
  }

  @Test void withoutPatienceTheBestSoFarRemains() {
    List<String> best = reduced(LONG.size() + 1);

    assertTrue(best.size() < LONG.size()); // after the violation comes no more
    assertTrue(best.size() > reduced(ENOUGH).size());
    assertEquals(best, Lost.trials(ENOUGH, best).best());
  }
}
