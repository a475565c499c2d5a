package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import raft.Role;

/** A line that is slow, there or back, costs nobody the leader. */
class SlowLineTest {
  private static final Map<String, String> TIMES = Map.of(
      "election-timeout-min", "400", "election-timeout-max", "600");
  private static final int LONG_VALUE = 100_000; // bytes
  private static final int FAST = 1 << 20; // bytes a millisecond

  private static SlowSocket lineToN3(Cluster cluster, int rate)
      throws IOException {
    return new SlowSocket(cluster.config().node("n3").peer(), rate);
  }

  /** n1 leads, and reaches n3 by this line only. */
  static void start(Cluster cluster, SlowSocket line,
      String... others) {
    cluster.start("n1", "n3", line.address());
    for (String other : others) cluster.start(other);
    Node n1 = cluster.node("n1");
    cluster.await("n1 to lead, and n3 to follow it", () -> {
      // At first, and when another one was faster.
      if (n1.status().role() == Role.FOLLOWER) n1.timeout();
      return n1.status().commitIndex() > 0
          && "n1".equals(cluster.node("n3").status().leader());
    });
  }

  // Each entry takes a second, and a follower waits for 0.4 to 0.6 seconds.
  @Test void anEntryThatTakesLongerThanAnElectionTimeoutArrives()
      throws Exception {
    try (Cluster cluster = Cluster.down(3, TIMES, null);
        SlowSocket line = lineToN3(cluster, LONG_VALUE / 1000)) {
      start(cluster, line, "n2", "n3");
      long term = cluster.node("n1").status().term();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        for (int i = 1; i <= 4; i++) {
          assertEquals("applied", client.put(i, "v".repeat(LONG_VALUE)));
        }
      }

      long last = cluster.node("n1").status().lastIndex();
      cluster.await("n3 to have all of it",
          () -> cluster.node("n3").status().lastApplied() == last);
      assertEquals(term, cluster.node("n3").status().term());
      assertEquals("n1", cluster.node("n3").status().leader());
    }
  }

  // n2 is down, so nothing is committed unless n3's late replies count. They
  // come later than a reply may, and a connection is given up after 2 seconds
  // without any; a put may have to wait for two of them. With check-quorum the
  // leader would step down: for longer than an election timeout no majority
  // answers it.
  @Test void aFollowerThatAnswersLateKeepsItsLeaderAndCounts()
      throws Exception {
    Map<String, String> times = Map.of("election-timeout-min", "700",
        "election-timeout-max", "1000", "request-timeout", "20000",
        "check-quorum", "false");
    try (Cluster cluster = Cluster.down(3, times, null);
        SlowSocket line = lineToN3(cluster, FAST)) {
      start(cluster, line, "n3");
      long term = cluster.node("n1").status().term();
      line.bringsAnswersLate(1500);

      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        for (int i = 1; i <= 2; i++) {
          assertEquals("applied", client.put(i, "v"));
        }
      }

      assertEquals(term, cluster.node("n1").status().term());
      assertEquals(term, cluster.node("n3").status().term());
    }
  }
}
