package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A leader that reaches no majority, and clients that ask again and again. */
class RetriesTest {
  // With check-quorum it would step down before they have asked so often.
  private static final Map<String, String> SHORT_REQUESTS =
      Map.of("request-timeout", "200", "max-buffer", "100000",
          "check-quorum", "false");

  private static Cluster leaderAlone() {
    Cluster cluster = Cluster.of(3, SHORT_REQUESTS);
    String leader = cluster.leader();
    cluster.await("the no-op to be committed", () ->
        cluster.node(leader).status().commitIndex() == 1);
    for (Node node : cluster.nodes().toArray(new Node[0])) {
      if (!node.id().equals(leader)) cluster.stop(node.id());
    }
    return cluster;
  }

  private static String outcome(Cluster cluster, int serial, String value) {
    Node leader = cluster.nodes().iterator().next();
    try (Stranger client = Stranger.client(cluster.config(), leader.id())) {
      return client.put(serial, value);
    }
  }

  @Test void aCommandThatIsSentAgainHasOneEntry() {
    try (Cluster cluster = leaderAlone()) {
      Node leader = cluster.nodes().iterator().next();

      for (int i = 0; i < 4; i++) {
        assertEquals("unknown", outcome(cluster, 1, "v"));
      }

      assertEquals(2, leader.status().lastIndex(), "the no-op, and this");
    }
  }

  @Test void whatNoMajorityStoresIsBounded() {
    try (Cluster cluster = leaderAlone()) {
      String value = "v".repeat(60_000);
      assertEquals("unknown", outcome(cluster, 1, value));
      assertEquals("unknown", outcome(cluster, 2, value));

      assertEquals("refused", outcome(cluster, 3, value));
    }
  }
}
