package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.granted;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figure 2, Rules for Servers: Candidates. */
class CandidatesTest {

  // ---- C1. "On conversion to candidate, start election" ------------------

  @Tag("C1")
  @Test void incrementsItsTermAndVotesForItself() {
    Bench n1 = server("n1").inTerm(3).votedFor("n2").starts();

    n1.timesOut();

    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(4, n1.term());
    assertEquals("n1", n1.votedFor());
  }

  @Tag("C1")
  @Test void resetsItsElectionTimer() {
    Bench n1 = server("n1").starts();
    n1.ticks(TIMEOUT - 3);

    n1.timesOut();

    assertEquals(TIMEOUT, n1.countdown());
  }

  @Tag("C1")
  @Test void drawsAFreshTimeoutForEachElection() {
    Bench n1 = server("n1").withTimeouts(15, 30, new Random(7))
        .starts();
    Set<Integer> drawn = new TreeSet<>();

    for (int i = 0; i < 200; i++) {
      n1.timesOut();
      drawn.add(n1.countdown());
    }

    assertEquals(16, drawn.size(), "each of 15..30 was drawn: " + drawn);
  }

  @Tag("C1")
  @Test void asksAllOtherServersAtOnce() {
    Bench n1 = server("n1").of(5).withLog("113").isCandidateOf(4);
    n1.forces();

    for (String peer : n1.peers()) {
      RequestVote request = n1.asks(peer);

      assertEquals(4, request.term());
      assertEquals("n1", request.candidateId());
      assertEquals(3, request.lastLogIndex());
      assertEquals(3, request.lastLogTerm());
    }
  }

  @Tag("C1")
  @Test void wakesItsLinksUntilAllHaveAnswered() {
    Bench n1 = server("n1").of(3).isCandidateOf(4);
    n1.forces();

    n1.isDeniedBy("n2");
    assertTrue(n1.server().endOfStep(), "n3 has not answered");
    n1.isDeniedBy("n3");
    assertFalse(n1.server().endOfStep(), "nobody is left");
  }

  @Tag("C1")
  @Test void asksAgainWhoHasNotAnsweredAndNobodyElse() {
    Bench n1 = server("n1").of(5).isCandidateOf(4);
    n1.forces();
    n1.isDeniedBy("n2");
    n1.asks("n3");

    RequestVote again = n1.asks("n3");

    assertEquals(4, again.term());
    assertTrue(n1.isQuietTo("n2"), "n2 has answered");
  }

  @Tag("C1")
  @Test void votesOfAnOlderElectionDoNotCount() {
    Bench n1 = server("n1").of(5).isCandidateOf(4);
    n1.forces();
    n1.isGrantedBy("n2");
    n1.timesOut();
    n1.forces();

    n1.isGrantedBy("n3");

    assertEquals(Role.CANDIDATE, n1.role(), "n2 voted in term 4, not in 5");
  }

  @Tag("C1")
  @Test void itsVoteForItselfSurvivesACrash() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();

    Bench again = n1.restarts();

    assertEquals(4, again.term());
    assertEquals("n1", again.votedFor());
    RequestVoteReply reply = again.hears(peer("n2").inTerm(4).asksForVote());
    assertFalse(reply.voteGranted());
  }

  // ---- C2. "If votes received from majority of servers: become leader" ---

  // Of so many servers, with so many votes besides its own.
  @Tag("C2")
  @ParameterizedTest(name = "{0} servers, {1} others vote for it: {2}")
  @CsvSource({
      "1, 0, LEADER",
      "2, 0, CANDIDATE", "2, 1, LEADER",
      "3, 0, CANDIDATE", "3, 1, LEADER",
      "4, 1, CANDIDATE", "4, 2, LEADER",
      "5, 1, CANDIDATE", "5, 2, LEADER",
      "6, 2, CANDIDATE", "6, 3, LEADER",
      "7, 2, CANDIDATE", "7, 3, LEADER",
  })
  void becomesLeaderByTheVotesOfAMajority(int size, int grants, Role role) {
    Bench n1 = server("n1").of(size).isCandidateOf(4);
    n1.forces();

    n1.peers().stream().limit(grants).forEach(n1::isGrantedBy);

    assertEquals(role, n1.role());
    assertEquals(4, n1.term());
  }

  @Tag("C2")
  @Test void aVoteThatArrivesTwiceIsOneVote() {
    Bench n1 = server("n1").of(5).isCandidateOf(4);
    n1.forces();
    RequestVote request = n1.asks("n2");

    n1.isAnswered("n2", request, granted(request, 4));
    n1.isAnswered("n2", request, granted(request, 4));
    n1.isAnswered("n2", request, granted(request, 4));

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Tag("C2")
  @Test void itsOwnVoteIsOneVoteHoweverOftenTheDiskReports() {
    Bench n1 = server("n1").of(3).isCandidateOf(4);

    n1.forces();
    n1.forces();
    n1.forces();

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Tag("C2")
  @Test void aRefusalIsNoVote() {
    Bench n1 = server("n1").of(3).isCandidateOf(4);
    n1.forces();

    n1.isDeniedBy("n2");
    n1.isDeniedBy("n3");

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Tag("C2")
  @Test void aVoteOfAnOlderTermThatComesLateIsNoVote() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    RequestVote inTerm4 = n1.asks("n2");
    n1.timesOut();
    n1.forces();

    n1.isAnswered("n2", inTerm4, granted(inTerm4, 4));

    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(5, n1.term());
  }

  @Tag("C2")
  @Test void aVoteThatComesAfterGivingUpMakesNoLeader() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    RequestVote request = n1.asks("n2");
    n1.hears(peer("n3").inTerm(4).heartbeat());

    n1.isAnswered("n2", request, granted(request, 4));

    assertEquals(Role.FOLLOWER, n1.role());
  }

  @Tag("C2")
  @Test void aVoteThatComesAfterTheElectionChangesNothing() {
    Bench n1 = server("n1").of(5).isCandidateOf(4);
    n1.forces();
    RequestVote late = n1.asks("n4");
    n1.isGrantedBy("n2");
    n1.isGrantedBy("n3");
    n1.appends("x");
    n1.isStoredBy("n2");

    n1.isAnswered("n4", late, granted(late, 4));

    n1.isStoredBy("n3");
    assertEquals(1, n1.commitIndex(), "what n2 stored was not forgotten");
  }

  // ---- C3. "If AppendEntries RPC received from new leader: convert to
  //           follower" ----------------------------------------------------

  @Tag("C3")
  @Test void givesUpWhenItHearsFromTheLeaderOfItsTerm() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();

    AppendEntriesReply reply = n1.hears(peer("n2").inTerm(4).heartbeat());

    assertTrue(reply.success());
    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals("n2", n1.leader());
    assertEquals(4, n1.term());
  }

  @Tag("C3")
  @Test void keepsItsVoteWhenItGivesUp() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.hears(peer("n2").inTerm(4).heartbeat());

    RequestVoteReply reply = n1.hears(peer("n3").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals("n1", n1.votedFor());
  }

  @Tag("C3")
  @Test void givesUpEvenIfTheLeadersLogDoesNotMatch() {
    Bench n1 = server("n1").isCandidateOf(4);

    n1.hears(peer("n2").inTerm(4).withLog("12").heartbeat());

    assertEquals(Role.FOLLOWER, n1.role());
  }

  // ---- C4. "If election timeout elapses: start new election" -------------

  @Tag("C4")
  @Test void startsAWholeNewElectionWhenTheTimeoutElapses() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    n1.isDeniedBy("n2");

    n1.ticks(TIMEOUT);
    n1.forces();

    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(5, n1.term());
    assertEquals("n1", n1.votedFor());
    assertEquals(TIMEOUT, n1.countdown());
    assertEquals(5, n1.asks("n2").term(), "n2 is asked again");
    assertEquals(5, n1.asks("n3").term());
  }

  @Tag("C4")
  @Test void goesOnAskingUntilTheTimeoutElapses() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();

    n1.ticks(TIMEOUT - 1);

    assertEquals(4, n1.term());
    assertEquals(4, n1.asks("n2").term());
  }

  @Tag("C4")
  @Test void aLeaderHasNoElectionTimeout() {
    Bench n1 = server("n1").leads(4);

    n1.ticks(10 * TIMEOUT);
    n1.timesOut();

    assertEquals(Role.LEADER, n1.role());
    assertEquals(4, n1.term());
    assertEquals(0, n1.countdown());
  }
}
