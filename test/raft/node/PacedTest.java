package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static raft.node.Paced.LONGEST_REST;
import static raft.node.Paced.SHORTEST_WORK;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedTest {
  private long now = Long.MAX_VALUE; // such a clock may overflow
  private final List<Long> rests = new ArrayList<>();
  private final Paced lines = new Paced(
      List.of("a", "b", "c", "d").iterator(), () -> now, rest -> {
        rests.add(rest);
        now += rest;
      });

  @Test void itRestsAsLongAsItWorked() {
    lines.next();
    now += SHORTEST_WORK - 1;
    lines.next();
    List<Long> before = List.copyOf(rests);
    now += 2;

    lines.next();

    assertEquals(List.of(), before);
    assertEquals(List.of(SHORTEST_WORK + 1), rests);
  }

  @Test void aRestIsNoWork() {
    now += SHORTEST_WORK;
    lines.next();

    lines.next();

    assertEquals(List.of(SHORTEST_WORK), rests);
  }

  @Test void noRestIsLong() {
    now += 100 * LONGEST_REST;

    lines.next();

    assertEquals(List.of(LONGEST_REST), rests);
  }

  @Test void allLinesComeInTheirOrder() {
    List<String> came = new ArrayList<>();
    while (lines.hasNext()) came.add(lines.next());

    assertEquals(List.of("a", "b", "c", "d"), came);
    assertFalse(lines.hasNext());
  }
}
