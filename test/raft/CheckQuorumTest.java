package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.refused;
import static raft.Replies.success;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thesis 6.2: a leader that no majority answers steps down. */
class CheckQuorumTest {
  private static final int SHORT = 3;

  // Leads term 2 of five servers, and has just been elected.
  private final Bench n1 = server("n1").of(5).withCheckQuorum().leads(2);

  /** These store what it sends them; there is something, at a heartbeat. */
  private static void isAnsweredBy(Bench leader, String... peers) {
    for (String peer : peers) leader.isStoredBy(peer);
  }

  @Tag("CQ1") @Test void itStepsDownAfterAnElectionTimeoutWithoutAMajority() {
    n1.ticks(TIMEOUT - 1);
    assertEquals(Role.LEADER, n1.role());

    n1.ticks(1);

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(2, n1.term());
    assertNull(n1.leader());
    assertTrue(n1.trace().lines().contains(
        "n1 t2 follower | becomes follower, hears no majority (CQ1)"));
  }

  @Tag("CQ1") @Test void itWaitsForTheLongestTimeoutThatMayBeDrawn() {
    Bench leader = server("n1").withSettings(new Settings(HEARTBEAT, TIMEOUT,
        3 * TIMEOUT, 100, 1_000_000, false, 100, 1_000_000,
        Settings.Snapshotting.OFF, new Settings.Calm(false, false, true)))
        .leads(2);

    leader.ticks(3 * TIMEOUT - 1);
    assertEquals(Role.LEADER, leader.role());
    leader.ticks(1);

    assertEquals(Role.FOLLOWER, leader.role());
  }

  @Tag("CQ1") @Test void aMajorityCountsItself() {
    for (int i = 0; i < 10; i++) {
      n1.ticks(TIMEOUT - 1);
      isAnsweredBy(n1, "n2", "n3");
    }

    assertEquals(Role.LEADER, n1.role());
  }

  @Tag("CQ1") @Test void lessThanAMajorityIsNotEnough() {
    n1.ticks(SHORT);
    isAnsweredBy(n1, "n3");
    n1.ticks(TIMEOUT - 1 - SHORT);
    isAnsweredBy(n1, "n2");
    n1.ticks(SHORT);
    assertEquals(Role.LEADER, n1.role(), "n3 answered not long ago");

    n1.ticks(1);

    assertEquals(Role.FOLLOWER, n1.role(), "n1 and n2");
  }

  @Tag("CQ1") @Test void aRefusalIsAnAnswerToo() {
    n1.ticks(1);
    for (String peer : List.of("n2", "n3")) {
      AppendEntries request = n1.sends(peer);
      n1.isAnswered(peer, request,
          new AppendEntriesReply(request.id(), 2, false, 0, 1));
    }

    n1.ticks(TIMEOUT - 1);

    assertEquals(Role.LEADER, n1.role());
  }

  @Tag("CQ1") @Test void anAnswerOfItsElectionIsNone() {
    Bench leader = server("n1").withCheckQuorum().isCandidateOf(2);
    leader.forces();
    RequestVote late = leader.asks("n2");
    leader.isGrantedBy("n3");

    leader.ticks(TIMEOUT - 1);
    leader.isAnswered("n2", late, refused(late, 2));
    leader.ticks(1);

    assertEquals(Role.FOLLOWER, leader.role());
  }

  @Tag("CQ1") @Test void anAnswerToAnEarlierTermOfItsIsNone() {
    Bench leader = server("n1").withCheckQuorum().leads(2);
    AppendEntries late = leader.sends("n2");
    leader.hears(peer("n3").inTerm(3).heartbeat());
    leader.timesOut();
    leader.forces();
    leader.isGrantedBy("n2");

    leader.ticks(TIMEOUT - 1);
    leader.isAnswered("n2", late, success(late, 2));
    leader.ticks(1);

    assertEquals(Role.FOLLOWER, leader.role());
  }

  @Tag("CQ1") @Test void itsClientsHearThatTheOutcomeIsUnknown() {
    CompletableFuture<Outcome> answer = n1.isTold("x");

    n1.ticks(TIMEOUT);

    assertEquals(new Outcome.Unknown("n1 was deposed"), answer.getNow(null));
  }

  @Tag("CQ1") @Test void whoStepsDownFollowsWhoeverIsElected() {
    n1.ticks(TIMEOUT);

    assertTrue(n1.hears(peer("n2").inTerm(3).asksForVote()).voteGranted());
    n1.hears(peer("n2").inTerm(3).heartbeat());

    assertEquals("n2", n1.leader());
  }

  @Tag("CQ1") @Test void whoStepsDownMayBeElectedAgain() {
    n1.ticks(TIMEOUT);
    assertEquals(TIMEOUT, n1.countdown(), "a whole election timeout later");

    n1.ticks(TIMEOUT);
    n1.forces();
    n1.isGrantedBy("n4");
    n1.isGrantedBy("n5");

    assertEquals(Role.LEADER, n1.role());
    assertEquals(3, n1.term());
    n1.ticks(TIMEOUT - 1);
    assertEquals(Role.LEADER, n1.role(), "it counts anew");
  }

  @Tag("CQ1") @Test void inAJointConfigurationItNeedsBothMajorities() {
    Bench leader = server("n1").withCheckQuorum().leads(2);
    isAnsweredBy(leader, "n2", "n3"); // it is the leader for them now
    leader.server().changeMembers(Configuration.of("n1 n2 n3"),
        Arrays.stream("n1 n4 n5".split(" ")).map(Server::of).toList(), 1000);
    leader.forces();
    isAnsweredBy(leader, "n4", "n5"); // they have caught up: it is joint now
    assertTrue(leader.server().members().configuration().isJoint());

    leader.ticks(TIMEOUT - 1);
    isAnsweredBy(leader, "n2", "n3");
    assertEquals(Role.LEADER, leader.role());
    leader.ticks(1);

    assertEquals(Role.FOLLOWER, leader.role(), "neither n4 nor n5 answers");
  }

  @Tag("CQ1") @Test void aServerAloneIsItsOwnMajority() {
    Bench alone = server("n1").of(1).withCheckQuorum().leads(2);

    alone.ticks(10 * TIMEOUT);

    assertEquals(Role.LEADER, alone.role());
  }

  @Test void withoutItALeaderStaysThoughNobodyAnswers() {
    Bench leader = server("n1").leads(2);

    leader.ticks(10 * TIMEOUT);

    assertEquals(Role.LEADER, leader.role());
  }

  // ---- Time that passes at once --------------------------------------------

  @Test void itIsDueWhenAnotherFollowerHasBeenSilentForTooLong() {
    for (String peer : n1.peers()) n1.sends(peer);
    n1.ticks(SHORT);
    AppendEntries request = peer("n1").inTerm(2).heartbeat();
    n1.isAnswered("n2", request, success(request, 2));
    n1.ticks(HEARTBEAT - SHORT); // all heartbeats are due, and none is taken

    assertEquals(TIMEOUT - HEARTBEAT, n1.server().ticksLeft());
    n1.server().tick(TIMEOUT - HEARTBEAT);

    assertEquals(Role.FOLLOWER, n1.role());
  }

  @Test void itIsNotDueForThoseThatAreSilentAlready() {
    for (int i = 0; i < 3; i++) {
      n1.ticks(TIMEOUT - 1);
      isAnsweredBy(n1, "n2", "n3");
    }
    n1.ticks(HEARTBEAT); // all heartbeats are due, and none is taken

    assertEquals(TIMEOUT - HEARTBEAT, n1.server().ticksLeft());
    assertFalse(n1.isQuietTo("n4"));
  }

  @Test void aChangeOfMembersMayMakeTheSilentOnesTooMany() {
    n1.ticks(TIMEOUT / 2);
    for (String peer : List.of("n2", "n3")) {
      AppendEntries heartbeat = n1.sends(peer);
      n1.isAnswered(peer, heartbeat, success(heartbeat, 2));
    }
    n1.ticks(TIMEOUT / 2);

    n1.server().changeMembers(
        new Configuration(List.of("n1", "n2", "n3", "n4", "n5")),
        List.of(new Server("n1", ""), new Server("n4", ""),
            new Server("n5", "")), 1000);

    assertEquals(1, n1.server().ticksLeft());
    n1.ticks(1);
    assertEquals(Role.FOLLOWER, n1.role());
  }
}
