package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figure 2, RequestVote RPC: who gets a vote. */
class RequestVoteTest {

  // ---- RV1. "Reply false if term < currentTerm (§5.1)" -------------------

  @Tag("RV1")
  @Test void refusesACandidateOfAnOlderTerm() {
    Bench n1 = server("n1").inTerm(5).starts();

    RequestVoteReply reply = n1.hears(peer("n2").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals(5, reply.term(), "the reply bears the newer term");
  }

  @Tag("RV1")
  @Test void anOldRequestUsesUpNoVote() {
    Bench n1 = server("n1").inTerm(5).starts();
    n1.hears(peer("n2").inTerm(4).asksForVote());

    RequestVoteReply reply = n1.hears(peer("n3").inTerm(5).asksForVote());

    assertTrue(reply.voteGranted());
    assertEquals("n3", n1.votedFor());
  }

  @Tag("RV1")
  @Test void refusesAnOldRequestEvenOfTheOneItVotedForSince() {
    Bench n1 = server("n1").inTerm(5).votedFor("n2").starts();

    RequestVoteReply reply = n1.hears(peer("n2").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
  }

  // ---- RV2. "If votedFor is null or candidateId, ... grant vote" ---------

  @Tag("RV2")
  @Test void votesForTheFirstThatAsks() {
    Bench n1 = server("n1").inTerm(4).starts();

    RequestVoteReply reply = n1.hears(peer("n2").inTerm(4).asksForVote());

    assertTrue(reply.voteGranted());
    assertEquals("n2", n1.votedFor());
    assertEquals("n1 t4 follower | votes for n2 (RV2)", n1.trace().last());
  }

  @Tag("RV2")
  @Test void refusesTheSecondThatAsksInTheSameTerm() {
    Bench n1 = server("n1").starts();
    n1.hears(peer("n2").inTerm(4).asksForVote());

    RequestVoteReply reply = n1.hears(peer("n3").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals("n2", n1.votedFor());
  }

  @Tag("RV2")
  @Test void aLongerLogDoesNotBuyAVoteThatIsGiven() {
    Bench n1 = server("n1").withLog("1").starts();
    n1.hears(peer("n2").inTerm(4).withLog("1").asksForVote());
    Peer n3 = peer("n3").inTerm(4).withLog("1223");

    RequestVoteReply reply = n1.hears(n3.asksForVote());

    assertFalse(reply.voteGranted());
  }

  @Tag("RV2")
  @Test void grantsTheSameCandidateAgainWithoutWritingAnything() {
    Bench n1 = server("n1").starts();
    RequestVote request = peer("n2").inTerm(4).asksForVote();
    n1.hears(request);
    long written = n1.storage().position();

    RequestVoteReply again = n1.hears(request);

    assertTrue(again.voteGranted());
    assertEquals(written, n1.storage().position());
  }

  @Tag("RV2")
  @Test void aCandidateHasVotedForItself() {
    Bench n1 = server("n1").isCandidateOf(4);

    RequestVoteReply reply = n1.hears(peer("n2").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Tag("RV2")
  @Test void aLeaderHasVotedForItself() {
    Bench n1 = server("n1").leads(4);

    RequestVoteReply reply = n1.hears(peer("n2").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals(Role.LEADER, n1.role());
  }

  // ---- RV2. "... and candidate's log is at least as up-to-date ..." ------

  // The table of last term and last index: a log is written as the paper's
  // figures do, a digit for each entry, its term.
  @Tag("RV2")
  @ParameterizedTest(name = "voter has {0}, candidate has {1}: {2}")
  @CsvSource({
      "'',   '',   granted", // both empty
      "'',   1,    granted",
      "1,    '',   refused",
      "11,   11,   granted", // equal
      "11,   111,  granted", // same last term: the longer
      "111,  11,   refused",
      "111,  12,   granted", // later last term, though shorter
      "12,   111,  refused", // earlier last term, though longer
      "12,   1111, refused",
      "122,  13,   granted",
      "13,   1222, refused",
      "1223, 13,   refused", // same last term, shorter
      "13,   1223, granted",
  })
  void votesOnlyForALogAtLeastAsUpToDate(String mine, String candidates,
      String answer) {
    Bench n1 = server("n1").inTerm(4).withLog(mine).starts();
    Peer candidate = peer("n2").inTerm(4).withLog(candidates);

    RequestVoteReply reply = n1.hears(candidate.asksForVote());

    assertEquals(answer.equals("granted"), reply.voteGranted());
  }

  @Tag("RV2")
  @Test void aVoteRefusedForTheLogIsLeftForAnother() {
    Bench n1 = server("n1").withLog("12").starts();
    n1.hears(peer("n2").inTerm(4).withLog("1").asksForVote());
    assertNull(n1.votedFor());

    Peer n3 = peer("n3").inTerm(4).withLog("12");
    RequestVoteReply reply = n1.hears(n3.asksForVote());

    assertTrue(reply.voteGranted());
    assertEquals("n3", n1.votedFor());
  }
}
