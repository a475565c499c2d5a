package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import raft.client.KvClient;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;

/** Each node is stopped with SIGTERM and started again; clients go on. */
class RollingRestartProcessTest {
  private static final int CLIENTS = 8;
  private static final int PATIENCE_MILLIS = 60_000;

  private final ConcurrentLinkedQueue<String> troubles =
      new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean stopped;

  /** One client of the library, as any program would use it. */
  private void work(ClusterConfig config, int number) {
    String key = "k" + number;
    try (KvClient client = new KvClient(config, PATIENCE_MILLIS)) {
      for (int i = 0; !stopped; i++) {
        client.put(key, "" + i);
        String read = client.get(key).orElse("nothing");
        if (!read.equals("" + i)) troubles.add("read " + read + " after " + i);
        answered.addAndGet(2);
      }
    } catch (RuntimeException e) { // refused, nothing done, or unknown
      troubles.add(e.toString());
    }
  }

  private static boolean isSettled(LocalCluster cluster)
      throws InterruptedException {
    List<StatusReply> all = cluster.statuses(0);
    return all.size() == 3 && all.stream().map(StatusReply::leader).distinct()
        .count() == 1 && all.get(0).leader() != null;
  }

  private static void awaitSettled(LocalCluster cluster)
      throws InterruptedException {
    assertTrue(Polling.comesTrue(PATIENCE_MILLIS, () -> isSettled(cluster)),
        "the nodes do not agree on a leader");
  }

  /** On a busy machine an election may go on just now. */
  private static String leader(LocalCluster cluster)
      throws InterruptedException {
    AtomicReference<String> leader = new AtomicReference<>();
    assertTrue(Polling.comesTrue(PATIENCE_MILLIS, () -> {
      cluster.leader().ifPresent(found -> leader.set(found.node()));
      return leader.get() != null;
    }), "no node leads");
    return leader.get();
  }

  @Test void noCallFailsWhileAllNodesAreRestartedOneAfterTheOther()
      throws IOException, InterruptedException {
    ClusterConfig config = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    try (LocalCluster cluster =
        new LocalCluster(config, "off", (node, line) -> {})) {
      cluster.startAll();
      awaitSettled(cluster);
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(new Thread(() -> work(cluster.config(), number)));
      }
      clients.forEach(Thread::start);

      // Twice the one that leads; the last one may be a follower.
      for (int i = 0; i < 2; i++) {
        restart(cluster, leader(cluster));
      }
      for (String id : cluster.ids()) restart(cluster, id);

      stopped = true;
      for (Thread client : clients) client.join();
      assertEquals(List.of(), List.copyOf(troubles));
      assertTrue(answered.get() > 0);
    }
  }

  @Test void aLeaderThatIsStoppedHandsOverFirst()
      throws IOException, InterruptedException {
    ClusterConfig config = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    try (LocalCluster cluster = new LocalCluster(config, "changes",
        (node, line) -> lines.add(line))) {
      cluster.startAll();
      awaitSettled(cluster);
      String leader = leader(cluster);

      cluster.node(leader).terminate();

      assertTrue(Polling.comesTrue(PATIENCE_MILLIS, () -> lines.stream()
          .anyMatch(line -> line.contains("is to take over from " + leader))),
          lines::toString);
    }
  }

  private void restart(LocalCluster cluster, String id)
      throws IOException, InterruptedException {
    int before = answered.get();
    cluster.node(id).terminate();
    cluster.start(id);
    awaitSettled(cluster);
    assertTrue(Polling.comesTrue(PATIENCE_MILLIS,
        () -> answered.get() > before || !troubles.isEmpty()));
  }
}
