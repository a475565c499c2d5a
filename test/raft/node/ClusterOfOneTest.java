package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import raft.client.Handshake;
import raft.client.KvClient;
import raft.node.Frame.CountersReply;
import raft.node.disk.DataDirectory;

/** A cluster of one node: its own disk is the majority. */
class ClusterOfOneTest {
  private final Cluster cluster = Cluster.of(1);
  private final ClusterConfig config = cluster.config();

  @AfterEach void close() {
    cluster.close();
  }

  @Test void everyAnswerWasOnDiskBefore() throws IOException {
    Path data = cluster.folder().resolve("n1");
    try (KvClient client = new KvClient(config, 5000, "me", 1)) {
      client.put("x", "0"); // by then its term, its vote and a no-op are forced
      int entries = entries(data);
      long before = counters().forces();

      for (int i = 1; i <= 5; i++) client.put("x", "" + i);

      // A client that waits for each answer leaves nothing to share a force.
      assertEquals(5, counters().forces() - before);
      assertEquals(entries + 5, entries(data));
    }
  }

  private static int entries(Path data) {
    return DataDirectory.inspect(data).log().entries().size();
  }

  private CountersReply counters() throws IOException {
    return Handshake.counters(config, config.node("n1"), 5000);
  }
}
