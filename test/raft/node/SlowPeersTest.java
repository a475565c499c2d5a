package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Role;

/**
 * A peer that is slow, silent, cut off or gone delays nobody else. The patience
 * of these clusters is several times that of the files shipped, and what counts
 * of many puts is the median: on a busy machine each of ten threads that a put
 * needs waits for its turn, and that is no fault of the slow peer.
 */
final class SlowPeersTest {
  private static final int PUTS = 21;
  private static final Map<String, String> PATIENT = Map.of(
      "election-timeout-min", "900", "election-timeout-max", "1200");
  private static int serial;

  private static Cluster twoOfThree() {
    Cluster cluster = Cluster.down(3, PATIENT, null);
    cluster.start("n1");
    cluster.start("n2");
    return cluster;
  }

  private static void put(Stranger client) {
    assertEquals("applied", client.put(++serial, "1"));
  }

  /** Commands are committed, and no follower misses its leader. */
  private static void worksAtFullSpeed(Cluster cluster) {
    String leader = cluster.leader();
    long term = cluster.node(leader).status().term();

    List<Long> millis = putTimes(cluster, leader);
    Cluster.pause(3 * cluster.config().replyTimeout() / 2);

    // Were n2 served after n3, each put would wait for a dial to n3.
    long median = millis.get(PUTS / 2);
    assertTrue(median < cluster.config().dialTimeout() / 2, millis + " ms");
    assertEquals(leader, cluster.leader());
    assertEquals(term, cluster.node(leader).status().term());
  }

  /** In milliseconds, the shortest first. */
  private static List<Long> putTimes(Cluster cluster, String leader) {
    List<Long> millis = new ArrayList<>();
    try (Stranger client = Stranger.client(cluster.config(), leader)) {
      for (int i = 0; i < PUTS; i++) {
        long begin = System.nanoTime();
        put(client);
        millis.add((System.nanoTime() - begin) / 1_000_000);
      }
    }
    return millis.stream().sorted().toList();
  }

  // ---- black holes -----------------------------------------------------

  @Test
  @Tag("L1")
  void aPeerThatTakesNoConnectionDelaysNobody() {
    try (Cluster cluster = twoOfThree();
        BlackHole n3 = new BlackHole(cluster.config(), "n3")) {
      assertTrue(n3.isFull());

      worksAtFullSpeed(cluster);
    }
  }

  @Test
  @Tag("L1")
  void aPeerThatConnectsAndNeverAnswersDelaysNobody() throws Exception {
    try (Cluster cluster = twoOfThree();
        ServerSocket n3 = FreePorts.listen(
            cluster.config().node("n3").peer().getPort(), 50)) {
      assertTrue(n3.isBound());

      worksAtFullSpeed(cluster);
    }
  }

  @Test
  @Tag("L1")
  void aPeerThatWelcomesAndNeverAnswersDelaysNobody() {
    try (Cluster cluster = twoOfThree();
        FakePeer n3 = new FakePeer(cluster.config(), "n3", request -> null)) {

      worksAtFullSpeed(cluster);

      cluster.await("it to be given up", () -> n3.callerCount() > 1);
    }
  }

  @Test
  @Tag("L1")
  void aPeerThatIsDownDelaysNobody() {
    try (Cluster cluster = twoOfThree()) {

      worksAtFullSpeed(cluster);
    }
  }

  // ---- slow ------------------------------------------------------------

  @Test void aSlowFollowerDelaysNobodyAndCatchesUp() {
    try (Cluster cluster = Cluster.of(3, PATIENT)) {
      String slow = cluster.follower();
      cluster.node(slow).faults().slow(200);

      worksAtFullSpeed(cluster);

      cluster.await("the slow one to catch up", () ->
          cluster.node(slow).status().lastApplied() == cluster.node(
              cluster.leader()).status().commitIndex());
    }
  }

  // Slower than an election timeout it hears too little, and keeps standing
  // for election: "broadcastTime ≪ electionTimeout" (§5.6) does not hold.
  @Test void aFollowerThatWasTooSlowToBeHeardIsBackWhenItIsHealed() {
    try (Cluster cluster = Cluster.of(3)) {
      String slow = cluster.follower();
      cluster.node(slow).faults().slow(2 * cluster.config().replyTimeout());
      cluster.await("it to miss its leader",
          () -> cluster.node(slow).status().leader() == null);

      cluster.node(slow).faults().heal();

      worksAtFullSpeed(cluster);
      cluster.await("it to catch up", () ->
          cluster.node(slow).status().lastApplied() == cluster.node(
              cluster.leader()).status().commitIndex());
    }
  }

  // ---- cut -------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCutAtEitherEndStopsBothDirections(boolean atTheLeader) {
    try (Cluster cluster = Cluster.of(3)) {
      String leader = cluster.leader();
      String follower = cluster.follower();
      // Else the leader's no-op may come between the look and the cut.
      cluster.await("the follower to hold all", () ->
          cluster.node(follower).status().lastIndex()
              == cluster.node(leader).status().lastIndex());
      long held = cluster.node(follower).status().lastIndex();

      String end = atTheLeader ? leader : follower;
      String other = atTheLeader ? follower : leader;
      cluster.node(end).faults().cut(other);
      try (Stranger client = Stranger.client(cluster.config(), leader)) {
        put(client);
      }
      cluster.await("the follower to miss its leader", () ->
          !leader.equals(cluster.node(follower).status().leader()));

      assertEquals(held, cluster.node(follower).status().lastIndex());
      cluster.node(end).faults().heal(other);
      cluster.leader();
    }
  }

  @Test void aReplyThatArrivesAfterTheCutIsNotHeard() throws Exception {
    try (Cluster cluster = Cluster.down(3, Map.of("heartbeat", "50",
        "election-timeout-min", "5000", "election-timeout-max", "5000"),
        null)) {
      Node n1 = cluster.start("n1");
      try (FakePeer n2 = new FakePeer(cluster.config(), "n2", request -> {
        n1.faults().cut("n2");
        return FakePeer.yes(request);
      })) {
        n1.timeout();
        assertTrue(FakePeer.isVote(n2.request()));
        Cluster.pause(200);

        assertNotEquals(Role.LEADER, n1.status().role());
        n2.answers(FakePeer::yes);
        n1.faults().heal();
        cluster.await("n1 to lead", () -> n1.status().role() == Role.LEADER);
      }
    }
  }

  @Test void aHelloThatComesUnderACutIsHeardWhenItHeals() {
    try (Cluster cluster = twoOfThree();
        Stranger n3 = new Stranger(cluster.config().node("n1").peer())) {
      cluster.node("n1").faults().cut("n3");
      n3.send(Stranger.helloOfPeer("test", "n3", "n1"));
      Cluster.pause(100);

      cluster.node("n1").faults().heal("n3");

      n3.receive("Welcome");
    }
  }

  @Test void aHelloThatComesUnderACutGetsNoAnswerAtAll() {
    try (Cluster cluster = twoOfThree();
        Stranger n3 = new Stranger(cluster.config().node("n1").peer())) {
      cluster.node("n1").faults().cut("n3");
      long begin = System.nanoTime();

      n3.send(Stranger.helloOfPeer("test", "n3", "n1"));

      assertNull(n3.receive());
      long millis = (System.nanoTime() - begin) / 1_000_000;
      // Not at once: a switch that is dead does not say so.
      assertTrue(millis >= cluster.config().replyTimeout(), millis + " ms");
    }
  }

  @Test void manyCutsAndHealsLeaveNoThreadBehind() {
    try (Cluster cluster = Cluster.of(3)) {
      String follower = cluster.follower();
      for (int i = 0; i < 10; i++) {
        cluster.disconnect(follower);
        Cluster.pause(50);
        cluster.connect(follower);
        Cluster.pause(50);
      }
      cluster.leader();

      // To and from each of two, and six that each node has anyway: 3 x 10.
      assertTrue(Cluster.becomesTrue(() -> Footprint.names().size() <= 30),
          () -> Footprint.names().toString());
    }
  }
}
