package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.success;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thesis 3.10: a leader makes another server leader. */
class LeadershipTransferTest {

  /** Leads term 2; everybody has its log. */
  private static Bench leader() {
    Bench leader = server("n1").leads(2);
    leader.appends("a");
    for (String peer : leader.peers()) {
      while (!leader.isQuietTo(peer)) leader.isStoredBy(peer);
    }
    return leader;
  }

  private static TimeoutNow tells(Bench leader, String target) {
    return (TimeoutNow) leader.says(target).orElseThrow();
  }

  /** It is told, and answers in the term of its election. */
  private static void startsElection(String target, Bench leader) {
    TimeoutNow now = tells(leader, target);
    leader.isAnswered(target, now,
        new TimeoutNowReply(now.id(), now.term() + 1));
  }

  private static Outcome.Refused refusal(CompletableFuture<Outcome> asked) {
    return assertInstanceOf(Outcome.Refused.class, asked.getNow(null));
  }

  // ---- LT1. "stops accepting new client requests" --------------------------

  @Tag("LT1") @Test void meanwhileNoCommandEntersTheLog() {
    Bench n1 = leader();
    n1.handsOverTo("n2");

    CompletableFuture<Outcome> command = n1.isTold("b");

    assertFalse(command.isDone());
    assertEquals("2", n1.log());
  }

  @Tag("LT1") @Test void whoWaitsIsSentToTheNewLeader() {
    Bench n1 = leader();
    n1.handsOverTo("n2");
    CompletableFuture<Outcome> command = n1.isTold("b");

    startsElection("n2", n1);
    assertFalse(command.isDone(), "nobody leads yet");
    n1.hears(peer("n2").inTerm(3).withLog("2").heartbeat());

    assertEquals("n2", refusal(command).leader());
  }

  // ---- LT2. "fully updates the target server's log" ------------------------

  @Tag("LT2") @Test void theTargetIsToldOnceItHasTheWholeLog() {
    Bench n1 = leader();
    n1.appends("b");
    n1.handsOverTo("n2");

    AppendEntries entries = n1.sends("n2");
    assertEquals(2, entries.lastNewIndex());
    n1.isAnswered("n2", entries, success(entries, 2));

    assertEquals(new TimeoutNow(tells(n1, "n2").id(), 2, "n1").leaderId(),
        "n1");
  }

  @Tag("LT2") @Test void nobodyElseIsTold() {
    Bench n1 = leader();

    n1.handsOverTo("n2");

    assertTrue(n1.isQuietTo("n3"));
  }

  @Tag("LT2") @Test void withoutATargetTheMostUpToDateIsChosen() {
    Bench n1 = leader();
    n1.appends("b");
    n1.isStoredBy("n3");

    n1.handsOverTo(null);

    tells(n1, "n3");
  }

  @Tag("LT2") @Test void ofSeveralWhoWasHeardLastIsChosen() {
    Bench n1 = leader();
    n1.ticks(TIMEOUT / 2);
    AppendEntries heartbeat = n1.sends("n3");
    n1.isAnswered("n3", heartbeat, success(heartbeat, 2));

    n1.handsOverTo(null);

    tells(n1, "n3");
  }

  @Tag("LT2") @Test void whoHasNotAnsweredThisLeaderIsNotChosen() {
    Bench n1 = server("n1").leads(2);

    assertEquals("no other member answers",
        refusal(n1.handsOverTo(null)).why());
  }

  @Tag("LT2") @Test void itIsToldAgainIfThatWasLost() {
    Bench n1 = leader();
    n1.handsOverTo("n2");

    tells(n1, "n2");
    n1.server().handleNoReply("n2");

    tells(n1, "n2");
  }

  // ---- LT3. "the target server starts a new election" ----------------------

  @Tag("LT3") @Test void theTargetStartsAnElectionAtOnceWithoutPreVote() {
    Bench n2 = server("n2").withPreVote().follows("n1", 2);

    TimeoutNowReply reply = n2.hears(new TimeoutNow("n1-n2-9", 2, "n1"));

    assertEquals(Role.CANDIDATE, n2.role());
    assertEquals(new TimeoutNowReply("n1-n2-9", 3), reply);
    n2.asks("n3");
  }

  @Tag("LT3") @Test void aLeaderWhoseTermIsOverStartsNoElection() {
    Bench n2 = server("n2").follows("n3", 3);

    TimeoutNowReply reply = n2.hears(new TimeoutNow("n1-n2-9", 2, "n1"));

    assertEquals(Role.FOLLOWER, n2.role());
    assertEquals(3, reply.term());
  }

  @Tag("LT3") @Test void aServerThatIsNoMemberStartsNoElection() {
    Bench n9 = server("n9").isNewcomer().starts();

    n9.hears(new TimeoutNow("n1-n9-9", 2, "n1"));

    assertEquals(Role.FOLLOWER, n9.role());
  }

  @Tag("LT3") @Test void itIsDoneWhenTheTargetLeads() {
    Bench n1 = leader();
    CompletableFuture<Outcome> transfer = n1.handsOverTo("n2");
    startsElection("n2", n1);
    assertEquals(Role.FOLLOWER, n1.role());

    n1.hears(peer("n2").inTerm(3).withLog("2").heartbeat());

    assertEquals(new Outcome.Applied("n2"), transfer.getNow(null));
  }

  @Tag("LT3") @Test void whoeverWasWantedAnyOtherLeaderWillDo() {
    Bench n1 = leader();
    CompletableFuture<Outcome> transfer = n1.handsOverTo(null);
    startsElection("n2", n1);

    n1.hears(peer("n3").inTerm(4).withLog("2").heartbeat());

    assertEquals(new Outcome.Applied("n3"), transfer.getNow(null));
  }

  @Tag("LT3") @Test void itIsNotDoneIfAnotherOneLeads() {
    Bench n1 = leader();
    CompletableFuture<Outcome> transfer = n1.handsOverTo("n2");
    startsElection("n2", n1);

    n1.hears(peer("n3").inTerm(4).withLog("2").heartbeat());

    assertEquals("n3 leads now", refusal(transfer).why());
  }

  // ---- LT4. "aborts the transfer" ------------------------------------------

  @Tag("LT4") @Test void afterAnElectionTimeoutCommandsAreTakenAgain() {
    Bench n1 = leader();
    n1.appends("b"); // n2 does not get it
    CompletableFuture<Outcome> transfer = n1.handsOverTo("n2");
    CompletableFuture<Outcome> command = n1.isTold("c");

    n1.ticks(TIMEOUT - 1);
    assertFalse(transfer.isDone());
    n1.ticks(1);

    assertEquals("n2 does not answer, or did not get up to date in time",
        refusal(transfer).why());
    assertEquals("222", n1.log());
    n1.forces();
    n1.isStoredBy("n3");
    assertInstanceOf(Outcome.Applied.class, command.getNow(null));
  }

  @Tag("LT4") @Test void theOutcomeIsUnknownIfTheTargetWasTold() {
    Bench n1 = leader();
    CompletableFuture<Outcome> transfer = n1.handsOverTo("n2");
    tells(n1, "n2");

    n1.ticks(TIMEOUT);

    assertInstanceOf(Outcome.Unknown.class, transfer.getNow(null));
  }

  @Tag("LT4") @Test void aLateAnswerOfAnEarlierTransferEndsNoLaterOne() {
    Bench n1 = leader();
    n1.handsOverTo("n2");
    TimeoutNow first = tells(n1, "n2");
    n1.ticks(TIMEOUT);
    n1.handsOverTo("n2");

    n1.isAnswered("n2", first, new TimeoutNowReply(first.id(), 2));

    tells(n1, "n2");
  }

  @Tag("LT4") @Test void aLeaderThatIsDeposedBeforeItToldAnybodyDidNothing() {
    Bench n1 = leader();
    n1.appends("b"); // n2 does not get it
    CompletableFuture<Outcome> transfer = n1.handsOverTo("n2");
    n1.hears(peer("n3").inTerm(3).asksForVote());

    n1.ticks(TIMEOUT);

    assertEquals("n1 was deposed", refusal(transfer).why());
  }

  @Tag("LT4") @Test void afterThatTheTargetIsToldNothingMore() {
    Bench n1 = leader();
    n1.handsOverTo("n2");

    n1.ticks(TIMEOUT);

    assertInstanceOf(AppendEntries.class, n1.says("n2").orElseThrow());
  }

  // ---- LT5. "I have permission to disrupt the leader" ----------------------

  @Tag("LT5") @Test void theRequestOfATransferIsNotDisregarded() {
    Bench n3 = server("n3").withStickiness().follows("n1", 2);
    RequestVote plain = new RequestVote("n2-n3-1", 3, "n2", 0, 0);
    assertFalse(n3.hears(plain).voteGranted());

    assertTrue(n3.hears(plain.asTransfer()).voteGranted());
  }

  @Tag("LT5") @Test void onlyTheElectionThatItWasToldToStartIsATransfer() {
    Bench n2 = server("n2").follows("n1", 2);
    n2.hears(new TimeoutNow("n1-n2-9", 2, "n1"));
    assertTrue(n2.asks("n3").leadershipTransfer());

    n2.timesOut();
    n2.forces();

    assertFalse(n2.asks("n3").leadershipTransfer());
  }

  @Tag("LT5") @Test void itIsSentAlthoughARequestOfTheOldTermIsUnderWay() {
    Bench n2 = server("n2").follows("n1", 2);
    n2.isAsked("?");
    Message.Request underWay = n2.says("n1").orElseThrow();
    n2.hears(new TimeoutNow("n1-n2-9", 2, "n1"));

    Optional<Held<Message.Request>> next =
        n2.server().nextRequest("n1", underWay);

    RequestVote vote = (RequestVote) n2.storage().release(next.orElseThrow());
    assertTrue(vote.leadershipTransfer());
  }

  // ---- Who may be asked for what -------------------------------------------

  @Test void aFollowerNamesTheLeader() {
    Bench n1 = server("n1").follows("n2", 2);

    assertEquals("n2", refusal(n1.handsOverTo("n3")).leader());
  }

  @Test void aServerThatIsNoMemberIsNoTarget() {
    Bench n1 = leader();

    assertEquals("n9 is no member", refusal(n1.handsOverTo("n9")).why());
  }

  @Test void aLeaderThatIsAloneHasNobody() {
    Bench n1 = server("n1").of(1).isCandidateOf(2);
    n1.forces();

    assertEquals("no other member answers",
        refusal(n1.handsOverTo(null)).why());
  }

  @Test void whoLeadsAlreadyIsALeaderThatIsThere() {
    Bench n1 = leader();

    assertEquals(new Outcome.Applied("n1"),
        n1.handsOverTo("n1").getNow(null));
  }

  @Test void twoTransfersAreNotUnderWayAtATime() {
    Bench n1 = leader();
    CompletableFuture<Outcome> first = n1.handsOverTo("n2");

    assertEquals("leadership is on its way to n2",
        refusal(n1.handsOverTo("n3")).why());
    assertEquals(first, n1.handsOverTo("n2"), "asked again it is the same");
    assertEquals(first, n1.handsOverTo(null), "and if any will do");
  }

  @Test void aClosedServerTellsEverybody() {
    Bench n1 = leader();
    CompletableFuture<Outcome> transfer = n1.handsOverTo("n2");
    CompletableFuture<Outcome> command = n1.isTold("b");

    n1.server().close("enough");

    assertEquals(new Outcome.Unknown("enough"), transfer.getNow(null));
    assertEquals("enough", refusal(command).why());
  }
}
