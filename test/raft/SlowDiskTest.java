package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Beyond Figure 2: its disks are instantaneous, ours are not. */
class SlowDiskTest {

  // ---- A slow disk of a follower -----------------------------------------

  @Test void theCountdownStandsStillWhileAnAnswerToTheLeaderWaits() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.takes(peer("n2").inTerm(4).withLog("4").sendsFrom(1));

    n1.ticks(10 * TIMEOUT);

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(TIMEOUT, n1.countdown());
  }

  @Test void theCountdownGoesOnOnceTheAnswerMayLeave() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.takes(peer("n2").inTerm(4).withLog("4").sendsFrom(1));
    n1.ticks(10 * TIMEOUT);

    n1.forces();
    n1.ticks(TIMEOUT);

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Test void theCountdownStandsStillWhileAGrantedVoteWaits() {
    Bench n1 = server("n1").starts();
    n1.takes(peer("n2").inTerm(4).asksForVote());

    n1.ticks(10 * TIMEOUT);

    assertEquals(Role.FOLLOWER, n1.role());
  }

  @Test void theCountdownStandsStillWhileMyVoteForMyselfWaits() {
    Bench n1 = server("n1").isCandidateOf(4);

    n1.ticks(10 * TIMEOUT);

    assertEquals(4, n1.term(), "nobody has heard of my election yet");
  }

  @Test void theCountdownDoesNotStandStillForARefusal() {
    Bench n1 = server("n1").withLog("1").starts();
    n1.takes(peer("n2").inTerm(4).asksForVote());

    n1.ticks(TIMEOUT);

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Test void aForceThatReachesHalfWayIsNotEnough() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.takes(peer("n2").inTerm(4).withLog("4").sendsFrom(1));
    long half = n1.storage().force();
    n1.takes(peer("n2").inTerm(4).withLog("44").sendsFrom(2));

    n1.server().durable(half);
    n1.ticks(10 * TIMEOUT);

    assertEquals(Role.FOLLOWER, n1.role());
  }

  // ---- A slow disk of a leader -------------------------------------------

  @Test void aLeaderWhoseDiskStandsStillMakesWay() {
    Bench n1 = server("n1").leads(4);
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.ticks(TIMEOUT - 1);
    Role before = n1.role();

    n1.ticks(1);

    assertEquals(Role.LEADER, before);
    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(4, n1.term(), "its term is not over, only its leadership");
    assertNull(n1.leader());
    assertInstanceOf(Outcome.Unknown.class, answer.getNow(null));
    assertEquals(TIMEOUT, n1.countdown());
  }

  @Test void aLeaderWhoseDiskIsSlowButMovesStays() {
    Bench n1 = server("n1").leads(4);

    for (int i = 0; i < 10; i++) {
      n1.isTold("x");
      long reached = n1.storage().force();
      n1.isTold("y");
      n1.ticks(TIMEOUT - 1);
      n1.server().durable(reached);
    }

    assertEquals(Role.LEADER, n1.role());
  }

  @Test void aLeaderWithNothingToStoreStays() {
    Bench n1 = server("n1").leads(4);

    n1.ticks(10 * TIMEOUT);

    assertEquals(Role.LEADER, n1.role());
  }

  @Test void aDiskThatIsBehindTakesNoProposalAndNothingHappens() {
    Bench n1 = server("n1").leads(4);
    n1.storage().setFull(true);

    Outcome outcome = n1.isTold("x").getNow(null);

    assertInstanceOf(Outcome.Refused.class, outcome);
    assertEquals("", n1.log());
  }

  @Test void aDiskThatCaughtUpTakesProposalsAgain() {
    Bench n1 = server("n1").leads(4);
    n1.storage().setFull(true);
    n1.isTold("x");

    n1.storage().setFull(false);
    n1.isTold("y");

    assertEquals("4", n1.log());
  }

  // The buffer is bounded for clients only: a follower stores what its leader
  // sends, or it would be no copy.
  @Test void aDiskThatIsBehindStillTakesWhatTheLeaderSends() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.storage().setFull(true);

    n1.takes(peer("n2").inTerm(4).withLog("44").sendsFrom(1));

    assertEquals("44", n1.log());
  }
}
