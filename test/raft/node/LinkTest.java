package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import raft.Role;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.StatusRequest;

/** What a link makes of a peer that answers late, wrongly, or not at all. */
final class LinkTest {
  // The test alone decides when there is an election, and how long is long.
  private static final Map<String, String> PATIENT = Map.of(
      "heartbeat", "2000", "election-timeout-min", "5000",
      "election-timeout-max", "5000");
  // Nor does a leader step down since the machine was busy for 200 ms (CQ1).
  private static final Map<String, String> BRISK = Map.of("heartbeat", "20",
      "election-timeout-min", "200", "election-timeout-max", "200",
      "check-quorum", "false");

  private static Cluster only(String id, Map<String, String> settings) {
    Cluster cluster = Cluster.down(3, settings, null);
    cluster.start(id);
    return cluster;
  }

  private static JsonObject with(JsonObject reply, String field, String value) {
    reply.addProperty(field, value);
    return reply;
  }

  // ---- replies ---------------------------------------------------------

  @Test void aReplyBearsTheIdOfItsRequest() {
    try (Cluster cluster = only("n1", PATIENT);
        Stranger n2 = Stranger.peer(cluster.config(), "n2", "n1")) {
      n2.send("""
          {"type":"RequestVote","id":"n2-n1-77","term":3,"candidateId":"n2",\
          "lastLogIndex":0,"lastLogTerm":0,"leadershipTransfer":false}""");
      n2.send("""
          {"type":"AppendEntries","id":"n2-n1-78","term":3,"leaderId":"n2",\
          "prevLogIndex":0,"prevLogTerm":0,"entries":[],"leaderCommit":0}""");

      JsonObject vote = n2.receive("RequestVoteReply");
      JsonObject appended = n2.receive("AppendEntriesReply");

      assertEquals("n2-n1-77", vote.get("id").getAsString());
      assertTrue(vote.get("voteGranted").getAsBoolean());
      assertEquals("n2-n1-78", appended.get("id").getAsString());
      assertTrue(appended.get("success").getAsBoolean());
    }
  }

  @Test void aRequestBearsAReadableIdThatIsUsedOnce() throws Exception {
    try (Cluster cluster = only("n1", PATIENT);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();

      String first = n2.request().get("id").getAsString();
      String second = n2.request().get("id").getAsString();

      assertTrue(first.matches("n1-n2-[0-9]+"), first);
      assertTrue(second.matches("n1-n2-[0-9]+"), second);
      assertTrue(!first.equals(second), first + " twice");
    }
  }

  @Test
  @Tag("IO")
  void aLateReplyCountsForTheRequestThatItAnswers() throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();
      cluster.await("n1 to lead and commit",
          () -> cluster.node("n1").status().commitIndex() == 1);
      AtomicReference<JsonObject> before = new AtomicReference<>();
      n2.answers(request -> {
        JsonObject previous = before.getAndSet(request);
        return previous == null ? null : FakePeer.yes(previous);
      });

      propose(cluster);

      cluster.await("the late reply to count",
          () -> cluster.node("n1").status().commitIndex() == 2);
      assertEquals(1, n2.callerCount(), "on the same connection");
    }
  }

  @Test void aReplyOfATermOutOfReachIsNoneAndIsNamed() throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request -> {
          JsonObject reply = FakePeer.yes(request);
          reply.addProperty("term", 1L << 60);
          return reply;
        })) {
      Node n1 = cluster.node("n1");
      n1.timeout();

      cluster.await("a word about it", () -> cluster.trace().stream().anyMatch(
          line -> line.contains("n2 answered: term 1152921504606846976")));
      n2.answers(FakePeer::yes);

      cluster.await("n1 to lead", () -> n1.status().role() == Role.LEADER);
      assertTrue(n1.status().term() < 1000, n1.status().toString());
    }
  }

  @Test
  @Tag("IO")
  void aReplyToARequestThatWasAnsweredIsNotTakenForTheNextOnes()
      throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();
      cluster.await("n1 to lead and commit",
          () -> cluster.node("n1").status().commitIndex() == 1);
      JsonObject answered = appendEntries(n2);
      n2.answers(request -> FakePeer.yes(answered));
      n2.forget();

      propose(cluster);
      for (int i = 0; i < 6; i++) n2.request();

      assertEquals(1, cluster.node("n1").status().commitIndex());
      n2.answers(FakePeer::yes);
      cluster.await("the right reply to count",
          () -> cluster.node("n1").status().commitIndex() == 2);
    }
  }

  private static JsonObject appendEntries(FakePeer peer)
      throws InterruptedException {
    JsonObject request = peer.request();
    while (FakePeer.isVote(request)) request = peer.request();
    return request;
  }

  private static void propose(Cluster cluster) {
    try (Stranger client = Stranger.client(cluster.config(), "n1")) {
      client.send("{\"type\":\"ClientRequest\",\"id\":\"r\","
          + "\"command\":{\"op\":\"register\"}}");
      cluster.await("the command to be in the log",
          () -> cluster.node("n1").status().lastIndex() == 2);
    }
  }

  @Test void aReplyOfTheWrongKindIsNoReply() throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request -> {
          JsonObject kind = request.deepCopy();
          kind.addProperty("type", FakePeer.isVote(request)
              ? "AppendEntries" : "RequestVote");
          return FakePeer.yes(kind);
        })) {
      cluster.node("n1").timeout();

      for (int i = 0; i < 4; i++) assertTrue(FakePeer.isVote(n2.request()));

      assertNotEquals(Role.LEADER, cluster.node("n1").status().role());
      n2.answers(FakePeer::yes);
      cluster.await("n1 to lead",
          () -> cluster.node("n1").status().role() == Role.LEADER);
    }
  }

  @Test void aPeerThatTalksNonsenseIsShownToThePersonOnce() throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2",
            request -> with(new JsonObject(), "type", "Nonsense"))) {
      cluster.node("n1").timeout();

      for (int i = 0; i < 5; i++) n2.request();

      cluster.await("a notice", () -> notices(cluster) > 0);
      assertEquals(1, notices(cluster));
    }
  }

  private static long notices(Cluster cluster) {
    return cluster.trace().stream()
        .filter("n1 to n2: unknown type Nonsense"::equals).count();
  }

  @Test void aPeerThatRefusesUsIsShownWithItsReason() throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request ->
            with(with(new JsonObject(), "type", "ErrorFrame"), "why", "go"))) {
      cluster.node("n1").timeout();

      n2.request();

      cluster.await("a notice", () -> cluster.trace()
          .contains("n1 to n2: refused by n2: go"));
    }
  }

  // ---- silence ---------------------------------------------------------

  @Test void afterASilenceOnlyEmptyHeartbeatsAreSentUntilOneIsAnswered()
      throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();
      cluster.await("n1 to lead and commit",
          () -> cluster.node("n1").status().commitIndex() == 1);
      n2.forget();
      AtomicReference<JsonObject> lost = new AtomicReference<>();
      n2.answers(request -> {
        if (FakePeer.lastIndex(request) == 2) lost.set(request);
        return lost.get() == null ? FakePeer.yes(request) : null;
      });

      propose(cluster);
      while (FakePeer.lastIndex(n2.request()) < 2) continue;
      JsonObject next = n2.request();
      JsonObject nextButOne = n2.request();

      assertEquals(0, next.getAsJsonArray("entries").size());
      assertEquals(0, nextButOne.getAsJsonArray("entries").size());
      n2.answers(FakePeer::yes);
      cluster.await("the entry to be sent again, and committed",
          () -> cluster.node("n1").status().commitIndex() == 2);
    }
  }

  // A reply that is late comes between two heartbeats.
  @Test void aHeartbeatComesInTimeAlsoAfterALateReply() throws Exception {
    Map<String, String> settings = Map.of("tick", "50",
        "heartbeat", "2000", "election-timeout-min", "9000",
        "election-timeout-max", "9000");
    try (Cluster cluster = only("n1", settings);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();
      cluster.await("n1 to lead and commit",
          () -> cluster.node("n1").status().commitIndex() == 1);
      AtomicReference<JsonObject> late = new AtomicReference<>();
      n2.answers(request -> {
        if (late.getAndSet(request) != null) return null;
        Cluster.pause(2900); // another heartbeat comes meanwhile
        return FakePeer.yes(request);
      });
      n2.forget();

      n2.request(); // is answered late
      n2.request();
      long begin = System.nanoTime();
      n2.request();
      long millis = (System.nanoTime() - begin) / 1_000_000;

      assertTrue(millis < 1900, millis + " ms, and 1100 are left");
    }
  }

  // Two heartbeats are out, and the reply to the first is here: all is well.
  @Test void aPeerThatHasJustRepliedIsReachable() throws Exception {
    Map<String, String> settings = Map.of("heartbeat", "900",
        "election-timeout-min", "2000", "election-timeout-max", "2000",
        "check-quorum", "false");
    try (Cluster cluster = only("n1", settings);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();
      cluster.await("n1 to lead and commit",
          () -> cluster.node("n1").status().commitIndex() == 1);
      AtomicReference<JsonObject> late = new AtomicReference<>();
      n2.answers(request -> {
        if (late.getAndSet(request) != null) return null;
        Cluster.pause(1500); // it may take 2000
        return FakePeer.yes(request);
      });
      n2.forget();

      n2.request();

      long end = System.nanoTime() + 1_300_000_000L;
      while (System.nanoTime() < end) {
        assertEquals(List.of("n3"), cluster.node("n1")
            .status(new StatusRequest("s", 0)).unreachable());
        Cluster.pause(10);
      }
    }
  }

  @Test void manyHeartbeatsDoNotPutOffTheEndOfASilentConnection()
      throws Exception {
    Map<String, String> settings = Map.of("tick", "1", "heartbeat", "2",
        "election-timeout-min", "200", "election-timeout-max", "200");
    try (Cluster cluster = only("n1", settings);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      cluster.node("n1").timeout();
      cluster.await("n1 to lead and commit",
          () -> cluster.node("n1").status().commitIndex() == 1);

      n2.answers(request -> null);

      cluster.await("another connection", () -> n2.callerCount() > 1);
    }
  }

  // Only a connection on which nothing comes is given up, here after 2 seconds.
  @Test void afterALateWelcomeTheReplyHasItsWholeTime() throws Exception {
    Map<String, String> settings = Map.of(
        "election-timeout-min", "1000", "election-timeout-max", "1000");
    try (Cluster cluster = only("n1", settings);
        ServerSocket n2 = FreePorts.listen(
            cluster.config().node("n2").peer().getPort(), 5);
        Stranger n1 = new Stranger(n2.accept())) {
      n1.receive("Hello");
      Cluster.pause(1200);

      n1.send("{\"type\":\"Welcome\",\"node\":\"n2\",\"boot\":5}");

      n2.setSoTimeout(1200);
      assertThrows(SocketTimeoutException.class, () -> n2.accept().close(),
          "another connection");
    }
  }

  // It takes five heartbeats for each, so they would pile up without end.
  @Test void aPeerThatAnswersNothingIsAskedOnceForEachVote() throws Exception {
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request -> null);
        FakePeer n3 = new FakePeer(cluster.config(), "n3", request ->
            isPreVote(request) && request.get("term").getAsLong() == 0
                ? FakePeer.yes(request) : null)) { // one election, no second
      cluster.node("n1").timeout();
      assertTrue(isPreVote(n3.request()));

      assertTrue(isPreVote(n2.request()));
      assertEquals("RequestVote", n2.request().get("type").getAsString());
      assertTrue(isPreVote(n2.request()), "after its next timeout");
    }
  }

  private static boolean isPreVote(JsonObject request) {
    return request.get("type").getAsString().equals("RequestPreVote");
  }

  @Test void aPeerThatIsSlowItselfIsNotBuriedUnderHeartbeats()
      throws Exception {
    AtomicInteger answered = new AtomicInteger();
    try (Cluster cluster = only("n1", BRISK);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      Node n1 = cluster.node("n1");
      n1.timeout();
      cluster.await("n1 to lead and commit",
          () -> n1.status().commitIndex() == 1);
      long before = requests(n1);
      n2.answers(request -> {
        Cluster.pause(100);
        answered.incrementAndGet();
        return FakePeer.yes(request);
      });

      cluster.await("twenty slow replies", () -> answered.get() > 20);

      long waiting = requests(n1) - before - answered.get();
      assertTrue(waiting <= 4 * 200 / 20 + 1, waiting + " wait for a reply");
    }
  }

  private static long requests(Node node) {
    return node.counters(new CountersRequest("count")).requests();
  }

  @Test void aPeerThatIsDownIsCalledAgainEachHeartbeat() throws Exception {
    Map<String, String> settings = Map.of("heartbeat", "100",
        "election-timeout-min", "5000", "election-timeout-max", "5000");
    try (Cluster cluster = only("n1", settings)) {
      cluster.node("n1").timeout(); // nobody is there
      Cluster.pause(200);

      long begin = System.nanoTime();
      try (FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
        n2.request();
        long millis = (System.nanoTime() - begin) / 1_000_000;

        assertTrue(millis < 700, millis + " ms");
      }
    }
  }

  @Test void anIncomingHelloEndsTheBackOff() throws Exception {
    try (Cluster cluster = only("n1", PATIENT)) {
      cluster.node("n1").timeout(); // nobody is there: backs off for 2 s
      Cluster.pause(200);

      try (FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
        long begin = System.nanoTime();
        Stranger.peer(cluster.config(), "n2", "n1").close();
        n2.request();
        long millis = (System.nanoTime() - begin) / 1_000_000;

        assertTrue(millis < 1000, millis + " ms");
      }
    }
  }

  @Test void aConnectionThatBrokeWhileIdleCostsNoBackOff() throws Exception {
    // A candidate, which is what tells of peers that do not reply.
    Map<String, String> settings = new HashMap<>(PATIENT);
    settings.put("pre-vote", "false");
    try (Cluster cluster = only("n1", settings);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request -> {
          JsonObject no = FakePeer.yes(request);
          no.addProperty("voteGranted", false);
          return no;
        })) {
      cluster.node("n1").timeout();
      n2.request();
      cluster.await("the answer to arrive", () -> !cluster.node("n1")
          .status(new StatusRequest("s", 0)).unreachable().contains("n2"));
      n2.hangUp();

      long begin = System.nanoTime();
      cluster.node("n1").timeout();
      n2.request();
      long millis = (System.nanoTime() - begin) / 1_000_000;

      assertTrue(millis < 1000, millis + " ms, and a back-off takes 2000");
    }
  }

  // The leader's first request follows the vote within one conversation.
  @Test void oneThatBreaksAfterAReplyCostsNoBackOff() throws Exception {
    try (Cluster cluster = only("n1", PATIENT);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes)) {
      n2.answers(request -> {
        if (!FakePeer.isVote(request)) n2.hangUp();
        return FakePeer.yes(request);
      });
      cluster.node("n1").timeout();
      appendEntries(n2);

      long begin = System.nanoTime();
      n2.request();
      long millis = (System.nanoTime() - begin) / 1_000_000;

      assertTrue(millis < 1000, millis + " ms, and a back-off takes 2000");
    }
  }

  @Test void aConnectionToAnEarlierRunOfThePeerIsDropped() throws Exception {
    try (Cluster cluster = only("n1", PATIENT);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request -> null)) {
      cluster.node("n1").timeout();
      n2.request(); // of run 5, and never answered
      n2.answers(FakePeer::yes);

      long begin = System.nanoTime();
      Stranger.peer(cluster.config(), "n2", "n1").close(); // run 17
      cluster.await("n1 to lead, since the new run votes",
          () -> cluster.node("n1").status().role() == Role.LEADER);
      long millis = (System.nanoTime() - begin) / 1_000_000;

      assertTrue(millis < 2000, millis + " ms, and a time-out takes 5000");
      assertEquals(2, n2.callerCount());
    }
  }

  @Test void aWelcomeOfAnEarlierRunAfterTheCallOfTheNewOneIsDropped()
      throws Exception {
    try (Cluster cluster = only("n1", PATIENT);
        ServerSocket n2 = FreePorts.listen(
            cluster.config().node("n2").peer().getPort(), 5)) {
      cluster.node("n1").timeout();
      try (Stranger earlier = new Stranger(n2.accept())) {
        earlier.receive("Hello");
        Stranger.peer(cluster.config(), "n2", "n1").close(); // run 17

        earlier.send("{\"type\":\"Welcome\",\"node\":\"n2\",\"boot\":5}");

        n2.setSoTimeout(5000); // and a time-out takes 10,000
        n2.accept().close();
      }
    }
  }

  @Test void aNewConnectionOfAPeerReplacesItsOldOne() {
    try (Cluster cluster = only("n1", PATIENT);
        Stranger old = Stranger.peer(cluster.config(), "n2", "n1");
        Stranger fresh = Stranger.peer(cluster.config(), "n2", "n1")) {

      assertNull(old.receive());

      fresh.send("""
          {"type":"RequestVote","id":"n2-n1-1","term":3,"candidateId":"n2",\
          "lastLogIndex":0,"lastLogTerm":0,"leadershipTransfer":false}""");
      fresh.receive("RequestVoteReply");
    }
  }
}
