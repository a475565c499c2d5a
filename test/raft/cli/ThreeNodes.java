package raft.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.Cluster;
import raft.node.ClusterConfig;
import raft.node.Node;

/**
 * Three nodes in this process, and a file through which command lines reach
 * them. A leader is deposed only by who means to: timeouts are long, and it
 * leads on while a test has paused the others.
 */
final class ThreeNodes implements AutoCloseable {
  private static final Map<String, String> SLOW = Map.of(
      "election-timeout-min", "900", "election-timeout-max", "1200",
      "check-quorum", "false");

  private final Cluster cluster = Cluster.down(3, SLOW, id ->
      Applications.named("key-value", new Limits(1024, 65_536)));
  private final Path file;

  private ThreeNodes() {
    try {
      file = Files.createTempFile("raft-three-nodes-", ".json");
      ConfigFile.write(cluster.config(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None of them is started. */
  static ThreeNodes down() {
    return new ThreeNodes();
  }

  /** All of them run, and n1 leads. */
  static ThreeNodes ledByN1() {
    ThreeNodes nodes = new ThreeNodes();
    for (String id : List.of("n1", "n2", "n3")) nodes.cluster.start(id);
    nodes.cluster.node("n1").timeout();
    nodes.cluster.leader();
    return nodes;
  }

  Cluster cluster() {
    return cluster;
  }

  ClusterConfig config() {
    return cluster.config();
  }

  Path file() {
    return file;
  }

  /** In the order in which they are listed. */
  Map<String, Node> byId() {
    Map<String, Node> byId = new LinkedHashMap<>();
    cluster.nodes().forEach(node -> byId.put(node.id(), node));
    return byId;
  }

  void pause(String... ids) {
    for (String id : ids) cluster.node(id).faults().pause();
  }

  void resumeAll() {
    cluster.nodes().forEach(node -> node.faults().resume());
  }

  /** Runs a command line that uses these nodes. */
  Ended raft(String... words) {
    return raft(new FakeTerminal(), words);
  }

  Ended raft(FakeTerminal terminal, String... words) {
    return terminal.variable("RAFT_CONFIG", file.toString()).raft(words);
  }

  /** Runs it with an option at its end. */
  Ended raftWith(String option, String... words) {
    return raft(Stream.concat(Arrays.stream(words), Stream.of(option))
        .toArray(String[]::new));
  }

  @Override public void close() {
    resumeAll();
    cluster.close();
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
