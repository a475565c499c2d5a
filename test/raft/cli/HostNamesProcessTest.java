package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;

/**
 * Nodes with host names, in JVMs for which a file says what these mean. By
 * themselves these would remember for ever what it once said.
 */
class HostNamesProcessTest {
  @TempDir Path folder;
  private PortBlock ports;
  private final List<CommandProcess> nodes = new ArrayList<>();

  @BeforeEach void namesOfWhichTheThirdMeansNothing() throws IOException {
    ports = PortBlock.take(6);
    ClusterConfig like = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    ConfigFile.write(like.with(List.of(named(0), named(1), named(2))),
        folder.resolve("cluster.json"));
    hosts("127.0.0.1 host1", "127.0.0.1 host2");
    Files.write(folder.resolve("security"), List.of(
        "networkaddress.cache.ttl=-1", "networkaddress.cache.negative.ttl=-1"));
  }

  @AfterEach void nobodyStays() {
    nodes.forEach(CommandProcess::close);
    ports.close();
  }

  private NodeAddress named(int i) throws IOException {
    String host = "host" + (i + 1);
    return new NodeAddress("n" + (i + 1),
        InetSocketAddress.createUnresolved(host,
            ports.address(2 * i).getPort()),
        InetSocketAddress.createUnresolved(host,
            ports.address(2 * i + 1).getPort()));
  }

  private void hosts(String... lines) throws IOException {
    Files.write(folder.resolve("hosts"), List.of(lines));
  }

  private CommandProcess raft(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--config", folder.resolve("cluster.json").toString()));
    return CommandProcess.start(
        List.of("-Djdk.net.hosts.file=" + folder.resolve("hosts"),
            "-Djava.security.properties=" + folder.resolve("security")),
        line.toArray(String[]::new));
  }

  private CommandProcess startNode(String id, String... more) {
    List<String> words = new ArrayList<>(List.of("node", id, "--data",
        folder.toString()));
    words.addAll(List.of(more));
    CommandProcess node = raft(words.toArray(String[]::new));
    nodes.add(node);
    return node;
  }

  /** It starts no election, so that another one leads, and looks it up. */
  private CommandProcess startFollower(String id, String... more) {
    List<String> words = new ArrayList<>(List.of("--election-timeout-min",
        "600000", "--election-timeout-max", "600000"));
    words.addAll(List.of(more));
    return startNode(id, words.toArray(String[]::new));
  }

  private Ended ended(String... words) {
    try (CommandProcess process = raft(words)) {
      return process.awaitEnd();
    }
  }

  /** Until there is a leader that cannot reach these. */
  private void awaitLeader(String unreachable) {
    assertTrue(CommandProcess.comesTrue(() -> ended("status").out().lines()
        .anyMatch(line -> line.matches("n. +yes +leader .* " + unreachable))),
        () -> ended("status").out());
  }

  @Test void aNameThatNobodyKnowsIsOneNodeLess() {
    startNode("n1", "--new");
    startNode("n2", "--new");
    awaitLeader("n3");

    Ended put = ended("put", "x", "1");
    Ended status = ended("status");

    assertEquals(Exit.DONE, put.status(), put.err());
    assertEquals(Exit.DONE, status.status(), status.err());
    assertTrue(status.out().contains(
        "n3   unreachable: no host is known by the name host3"), status.out());
    assertEquals(1, nodes.stream().mapToInt(HostNamesProcessTest::complaints)
        .max().orElse(0), "once, not at every attempt");
  }

  private static int complaints(CommandProcess node) {
    return node.printedAsError().split("no host is known", -1).length - 1;
  }

  @Test void aNameIsLookedUpAgainEachTime() throws IOException {
    startNode("n1", "--new");
    startFollower("n2", "--new");
    awaitLeader("n3");

    hosts("127.0.0.1 host1", "127.0.0.1 host2", "127.0.0.1 host3");
    CommandProcess n3 = startFollower("n3", "--new");
    awaitLeader("-");
    n3.signal("TERM");
    n3.awaitEnd();
    awaitLeader("n3");
    hosts("127.0.0.1 host1", "127.0.0.1 host2", "127.0.0.2 host3");
    startFollower("n3");

    awaitLeader("-");
  }

  @Test void aNodeNeedsToKnowItsOwnNameOnly() {
    Ended refused;
    try (CommandProcess n3 = startNode("n3", "--new")) {
      refused = n3.awaitEnd();
    }

    assertEquals(Exit.USAGE, refused.status());
    assertTrue(refused.err().contains("n3 cannot listen on host3:")
        && refused.err().contains("no host is known by the name host3"),
        refused.err());
  }
}
