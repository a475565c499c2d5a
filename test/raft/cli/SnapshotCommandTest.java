package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code raft snapshot}, for some nodes or for all. */
class SnapshotCommandTest {
  private static ThreeNodes nodes;

  @BeforeAll static void start() {
    nodes = ThreeNodes.ledByN1();
    nodes.raft("put", "x", "1");
  }

  @AfterAll static void stop() {
    nodes.close();
  }

  @Test void eachNodeTellsHowFarItsSnapshotGoes() {
    nodes.raft("put", "x", "2");
    long last = nodes.byId().get("n1").status().lastApplied();
    nodes.cluster().await("all to apply it", () -> nodes.byId().values()
        .stream().allMatch(node -> node.status().lastApplied() == last));

    Ended all = nodes.raft("snapshot");
    Ended again = nodes.raft("snapshot", "n3", "n2", "n3");

    assertEquals(Exit.DONE, all.status(), all.err());
    assertEquals(List.of("n1", "n2", "n3").stream().map(id ->
        id + " has a snapshot of 1.." + last).toList(),
        all.out().lines().toList());
    assertEquals("n3 has a snapshot of 1.." + last + "\nn2 has a snapshot of"
        + " 1.." + last + "\n", again.out());
    assertEquals(last, nodes.byId().get("n2").status().snapshotIndex());
  }

  @Test void theWorstAnswerIsTheStatus() {
    nodes.pause("n2");
    Ended paused = nodes.raft("snapshot", "n1", "n2", "--timeout", "300");
    nodes.resumeAll();

    assertTrue(paused.status() >= Exit.NOTHING_DONE, paused.err());
    assertTrue(paused.out().startsWith("n1 has a snapshot of "), paused.out());
    assertTrue(paused.err().startsWith("n2: "), paused.err());
  }

  @Test void whoCannotBeReachedHasDoneNothing() {
    try (ThreeNodes down = ThreeNodes.down()) {
      Ended ended = down.raft("snapshot", "n1");

      assertEquals(Exit.NOTHING_DONE, ended.status());
      assertEquals("n1: connection refused\n", ended.err());
    }
  }

  @Test void aNodeThatHasAppliedNothingSaysSo() {
    try (ThreeNodes alone = ThreeNodes.down()) {
      alone.cluster().start("n1");

      Ended ended = alone.raft("snapshot", "n1");

      assertEquals(Exit.NO, ended.status());
      assertTrue(ended.err().startsWith("n1: nothing has been applied yet"),
          ended.err());
    }
  }
}
