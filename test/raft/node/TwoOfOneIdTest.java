package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import raft.kv.Applications;
import raft.kv.Limits;

/** A data directory was copied, and runs twice, with other addresses. */
final class TwoOfOneIdTest {
  private static final int LONG_ENOUGH = 6000; // in milliseconds

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  /** Only the addresses of this node are others. */
  private static ClusterConfig elsewhere(ClusterConfig config, String id,
      FreePorts ports) throws IOException {
    ClusterConfig.NodeAddress other = new ClusterConfig.NodeAddress(id,
        new InetSocketAddress(FreePorts.loopback(), ports.port(0)),
        new InetSocketAddress(FreePorts.loopback(), ports.port(1)));
    return config.with(config.nodes().stream()
        .map(node -> node.id().equals(id) ? other : node).toList());
  }

  private static List<String> notices(Cluster cluster, String peer, String id) {
    return cluster.trace().stream().filter(line -> line.startsWith(peer
        + " two processes call themselves " + id)).toList();
  }

  @Test void eachPeerNamesBothOnce() throws IOException {
    try (FreePorts ports = FreePorts.take();
        Cluster cluster = Cluster.of(3);
        TracePrinter silent = new TracePrinter("copy", TracePrinter.Level.OFF,
            new KeptTrace())) {
      String id = cluster.leader(); // a follower calls nobody
      List<String> peers = cluster.nodes().stream().map(Node::id)
          .filter(node -> !node.equals(id)).toList();
      Path copied = cluster.folder().resolve("copied");
      copy(cluster.data(id), copied);

      try (Node copy = Node.start(elsewhere(cluster.config(), id, ports), id,
          copied, false, Applications.named("key-value",
              new Limits(1024, 65_536)), silent)) {
        assertTrue(copy.id().equals(id));
        for (String peer : peers) {
          cluster.await(peer + " to notice two of " + id,
              () -> !notices(cluster, peer, id).isEmpty());
        }
        Cluster.pause(LONG_ENOUGH);
      }

      for (String peer : peers) {
        List<String> notices = notices(cluster, peer, id);
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).matches(
            ".*one from 127.0.0.1:\\d+, one from 127.0.0.1:\\d+:.*"),
            notices.get(0));
      }
    }
  }
}
