package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import raft.client.Handshake;
import raft.client.KvClient;
import raft.node.Frame.CountersReply;

/** A node tells what it has done, so that a benchmark need not guess. */
class CountersTest {

  @Test void aWriteIsForcedAndSentAndItsBytesAreCounted() throws IOException {
    try (Cluster cluster = Cluster.of(3);
        KvClient client = new KvClient(cluster.config(), 10_000, "me", 1)) {
      String leader = cluster.leader();
      client.put("x", "1");
      CountersReply before = counters(cluster, leader);

      for (int i = 0; i < 10; i++) client.put("x", "v".repeat(1000));

      CountersReply after = counters(cluster, leader);
      assertEquals(leader, after.node());
      // Its own disk may be behind both followers, who are a majority, and one
      // of these may be behind the other.
      assertTrue(after.forces() > before.forces());
      assertTrue(after.diskBytes() - before.diskBytes() >= 1_000);
      assertTrue(after.entries() - before.entries() >= 10);
      assertTrue(after.requests() - before.requests() >= 10);
      assertTrue(after.peerBytes() - before.peerBytes() >= 10_000);
      assertTrue(after.cpuMillis() >= before.cpuMillis());
    }
  }

  private static CountersReply counters(Cluster cluster, String node)
      throws IOException {
    ClusterConfig config = cluster.config();
    return Handshake.counters(config, config.node(node), 5000);
  }
}
