package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import raft.node.ClusterConfig;

/** Clusters of processes: what can be done to a node, and what stays. */
class LocalClusterTest {
  private static final Path FILE = Path.of("configs", "three-nodes.json");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LocalCluster cluster(String... overrides) throws Exception {
    ClusterConfig like = ClusterConfig.read(FILE, overrides.length == 0
        ? Map.of() : Map.of(overrides[0], overrides[1]));
    return new LocalCluster(like, "changes", (node, line) -> lines.add(line));
  }

  private static boolean isUp(LocalCluster cluster, String id) {
    try {
      return cluster.statuses(0).stream()
          .anyMatch(status -> status.node().equals(id));
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }

  private static void await(LocalCluster cluster, String id, boolean up) {
    assertTrue(CommandProcess.comesTrue(() -> isUp(cluster, id) == up),
        () -> id + " is not " + (up ? "up" : "down") + ":\n"
            + cluster.node(id).lastLines());
  }

  @Test void aConfigurationIsTheOneGivenButForItsAddresses() throws Exception {
    try (LocalCluster cluster = cluster("no-op", "false")) {

      ClusterConfig written = ClusterConfig.read(cluster.configFile(),
          Map.of());

      assertEquals(cluster.config(), written);
      ClusterConfig like = ClusterConfig.read(FILE, Map.of("no-op", "false"));
      assertEquals(like.settings(), written.settings());
      assertEquals(like.configuration().servers(),
          written.configuration().servers());
      assertEquals(List.of(like.maxFrame(), like.maxKey(), like.maxValue(),
          like.maxConnections(), like.maxBuffer(), like.requestTimeout()),
          List.of(written.maxFrame(), written.maxKey(), written.maxValue(),
          written.maxConnections(), written.maxBuffer(),
          written.requestTimeout()));
    }
  }

  @Test void portsAreOutOfTheWayOfOutgoingConnectionsAndOfEachOther()
      throws Exception {
    try (LocalCluster one = cluster(); LocalCluster two = cluster()) {

      List<Integer> ports = Stream.of(one, two)
          .flatMap(cluster -> cluster.config().nodes().stream())
          .flatMap(node -> Stream.of(node.peer(), node.client()))
          .map(address -> address.getPort()).toList();

      assertEquals(12, ports.stream().distinct().count());
      assertTrue(ports.stream().allMatch(port -> port < 32768),
          ports::toString);
    }
  }

  // Without pre-vote a node that is alone begins one term after the other.
  @Test void aKilledNodeStartsAgainWithItsData() throws Exception {
    try (LocalCluster cluster = cluster("pre-vote", "false")) {
      cluster.start("n1");
      assertTrue(CommandProcess.comesTrue(() ->
          lines.stream().anyMatch(line -> line.contains(" n1 t3 candidate"))));
      long pid = cluster.node("n1").pid();

      cluster.node("n1").kill();

      assertFalse(cluster.node("n1").isRunning());
      cluster.start("n1");
      await(cluster, "n1", true);
      assertNotEquals(pid, cluster.node("n1").pid());
      // A trace runs ahead of the disk, but only by one election.
      assertTrue(cluster.statuses(0).get(0).term() >= 2, "its term is on disk");
    }
  }

  @Test void aNodeKilledBeforeItWasCompleteStartsAsNew() throws Exception {
    try (LocalCluster cluster = cluster()) {
      Files.createDirectory(cluster.data("n1"));

      cluster.start("n1");

      await(cluster, "n1", true);
    }
  }

  @Test void aFrozenNodeAnswersNobodyUntilItThaws() throws Exception {
    try (LocalCluster cluster = cluster()) {
      cluster.start("n1");
      await(cluster, "n1", true);

      cluster.node("n1").freeze();

      assertFalse(isUp(cluster, "n1"));
      assertTrue(cluster.node("n1").isRunning());
      cluster.node("n1").thaw();
      await(cluster, "n1", true);
    }
  }

  @Test void aFrozenNodeCanBeKilled() throws Exception {
    try (LocalCluster cluster = cluster()) {
      cluster.start("n1");
      await(cluster, "n1", true);
      cluster.node("n1").freeze();

      cluster.node("n1").kill();

      assertFalse(cluster.node("n1").isRunning());
      assertFalse(cluster.node("n1").isFrozen());
    }
  }

  @Test void closingLeavesNoProcessAndNoFile() throws Exception {
    LocalCluster cluster = cluster();
    cluster.startAll();
    await(cluster, "n1", true);
    cluster.node("n1").freeze();

    cluster.close();

    for (String id : cluster.ids()) {
      assertFalse(cluster.node(id).isRunning(), id);
    }
    assertFalse(Files.exists(cluster.configFile().getParent()));
    assertThrows(IllegalStateException.class, () -> cluster.start("n1"));
  }

  @Test void whatIsToBeKeptIsKept() throws Exception {
    LocalCluster cluster = cluster();

    Path kept = cluster.keepDirectory();

    cluster.close();
    assertTrue(Files.exists(kept));
    Files.delete(cluster.configFile());
    Files.delete(kept);
  }
}
