package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import raft.Status;
import raft.client.Handshake;
import raft.client.KvClient;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.disk.StorageDisks;

/** Snapshots over real sockets and on real files. */
class SnapshotsOfNodesTest {
  private static final Map<String, String> TINY = Map.of(
      "snapshot-entries", "20", "snapshot-kept-entries", "5",
      "snapshot-chunk-bytes", "200");

  private static final String APPEND = """
      {"type":"ClientRequest","id":"a","command":{"client":"once",\
      "serial":1,"op":"append","key":"x","value":"a"}}""";

  private static void write(Cluster cluster, String session, int count) {
    try (KvClient client =
        new KvClient(cluster.config(), 10_000, session, 1)) {
      for (int i = 0; i < count; i++) client.put("k" + i, session + i);
    }
  }

  private static long said(Cluster cluster, String part) {
    return cluster.trace().stream().filter(line -> line.contains(part)).count();
  }

  private static void awaitSame(Cluster cluster) {
    cluster.await("all to have applied the same log", () ->
        cluster.nodes().stream().map(Node::status).map(status -> List.of(
            status.lastIndex(), status.lastApplied())).distinct().count() == 1
        && cluster.nodes().stream().map(Node::status).allMatch(status ->
            status.lastApplied() == status.lastIndex()));
  }

  /** The lines of the state of each, once all have applied the same. */
  private static void statesAreEqual(Cluster cluster) {
    awaitSame(cluster);
    List<List<String>> states = cluster.nodes().stream().map(node -> state(
        cluster.folder().resolve(node.id()), taken(node))).toList();
    assertTrue(states.get(0).size() > 20, states::toString);
    assertEquals(1, states.stream().distinct().count(), states::toString);
  }

  private static long taken(Node node) {
    return node.requestSnapshot().join().lastIncludedIndex();
  }

  private static List<String> state(Path data, long index) {
    try {
      List<String> lines =
          Files.readAllLines(data.resolve("snapshot-" + index + ".jsonl"));
      return lines.subList(1, lines.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> snapshots(Path data) {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(file ->
          file.getFileName().toString().startsWith("snapshot-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- taking one ------------------------------------------------------

  @Test void aNodeTakesOneAfterSoManyEntriesAndStartsWithIt() {
    try (Cluster cluster = Cluster.of(1, TINY)) {
      write(cluster, "me", 50);
      cluster.await("snapshots, until none is due", () -> {
        Status status = cluster.node("n1").status();
        return status.lastIndex() - status.snapshotIndex() < 20;
      });
      Status before = cluster.node("n1").status();

      cluster.stop("n1");
      Node again = cluster.start("n1");

      assertEquals(before.snapshotIndex(), again.status().snapshotIndex());
      assertTrue(again.status().lastApplied() >= before.snapshotIndex());
      cluster.await("the rest of the log", () -> again.status().lastApplied()
          == again.status().lastIndex());
      try (KvClient client = new KvClient(cluster.config(), 10_000)) {
        assertEquals("me49", client.get("k49").orElseThrow());
      }
      StatusReply shown = again.status(new StatusRequest("s", 100));
      assertTrue(shown.log().size() < 30, "the log ends at the snapshot");
    }
  }

  @Test void aFullDiskIsToldOnceAndTheNodeGoesOnWithItsLog() {
    StorageDisks.NoRoomForSnapshots disk =
        new StorageDisks.NoRoomForSnapshots();
    try (Cluster cluster = Cluster.down(1, TINY, null)) {
      disk.full(true);
      Node node = cluster.start("n1", disk);
      write(cluster, "me", 100);

      assertThrows(CompletionException.class, () -> taken(node));
      assertEquals(0, node.status().snapshotIndex());
      assertEquals(1, said(cluster, "could not be written"));
      assertTrue(node.status(new StatusRequest("s", 0)).healthy());

      disk.full(false);
      assertEquals(node.status().lastApplied(), taken(node));
    }
  }

  @Test void whoeverWaitsForOneIsToldWhenTheNodeStops() {
    try (Cluster cluster = Cluster.of(1, TINY)) {
      write(cluster, "me", 5);
      Node node = cluster.node("n1");
      node.faults().pause(); // so that it is not written

      CompletableFuture<?> asked = node.requestSnapshot();
      cluster.stop("n1");

      assertTrue(asked.isDone());
      Throwable why = assertThrows(CompletionException.class, asked::join);
      assertEquals("n1 is stopping", why.getCause().getMessage());
    }
  }

  // ---- installing one --------------------------------------------------

  @Test void aFollowerThatWasAwayIsFedByInstallSnapshotAndThenEqual() {
    try (Cluster cluster = Cluster.of(3, TINY)) {
      write(cluster, "one", 10);
      String away = cluster.follower();
      cluster.stop(away);
      write(cluster, "two", 60);
      long term = cluster.nodes().iterator().next().status().term();

      cluster.start(away);
      write(cluster, "three", 60); // while it catches up

      statesAreEqual(cluster);
      assertTrue(said(cluster, "(IS8)") > 0);
      assertEquals(term, cluster.node(away).status().term(), "an election");
    }
  }

  @Test void aRetryIsAnsweredFromTheTableOfASnapshotThatWasInstalled() {
    try (Cluster cluster = Cluster.of(3, TINY)) {
      String away = cluster.follower();
      cluster.stop(away);
      String answer = appendAt(cluster, cluster.leader());
      write(cluster, "two", 60);
      cluster.start(away);
      awaitSame(cluster);
      cluster.stop(away);
      cluster.start(away); // it has the table from its own disk now
      awaitSame(cluster);

      elect(cluster, away);

      assertEquals(answer, appendAt(cluster, away));
      assertTrue(said(cluster, "(IS8)") > 0);
      try (KvClient client = new KvClient(cluster.config(), 10_000)) {
        assertEquals("a", client.get("x").orElseThrow());
      }
    }
  }

  /** It is handed the leadership, once more if that took too long (LT4). */
  private static void elect(Cluster cluster, String candidate) {
    cluster.await(candidate + " to lead", () -> {
      String leader = cluster.leader();
      if (leader.equals(candidate)) return true;
      Handshake.transfer(cluster.config(), cluster.config().node(leader),
          candidate, 10_000);
      return false;
    });
  }

  private static String appendAt(Cluster cluster, String leader) {
    try (Stranger client = Stranger.client(cluster.config(), leader)) {
      client.send(APPEND);
      return client.receive("ClientReply").toString();
    }
  }

  @Test void aFollowerWithoutRoomSaysSoRefusesAndTakesItLater() {
    StorageDisks.NoRoomForSnapshots disk =
        new StorageDisks.NoRoomForSnapshots();
    try (Cluster cluster = Cluster.of(3, TINY)) {
      String away = cluster.follower();
      cluster.stop(away);
      write(cluster, "two", 60);
      long term = cluster.nodes().iterator().next().status().term();
      disk.full(true);

      Node full = cluster.start(away, disk);
      cluster.await("its complaint", () -> said(cluster, away + " from ") > 0);
      cluster.await("the leader's", () ->
          said(cluster, "refused by " + away) > 0);
      Cluster.pause(1000); // two election timeouts

      assertEquals(0, full.status().lastApplied());
      assertEquals(term, full.status().term(), "heartbeats go on");
      assertEquals(1, said(cluster, away + " from "));
      assertEquals(1, said(cluster, "refused by " + away));
      disk.full(false);
      statesAreEqual(cluster);
    }
  }

  @Test void aLeaderThatCannotReadItsSnapshotSaysSoAndSendsHeartbeats()
      throws IOException {
    try (Cluster cluster = Cluster.of(3, TINY)) {
      String leader = cluster.leader();
      String away = cluster.follower();
      cluster.stop(away);
      write(cluster, "two", 60);
      Path data = cluster.folder().resolve(leader);
      Path file = data.resolve("snapshot-" + taken(cluster.node(leader))
          + ".jsonl");
      cluster.await("what it covers to be deleted", () ->
          snapshots(data).equals(List.of(file)));
      Path moved = Files.move(file, data.resolve("moved"));
      long term = cluster.node(leader).status().term();

      Node again = cluster.start(away);
      cluster.await("its complaint", () ->
          said(cluster, "cannot read the snapshot") > 0);
      Cluster.pause(1000); // two election timeouts

      assertEquals(term, again.status().term(), "heartbeats go on");
      assertEquals(1, said(cluster, "cannot read the snapshot"));
      Files.move(moved, file);
      statesAreEqual(cluster);
    }
  }

  @Test void aBuildThatTakesLongerThanAnyTimeoutIsAwaited() {
    SlowToRestore machines = new SlowToRestore(50);
    try (Cluster cluster = Cluster.down(3, TINY, machines::of)) {
      IntStream.rangeClosed(1, 3).forEach(i -> cluster.start("n" + i));
      String away = cluster.follower();
      cluster.stop(away);
      write(cluster, "two", 60);
      long term = cluster.nodes().iterator().next().status().term();
      machines.slow();

      cluster.start(away);
      write(cluster, "three", 20);
      awaitSame(cluster);

      assertEquals(term, cluster.node(away).status().term(), "an election");
      assertTrue(machines.restored() <= 2, machines.restored() + " times");
    }
  }
}
