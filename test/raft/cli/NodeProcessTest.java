package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.client.KvClient;
import raft.node.ClusterConfig;

/** What becomes of the process of a node, and of its parent. */
class NodeProcessTest {
  private LocalCluster cluster;
  private final List<Process> others = new ArrayList<>();

  @BeforeEach void threeNodesThatDoNotRun() throws Exception {
    cluster = new LocalCluster(ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of()), "changes",
        (node, line) -> {});
  }

  @AfterEach void nobodyStays() {
    others.forEach(Process::destroyForcibly);
    cluster.close();
  }

  private boolean isUp(String id) {
    try {
      return cluster.statuses(0).stream()
          .anyMatch(status -> status.node().equals(id));
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }

  private void startAndAwait(String... ids) throws Exception {
    for (String id : ids) cluster.start(id);
    for (String id : ids) {
      assertTrue(CommandProcess.comesTrue(() -> isUp(id)),
          () -> cluster.node(id).lastLines());
    }
  }

  @Test void endsWithinASecondOfSigterm() throws Exception {
    startAndAwait("n1", "n2", "n3");
    try (KvClient client = new KvClient(cluster.config(), 10_000)) {
      client.put("x", "1"); // and stays connected to the leader

      for (String id : cluster.ids()) {
        long millis = cluster.node(id).terminate();

        assertTrue(millis < 1000, id + " took " + millis + " ms");
      }
    }
  }

  @Test void leavesPortsAndDataFreeAtItsEnd() throws Exception {
    startAndAwait("n1");

    cluster.node("n1").terminate();

    ClusterConfig.NodeAddress address = cluster.config().node("n1");
    for (InetSocketAddress each : List.of(address.peer(), address.client())) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(each);
      }
    }
    startAndAwait("n1");
  }

  @Test void isRefusedADataDirectoryThatAnotherProcessUses() throws Exception {
    startAndAwait("n1");

    Ended second = CommandProcess.run("node", "n1",
        "--config", cluster.configFile().toString(),
        "--data", cluster.data("n1").getParent().toString());

    assertEquals(Exit.USAGE, second.status());
    assertTrue(second.err().contains("in use by a running node, in another"
        + " process (" + cluster.node("n1").pid() + ")"), second.err());
    assertTrue(isUp("n1"), "the first one was not disturbed");
  }

  @Test void leavesNothingBehindWhenItsAddressIsTaken(@TempDir Path other)
      throws Exception {
    startAndAwait("n1");

    Ended refused = start("n1", other, "--new");
    Ended next = start("n1", other);

    assertEquals(Exit.USAGE, refused.status());
    assertTrue(refused.err().contains("n1 cannot listen on"), refused.err());
    assertEquals(List.of(), List.of(other.toFile().list()));
    assertTrue(next.err().contains("is empty or missing"), next.err());
  }

  @Test void isRefusedAListOfNodesThatItsDataDoesNotCount() throws Exception {
    startAndAwait("n1");
    cluster.node("n1").terminate();
    ConfigFile.write(five(), cluster.configFile());

    Ended refused =
        start("n1", cluster.data("n1").getParent());

    assertEquals(Exit.USAGE, refused.status());
    assertTrue(refused.err().contains("counts 3 nodes (n1, n2, n3), and the"
        + " configuration lists 5 nodes (n1, n2, n3, n4, n5)"), refused.err());
  }

  @Test void aNewNodeThatCountsMoreNodesIsRefusedByName(@TempDir Path other)
      throws Exception {
    startAndAwait("n1", "n2");
    Path file = other.resolve("five.json");
    ConfigFile.write(five(), file);

    try (CommandProcess n4 = CommandProcess.start("node", "n4", "--new",
        "--config", file.toString(), "--data", other.toString())) {

      n4.awaitPrinted("n4 counts 5 nodes (n1, n2, n3, n4, n5), n1 counts 3"
          + " nodes (n1, n2, n3): give both the same configuration");
    }
  }

  private Ended start(String id, Path data, String... more) {
    List<String> words = new ArrayList<>(List.of("node", id, "--config",
        cluster.configFile().toString(), "--data", data.toString()));
    words.addAll(List.of(more));
    return CommandProcess.run(words.toArray(new String[0]));
  }

  /** The same cluster with two nodes more, at addresses that are free. */
  private ClusterConfig five() throws IOException {
    List<ClusterConfig.NodeAddress> nodes =
        new ArrayList<>(cluster.config().nodes());
    PortBlock ports = PortBlock.take(4);
    nodes.add(new ClusterConfig.NodeAddress("n4", ports.address(0),
        ports.address(1)));
    nodes.add(new ClusterConfig.NodeAddress("n5", ports.address(2),
        ports.address(3)));
    ports.close();
    return cluster.config().with(nodes);
  }

  @Test void isNeverFoundAliveWithoutItsParent() throws Exception {
    Process parent = new ProcessBuilder("sleep", "1000").start();
    others.add(parent);
    CommandProcess node = CommandProcess.start("node", "n1", "--new",
        "--config", cluster.configFile().toString(),
        "--data", cluster.data("n1").getParent().toString(),
        "--parent", String.valueOf(parent.pid()));
    try (node) {
      assertTrue(CommandProcess.comesTrue(() -> isUp("n1")));

      parent.destroyForcibly().waitFor();

      assertEquals(Exit.DONE, node.awaitEnd().status());
    }
  }

  @Test void isNotEvenFoundFrozenWithoutItsParent(@TempDir Path temporary)
      throws Exception {
    Process parent = ParentProcess.start(temporary);
    others.add(parent);
    long pid = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle node = ProcessHandle.of(pid).orElseThrow();
    assertTrue(node.isAlive());

    parent.destroyForcibly().waitFor();

    assertTrue(CommandProcess.comesTrue(() -> !node.isAlive()));
  }
}
