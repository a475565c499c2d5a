package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.granted;
import static raft.Replies.refused;
import static raft.Replies.success;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thesis 9.6: who would start an election asks first who would vote. */
class PreVoteTest {

  /** A follower of term 4 whose election timeout has just elapsed. */
  private static Bench asking() {
    return asking(server("n1"));
  }

  private static Bench asking(Given given) {
    Bench bench = given.withPreVote().inTerm(4).starts();
    bench.timesOut();
    return bench;
  }

  private static Bench follower() {
    return server("n1").withPreVote().inTerm(4).starts();
  }

  /** It asks this peer, which would vote for it. */
  private static void hasPreVoteOf(String peer, Bench bench) {
    RequestPreVote request = bench.asksBefore(peer);
    bench.isAnswered(peer, request, granted(request, request.term()));
  }

  private static void hasNoPreVoteOf(String peer, Bench bench) {
    RequestPreVote request = bench.asksBefore(peer);
    bench.isAnswered(peer, request, refused(request, request.term()));
  }

  // ---- PV1. "it won't be able to increment its term" -----------------------

  @Tag("PV1") @Test void whoAsksChangesNothingAndStoresNothing() {
    Bench n1 = server("n1").withPreVote().inTerm(4).starts();
    long stored = n1.storage().position();

    n1.timesOut();

    assertEquals(4, n1.term());
    assertNull(n1.votedFor());
    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(stored, n1.storage().position());
    assertEquals("n1 t4 follower | asks who would vote for it (PV1)",
        n1.trace().last());
  }

  @Tag("PV1") @Test void whoIsAskedChangesNothingAndStoresNothing() {
    Bench n1 = follower();
    long stored = n1.storage().position();
    int countdown = n1.countdown();

    assertTrue(n1.hears(peer("n2").inTerm(4).asksForPreVote())
        .preVoteGranted());

    assertEquals(4, n1.term());
    assertNull(n1.votedFor());
    assertEquals(stored, n1.storage().position());
    assertEquals(countdown, n1.countdown(), "F2: no vote was granted");
  }

  @Tag("PV1") @Test void whoIsCutOffStaysInItsTerm() {
    Bench n1 = follower();

    n1.ticks(100 * TIMEOUT);

    assertEquals(4, n1.term());
  }

  @Tag("PV1") @Test void itAsksInItsOwnTermWithTheEndOfItsLog() {
    Bench n1 = asking(server("n1").withLog("113"));

    RequestPreVote request = n1.asksBefore("n2");

    assertEquals(new RequestPreVote(request.id(), 4, "n1", 3, 3), request);
  }

  @Tag("PV1") @Test void whoAsksFollowsNobody() {
    Bench n1 = server("n1").withPreVote().follows("n2", 4);

    n1.ticks(TIMEOUT);

    assertNull(n1.leader());
  }

  // ---- How long it asks ----------------------------------------------------

  @Test void itAsksEachPeerUntilItAnswers() {
    Bench n1 = asking();

    n1.asksBefore("n2");
    n1.asksBefore("n2");
    hasNoPreVoteOf("n2", n1);

    assertTrue(n1.isQuietTo("n2"));
    assertFalse(n1.isQuietTo("n3"));
  }

  @Test void itAsksAnewWithEachTimeout() {
    Bench n1 = asking();
    hasNoPreVoteOf("n2", n1);

    n1.ticks(TIMEOUT);

    assertFalse(n1.isQuietTo("n2"));
  }

  @Test void itStopsWhenItHearsALeader() {
    Bench n1 = asking();

    n1.hears(peer("n3").inTerm(4).heartbeat());

    assertTrue(n1.isQuietTo("n2"));
    assertEquals("n3", n1.leader());
  }

  @Test void itStopsWhenItGrantsAVote() {
    Bench n1 = asking();

    n1.hears(peer("n3").inTerm(5).asksForVote());

    assertTrue(n1.isQuietTo("n2"));
  }

  @Test void itAsksAgainInANewerTerm() {
    Bench n1 = asking(server("n1").of(5));
    hasPreVoteOf("n2", n1);
    RequestPreVote request = n1.asksBefore("n3");

    n1.isAnswered("n3", request, refused(request, 7));
    n1.forces();

    assertEquals(7, n1.asksBefore("n2").term());
    hasPreVoteOf("n3", n1);
    assertEquals(7, n1.term(), "what n2 said in term 4 counts no more");
  }

  @Test void itAsksAlthoughAnOlderRequestIsUnderWay() {
    Bench n1 = server("n1").withPreVote().of(2).inTerm(4).starts();
    n1.timesOut();
    hasPreVoteOf("n2", n1);
    n1.forces();
    n1.isGrantedBy("n2");
    AppendEntries underWay = n1.sends("n2");
    n1.hears(peer("n2").inTerm(6).asksForVote());
    n1.timesOut();

    Optional<Held<Message.Request>> next =
        n1.server().nextRequest("n2", underWay);

    Message.Request asked = next.orElseThrow().message();
    assertInstanceOf(RequestPreVote.class, asked);
    assertTrue(n1.server().nextRequest("n2", asked).isEmpty(),
        "once in each asking, or it would never end");
  }

  @Test void whoWaitsForARequestIsWoken() {
    Bench n1 = follower();
    assertTrue(n1.isQuietTo("n2"));

    n1.timesOut();

    assertTrue(n1.server().endOfStep(), "the links are to be told");
  }

  // ---- PV2. "the voters have not received heartbeats" ----------------------

  @Tag("PV2") @Test void whoHearsALeaderRefuses() {
    Bench n1 = server("n1").withPreVote().follows("n2", 4);
    n1.ticks(TIMEOUT - 1);

    assertFalse(n1.hears(peer("n3").inTerm(4).asksForPreVote())
        .preVoteGranted());
    assertEquals("n1 t4 follower | refuses n3: n2 leads (PV2)",
        n1.trace().last());
  }

  @Tag("PV2") @Test void aLeaderRefuses() {
    Bench n1 = server("n1").leads(4);

    assertFalse(n1.hears(peer("n3").inTerm(4).asksForPreVote())
        .preVoteGranted());
  }

  @Tag("PV2") @Test void whoHearsALeaderTakesNoNewerTermFromWhoAsks() {
    Bench follower = server("n1").withPreVote().follows("n2", 4);
    Bench leader = server("n1").leads(4);

    for (Bench each : List.of(follower, leader)) {
      assertFalse(each.hears(peer("n3").inTerm(9).asksForPreVote())
          .preVoteGranted());
      assertEquals(4, each.term());
    }
  }

  @Tag("PV2") @Test void whoHasHeardNoLeaderForTheMinimumTimeoutGrants() {
    Bench n1 = server("n1").withSettings(new Settings(5, TIMEOUT,
        1000 * TIMEOUT, 100, 1_000_000, false, 100, 1_000_000,
        Settings.Snapshotting.OFF, Settings.Calm.ON)).follows("n2", 4);
    n1.ticks(TIMEOUT);

    assertTrue(n1.hears(peer("n3").inTerm(4).asksForPreVote())
        .preVoteGranted());
  }

  @Tag("PV2") @Test void theLogMustBeUpToDate() {
    Bench n1 = server("n1").withPreVote().inTerm(4).withLog("123").starts();

    assertFalse(n1.hears(peer("n2").inTerm(4).withLog("1222")
        .asksForPreVote()).preVoteGranted());
    assertTrue(n1.hears(peer("n2").inTerm(4).withLog("113")
        .asksForPreVote()).preVoteGranted());
  }

  @Tag("PV2") @Test void aServerInAnOlderTermIsToldTheNewer() {
    Bench n1 = follower();

    RequestPreVoteReply reply =
        n1.hears(peer("n2").inTerm(3).asksForPreVote());

    assertFalse(reply.preVoteGranted());
    assertEquals(4, reply.term());
  }

  @Tag("PV2") @Test void itIsGivenToSeveral() {
    Bench n1 = server("n1").withPreVote().inTerm(4).votedFor("n2").starts();

    for (String id : List.of("n2", "n3", "n4")) {
      assertTrue(n1.hears(peer(id).inTerm(4).asksForPreVote())
          .preVoteGranted());
    }
  }

  // ---- PV3. "if it first learns from a majority" ---------------------------

  @Tag("PV3") @Test void anElectionFollowsAMajorityAndNothingLess() {
    Bench n1 = asking(server("n1").of(5));

    hasPreVoteOf("n2", n1);
    hasNoPreVoteOf("n3", n1);
    assertEquals(Role.FOLLOWER, n1.role());
    hasPreVoteOf("n4", n1);

    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(5, n1.term());
    assertEquals("n1", n1.votedFor());
  }

  @Tag("PV3") @Test void halfIsNoMajority() {
    Bench n1 = asking(server("n1").of(4));

    hasPreVoteOf("n2", n1);

    assertEquals(4, n1.term());
  }

  @Tag("PV3") @Test void thePreVoteOfOneServerCountsOnce() {
    Bench n1 = asking(server("n1").of(5));
    RequestPreVote request = n1.asksBefore("n2");

    for (int i = 0; i < 3; i++) {
      n1.isAnswered("n2", request, granted(request, 4));
    }

    assertEquals(4, n1.term());
  }

  @Tag("PV3") @Test void preVotesAreNoVotes() {
    Bench n1 = asking();
    hasPreVoteOf("n2", n1);
    n1.forces();
    assertEquals(Role.CANDIDATE, n1.role(), "with its own vote alone");

    n1.isGrantedBy("n3");

    assertEquals(Role.LEADER, n1.role());
  }

  @Tag("PV3") @Test void aPreVoteThatComesDuringTheElectionIsNoVote() {
    Bench n1 = asking(server("n1").of(3));
    RequestPreVote late = n1.asksBefore("n3");
    hasPreVoteOf("n2", n1);
    n1.forces();

    n1.isAnswered("n3", late, granted(late, 4));
    n1.isAnswered("n3", late, granted(late, 5));

    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(5, n1.term());
  }

  @Tag("PV3") @Test void whatWasSaidWhenItAskedBeforeCountsNoMore() {
    Bench n1 = asking();
    RequestPreVote before = n1.asksBefore("n2");
    n1.hears(peer("n3").inTerm(4).heartbeat());
    n1.ticks(TIMEOUT);

    n1.isAnswered("n2", before, granted(before, 4));

    assertEquals(4, n1.term());
    hasPreVoteOf("n2", n1);
    assertEquals(5, n1.term());
  }

  @Tag("PV3") @Test void preVotesOfTheTimeBeforeCountNoMore() {
    Bench n1 = asking(server("n1").of(5));
    hasPreVoteOf("n2", n1);

    n1.ticks(TIMEOUT);
    hasPreVoteOf("n3", n1);

    assertEquals(4, n1.term(), "n1 and n3");
  }

  @Tag("PV3") @Test void aServerAloneElectsItselfAtOnce() {
    Bench n1 = asking(server("n1").of(1));

    n1.forces();

    assertEquals(Role.LEADER, n1.role());
    assertEquals(5, n1.term());
  }

  @Tag("PV3") @Test void aCandidateAsksBeforeItsNextElection() {
    Bench n1 = asking();
    hasPreVoteOf("n2", n1);
    n1.forces();

    n1.ticks(TIMEOUT);
    assertEquals(5, n1.term());
    assertEquals(Role.CANDIDATE, n1.role());
    hasPreVoteOf("n3", n1);

    assertEquals(6, n1.term());
  }

  @Tag("PV3") @Test void aVoteThatComesLateStillElectsWhoAsksAgain() {
    Bench n1 = asking();
    hasPreVoteOf("n2", n1);
    n1.forces();
    RequestVote request = n1.asks("n2");
    n1.ticks(TIMEOUT);

    n1.isAnswered("n2", request, granted(request, 5));

    assertEquals(Role.LEADER, n1.role());
    assertInstanceOf(AppendEntries.class, n1.says("n3").orElseThrow(),
        "it asks no more");
  }

  static Stream<List<String>> majoritiesOfOneOnly() {
    return Stream.of(List.of("n2"), List.of("n4", "n5"));
  }

  @Tag("PV3") @ParameterizedTest @MethodSource("majoritiesOfOneOnly")
  void inAJointConfigurationBothMajoritiesAreNeeded(List<String> would) {
    Bench n1 = server("n1").withPreVote().inTerm(2).starts();
    n1.hears(new AppendEntries("n2-n1-1", 2, "n2", 0, 0, List.of(
        Entry.configuration(2, Configuration.of("n1 n2 n3 -> n1 n4 n5"))), 0));
    n1.ticks(TIMEOUT);

    would.forEach(id -> hasPreVoteOf(id, n1));
    assertEquals(2, n1.term());
    IntStream.rangeClosed(2, 5).mapToObj(i -> "n" + i)
        .filter(id -> !would.contains(id) && n1.term() == 2)
        .forEach(id -> hasPreVoteOf(id, n1));

    assertEquals(3, n1.term());
  }

  // ---- Without it ----------------------------------------------------------

  @Test void withoutItTheElectionBeginsAtOnce() {
    Bench n1 = server("n1").inTerm(4).starts();

    n1.ticks(TIMEOUT);

    assertEquals(5, n1.term());
  }

  @Test void aLeaderAsksNobody() {
    Bench n1 = asking(server("n1").of(1));
    n1.forces();

    n1.timesOut();

    assertEquals(Role.LEADER, n1.role());
    assertEquals("n1", n1.leader());
  }

  @Test void aLeaderIsNotDisturbedByWhatItAskedAsFollower() {
    Bench n1 = asking();
    RequestPreVote late = n1.asksBefore("n3");
    hasPreVoteOf("n2", n1);
    n1.forces();
    n1.isGrantedBy("n2");

    n1.isAnswered("n3", late, refused(late, 4));
    AppendEntries heartbeat = n1.sends("n3");
    n1.isAnswered("n3", heartbeat, success(heartbeat, 5));

    assertEquals(Role.LEADER, n1.role());
  }
}
