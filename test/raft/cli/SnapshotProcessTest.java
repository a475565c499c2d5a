package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import raft.client.KvClient;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;

/** Processes that are killed in the middle of a snapshot. */
class SnapshotProcessTest {
  private static final Path FILE = Path.of("configs", "three-nodes.json");

  // Large values in small chunks: a transfer takes a while.
  private static final Map<String, String> TINY = Map.of(
      "snapshot-entries", "10", "snapshot-kept-entries", "2",
      "snapshot-chunk-bytes", "500", "election-timeout-min", "300",
      "election-timeout-max", "600");
  private static final String VALUE = "v".repeat(10_000);

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private int said(String pattern) {
    return (int) lines.stream().filter(line -> line.matches(pattern)).count();
  }

  private void awaitSaid(String pattern, int moreThan) {
    assertTrue(CommandProcess.comesTrue(() -> said(pattern) > moreThan),
        () -> pattern + " was not said:\n" + String.join("\n", lines));
  }

  private static void write(KvClient client, int count) {
    for (int i = 0; i < count; i++) client.put("k" + i, i + VALUE);
  }

  private static boolean areEqual(LocalCluster cluster) {
    try {
      List<StatusReply> all = cluster.statuses(0);
      long last = all.isEmpty() ? 0 : all.get(0).lastIndex();
      return all.size() == 3 && all.stream().allMatch(node ->
          node.lastIndex() == last && node.lastApplied() == last);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }

  @Test void aKillInTheMiddleOfATransferOrOfASaveLosesNothing()
      throws Exception {
    ClusterConfig like = ClusterConfig.read(FILE, TINY);
    try (LocalCluster cluster = new LocalCluster(like, "changes",
            (node, line) -> lines.add(line));
        KvClient client = new KvClient(cluster.config(), 20_000)) {
      cluster.startAll();
      client.put("x", "1");
      String leader = cluster.leader().orElseThrow().node();
      String away = leader.equals("n3") ? "n2" : "n3";
      cluster.node(away).kill();
      write(client, 40);

      for (int i = 0; i < 2; i++) { // in the middle of a transfer
        int started = said(".* " + away + " .* follows " + leader + " .*");
        cluster.start(away);
        awaitSaid(".* " + away + " .* follows " + leader + " .*", started);
        cluster.node(away).kill();
      }
      cluster.start(away);
      for (int i = 0; i < 2; i++) { // in the middle of a save
        int begun = said(".* " + leader + " .* begins a snapshot .*");
        write(client, 15);
        awaitSaid(".* " + leader + " .* begins a snapshot .*", begun);
        cluster.node(leader).kill();
        cluster.start(leader);
      }
      write(client, 40);

      assertTrue(CommandProcess.comesTrue(() -> areEqual(cluster)),
          () -> String.join("\n", lines));
      assertTrue(said(".*\\(IS8\\)") > 0, () -> String.join("\n", lines));
      for (int i = 0; i < 40; i++) {
        assertEquals(i + VALUE, client.get("k" + i).orElseThrow());
      }
    }
  }
}
