package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import raft.client.Handshake;
import raft.client.KvClient;
import raft.client.KvClient.Reads;
import raft.client.NothingDoneException;
import raft.node.Frame.CountersReply;

/** Reads over sockets, of nodes with disks. */
class ReadsOnNodesTest {
  private static final Executor THREADS =
      task -> new Thread(task, "reader").start();

  // Nobody steps down by itself: what keeps reads true is the read index alone.
  private final Cluster cluster = Cluster.of(3, Map.of("check-quorum", "false",
      "election-timeout-min", "600", "election-timeout-max", "900"));
  private final KvClient client = new KvClient(cluster.config(), 10_000);
  private final String leader = cluster.leader();

  @AfterEach void close() {
    client.close();
    cluster.close();
  }

  private KvClient at(String node, Reads how, int millis) {
    return new KvClient(cluster.config(), millis).reads(how, node);
  }

  /** How often each node has forced its disk, and what it has written. */
  private List<String> disks() throws IOException {
    List<String> disks = new ArrayList<>();
    for (ClusterConfig.NodeAddress node : cluster.config().nodes()) {
      CountersReply counters =
          Handshake.counters(cluster.config(), node, 5000);
      disks.add(node.id() + ": " + counters.forces() + " forces, "
          + counters.diskBytes() + " bytes");
    }
    return disks;
  }

  private void awaitEqualLogs() {
    cluster.await("all nodes to have applied the same", () -> cluster.nodes()
        .stream().map(node -> node.status().lastApplied()).distinct()
        .count() == 1);
  }

  @Test void readsWriteNothingToTheDiskOfAnyNode() throws IOException {
    client.put("x", "1");
    awaitEqualLogs();
    List<String> before = disks();

    List<CompletableFuture<Void>> readers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String node = "n" + (1 + i % 3);
      readers.add(CompletableFuture.runAsync(() -> read(node, 100), THREADS));
    }
    readers.forEach(CompletableFuture::join);

    assertEquals(before, disks());
  }

  private void read(String node, int times) {
    try (KvClient reader = at(node, Reads.INDEX, 10_000)) {
      for (int i = 0; i < times; i++) reader.get("x");
      reader.keys();
    }
  }

  // That the count above would show it if they did.
  @Test void readsByTheLogAreWritten() throws IOException {
    client.put("x", "1");
    awaitEqualLogs();
    List<String> before = disks();

    client.reads(Reads.LOG, null).get("x");
    awaitEqualLogs();

    List<String> after = disks();
    for (int i = 0; i < 3; i++) {
      assertNotEquals(before.get(i), after.get(i));
    }
  }

  @Test void aFollowerSeesWhatWasPutBeforeItWasAsked() {
    try (KvClient reader = at(cluster.follower(), Reads.INDEX, 10_000)) {
      for (int i = 0; i < 50; i++) {
        client.put("x", "" + i);

        assertEquals(Optional.of("" + i), reader.get("x"));
      }
    }
  }

  @Test void aLeaderThatWasReplacedAnswersNothingOldUnlessItIsAskedLocally() {
    client.put("x", "old");
    cluster.disconnect(leader);
    cluster.leader();
    client.put("x", "new");

    try (KvClient local = at(leader, Reads.LOCAL, 10_000);
        KvClient index = at(leader, Reads.INDEX, 1500)) {
      assertEquals("old", local.get("x").orElse(""));
      assertThrows(NothingDoneException.class, () -> index.get("x"));
      cluster.connect(leader);
      cluster.leader();
      assertEquals("new", index.get("x").orElse(""));
    }
  }

  @Test void aLeaderThatWasFrozenAndReplacedAnswersWithWhatIsNew() {
    client.put("x", "old");
    cluster.node(leader).faults().pause();
    client.put("x", "new"); // as soon as another one leads
    try (KvClient index = at(leader, Reads.INDEX, 10_000)) {
      CompletableFuture<Optional<String>> read =
          CompletableFuture.supplyAsync(() -> index.get("x"));

      cluster.node(leader).faults().resume();

      assertEquals(Optional.of("new"), read.join());
    }
  }
}
