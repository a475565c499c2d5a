package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A follower comes back, and its log ends before what it acknowledged. */
class LostEndTest {
  private int serial;

  private void put(Cluster cluster) {
    try (Stranger client =
        Stranger.client(cluster.config(), cluster.leader())) {
      assertEquals("applied", client.put(++serial, "1"));
    }
  }

  private static void awaitEqual(Cluster cluster, String follower) {
    long last = cluster.node(cluster.leader()).status().lastIndex();
    cluster.await(follower + " to hold all", () ->
        cluster.node(follower).status().lastApplied() == last);
  }

  /** Waits until the leader knows that this follower holds all. */
  private static void awaitAcknowledged(Cluster cluster, String follower) {
    awaitEqual(cluster, follower);
    cluster.traces(TracePrinter.Level.MESSAGES);
    // A reply is handled before the next request is sent.
    String reply = cluster.leader() + " <- " + follower
        + " AppendEntriesReply";
    cluster.await("two more replies", () -> cluster.trace().stream()
        .filter(line -> line.startsWith(reply)).count() >= 2);
    cluster.traces(TracePrinter.Level.CHANGES);
  }

  /** Stops it, takes bytes off the end of its log, and starts it again. */
  private static void losesItsEnd(Cluster cluster, String follower,
      long bytes) throws IOException {
    cluster.stop(follower);
    Path log = cluster.folder().resolve(follower).resolve("log.jsonl");
    byte[] all = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(all, (int) (all.length - bytes)));
    cluster.start(follower);
  }

  private static long lastBatchBytes(Cluster cluster, String follower)
      throws IOException {
    String log = Files.readString(
        cluster.folder().resolve(follower).resolve("log.jsonl"));
    String batch = log.substring(log.lastIndexOf("{\"forced\":"));
    return batch.getBytes(StandardCharsets.UTF_8).length;
  }

  private static long refusals(Cluster cluster) {
    return cluster.trace().stream()
        .filter(line -> line.contains("(AE2)")).count();
  }

  // Twenty bytes are a torn tail; a whole batch looks as if it never was. More
  // heartbeats than one may be under way before the first refusal is heard.
  @ParameterizedTest
  @ValueSource(longs = {20, -1})
  void isFedAgainAndRefusesNoMoreThanHeartbeats(long bytes) throws IOException {
    try (Cluster cluster = Cluster.of(3)) {
      put(cluster);
      String follower = cluster.follower();
      awaitAcknowledged(cluster, follower);
      long before = refusals(cluster);
      long begun = System.nanoTime();

      losesItsEnd(cluster, follower,
          bytes > 0 ? bytes : lastBatchBytes(cluster, follower));

      awaitEqual(cluster, follower);
      cluster.await("it to say so", () -> refusals(cluster) > before);
      long refusals = refusals(cluster) - before;
      long millis = (System.nanoTime() - begun) / 1_000_000;
      long heartbeats = millis / cluster.config().heartbeat() + 1;
      assertTrue(refusals <= heartbeats, refusals + " in " + millis + " ms");
    }
  }

  @Test void peopleOnBothSidesAreTold() throws IOException {
    try (Cluster cluster = Cluster.of(3)) {
      put(cluster);
      String leader = cluster.leader();
      String follower = cluster.follower();
      awaitAcknowledged(cluster, follower);

      losesItsEnd(cluster, follower, lastBatchBytes(cluster, follower));

      String loss = follower + " has lost log entries";
      cluster.await("both to say it", () -> cluster.trace().stream()
          .filter(line -> line.contains(loss)).count() == 2);
      List<String> told = cluster.trace().stream()
          .filter(line -> line.contains(loss)).toList();
      assertTrue(told.get(0).startsWith(leader + " to " + follower), told + "");
      assertTrue(told.get(1).startsWith(leader + " tells " + follower),
          told + "");
    }
  }

  // It counted for nothing but a majority, as long as it was refused.
  @Test void servesAlsoWhenTheThirdIsGone() throws IOException {
    try (Cluster cluster = Cluster.of(3)) {
      put(cluster);
      String leader = cluster.leader();
      String follower = cluster.follower();
      String third = cluster.nodes().stream().map(Node::id)
          .filter(id -> !id.equals(leader) && !id.equals(follower))
          .findFirst().orElseThrow();
      awaitAcknowledged(cluster, follower);
      losesItsEnd(cluster, follower, 20);

      cluster.stop(third);

      put(cluster);
      awaitEqual(cluster, follower);
    }
  }
}
