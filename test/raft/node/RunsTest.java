package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes of one id are told apart from one that starts again. */
final class RunsTest {
  private final Runs runs = new Runs();
  private final List<String> notices = new ArrayList<>();

  private void call(long boot, long millis) {
    String notice = runs.called("n1", boot, "10.0.0." + boot + ":5",
        millis * 1_000_000);
    if (notice != null) notices.add(notice);
  }

  @Test void twoThatTakeTurnsAreNamedOnceWithBothAddresses() {
    for (int i = 0; i < 200; i++) call(1 + i % 2, 50L * i);

    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("10.0.0.1:5")
        && notices.get(0).contains("10.0.0.2:5"), notices.get(0));
  }

  @Test void startingAgainAndAgainIsNothingToMention() {
    for (int i = 1; i < 20; i++) call(i, 1000L * i);

    assertEquals(List.of(), notices);
  }

  @Test void aBacklogInAnyOrderIsNothingToMention() {
    for (int i = 0; i < 50; i++) call(1 + i % 2, i);

    assertEquals(List.of(), notices);
  }
}
