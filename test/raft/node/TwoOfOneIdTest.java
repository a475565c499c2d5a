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

  /** Only the addresses of n1 are others. */
  private static ClusterConfig elsewhere(ClusterConfig config,
      FreePorts ports) throws IOException {
    ClusterConfig.NodeAddress other = new ClusterConfig.NodeAddress("n1",
        new InetSocketAddress(FreePorts.loopback(), ports.port(0)),
        new InetSocketAddress(FreePorts.loopback(), ports.port(1)));
    return config.with(
        List.of(other, config.nodes().get(1), config.nodes().get(2)));
  }

  private static List<String> notices(Cluster cluster, String peer) {
    return cluster.trace().stream().filter(line ->
        line.startsWith(peer + " two processes call themselves n1")).toList();
  }

  @Test void eachPeerNamesBothOnce() throws IOException {
    try (FreePorts ports = FreePorts.take();
        Cluster cluster = Cluster.of(3);
        TracePrinter silent = new TracePrinter("copy", TracePrinter.Level.OFF,
            new KeptTrace())) {
      cluster.leader();
      cluster.stop("n1");
      Path copied = cluster.folder().resolve("copied");
      copy(cluster.folder().resolve("n1"), copied);
      cluster.start("n1");

      try (Node copy = Node.start(elsewhere(cluster.config(), ports), "n1",
          copied, false, Applications.named("key-value",
              new Limits(1024, 65_536)), silent)) {
        assertTrue(copy.id().equals("n1"));
        for (String peer : List.of("n2", "n3")) {
          cluster.await(peer + " to notice two of n1",
              () -> !notices(cluster, peer).isEmpty());
        }
        Cluster.pause(LONG_ENOUGH);
      }

      for (String peer : List.of("n2", "n3")) {
        List<String> notices = notices(cluster, peer);
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).matches(
            ".*one from 127.0.0.1:\\d+, one from 127.0.0.1:\\d+:.*"),
            notices.get(0));
      }
    }
  }
}
