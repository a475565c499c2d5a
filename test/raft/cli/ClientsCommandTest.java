package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code raft clients}: whom the cluster remembers. */
class ClientsCommandTest {
  private static ThreeNodes nodes;

  @BeforeAll static void start() {
    nodes = ThreeNodes.ledByN1();
    nodes.raft("put", "x", "1", "--client", "laptop", "--serial", "17");
    nodes.raft("get", "x", "--client", "desk", "--serial", "4");
  }

  @AfterAll static void stop() {
    nodes.close();
  }

  private static void hasLine(String pattern, Ended ended) {
    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().lines().anyMatch(line -> line.matches(pattern)),
        ended.out());
  }

  @Test void theTableHasARowForEachSession() {
    Ended ended = nodes.raft("clients");

    hasLine("client +last serial  others since    kept answer", ended);
    hasLine("laptop +17 +\\d       15 bytes", ended);
  }

  @Test void programsGetAnObjectALine() {
    Ended ended = nodes.raft("clients", "--json");

    hasLine("[{]\"client\":\"laptop\",\"kind\":\"chosen\",\"serial\":17,"
        + "\"since\":\\d,\"answerBytes\":15[}]", ended);
    assertTrue(ended.out().lines().allMatch(line -> line.startsWith("{")));
  }

  @Test void theStatusIs3IfNoNodeAnswers() {
    try (ThreeNodes down = ThreeNodes.down()) {
      Ended ended = down.raftWith("--timeout=200", "clients");

      assertEquals(Exit.NOTHING_DONE, ended.status());
      assertEquals("", ended.out());
      assertTrue(ended.err().startsWith("nothing was read"), ended.err());
    }
  }
}
