package raft.mit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import raft.client.KvClient;
import raft.node.Cluster;
import raft.node.Node;

/**
 * MIT 6.5840, lab 4C: the key-value store with snapshots. Names and steps are
 * the course's; its other tests of 4C are those of lab 3 with more faults, which
 * the simulator has.
 */
final class Lab4CTest {
  private static final int MAX_RAFT_STATE = 1000; // bytes
  private static final int MAX_SNAPSHOT_STATE = 600; // bytes

  private static final Map<String, String> SNAPSHOTS = Map.of(
      "snapshot-bytes", "" + MAX_RAFT_STATE, "snapshot-kept-entries", "5");

  /** Of all files of any node that are called so. */
  private static long logSize(Cluster cluster) {
    return cluster.nodes().stream()
        .mapToLong(node -> sizes(cluster, node, "log").sum()).max()
        .orElseThrow();
  }

  private static long snapshotSize(Cluster cluster) {
    return cluster.nodes().stream()
        .flatMapToLong(node -> sizes(cluster, node, "snapshot")).max()
        .orElseThrow();
  }

  private static LongStream sizes(Cluster cluster, Node node, String name) {
    try (Stream<Path> files = Files.list(cluster.data(node.id()))) {
      return LongStream.of(files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .mapToLong(file -> file.toFile().length()).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void putAndCheck(KvClient ck, String value) {
    ck.put("x", value);
    assertEquals(Optional.of(value), ck.get("x"));
  }

  /**
   * The course's bound is 500. JSON that a person can read needs about 560: 240
   * for what the snapshot covers, the servers and the time, 110 of them for the
   * addresses, so that the members are known from it alone (MC8); 100 for the
   * numbers of the table of clients, 120 for one client with its last answer,
   * 46 for a key, 49 for the end, and of these 100 for checksums.
   */
  @Test void snapshotSize() {
    try (Cluster cluster = Cluster.down(3, SNAPSHOTS, null)) {
      for (String id : List.of("n1", "n2", "n3")) cluster.start(id);
      try (KvClient ck = new KvClient(cluster.config(), 10_000)) {
        for (int i = 0; i < 200; i++) {
          putAndCheck(ck, "0");
          putAndCheck(ck, "1");
        }
      }

      // Check that servers have thrown away most of their log entries.
      cluster.await("the logs to be cut", () ->
          logSize(cluster) <= 8 * MAX_RAFT_STATE);
      // Check that the snapshots are not unreasonably large.
      for (Node node : cluster.nodes()) node.requestSnapshot().join();
      long size = snapshotSize(cluster);
      assertTrue(size <= MAX_SNAPSHOT_STATE, size + " bytes");
    }
  }
}
