package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.refused;
import static raft.Replies.success;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** §8 and thesis 6.4: reads that write nothing, and see what is newest. */
class ReadIndexTest {

  /** Leads term 2 of three, and its first entry, a, is committed. */
  private static Bench leader() {
    return leaderOf(3);
  }

  private static Bench leaderOf(int size) {
    Bench leader = server("n1").of(size).leads(2);
    leader.appends("a");
    for (String peer : leader.peers()) leader.isStoredBy(peer);
    return leader;
  }

  /** Follows n2 in term 2, and has applied a. */
  private static Bench follower() {
    Bench n1 = server("n1").starts();
    n1.hears(new AppendEntries("n2-n1-1", 2, "n2", 0, 0,
        List.of(Entry.command(2, Command.unread("a"))), 1));
    return n1;
  }

  private static void acknowledges(String peer, Bench leader) {
    AppendEntries request = leader.sends(peer);
    leader.isAnswered(peer, request, success(request, request.term()));
  }

  private static void storesAll(String peer, Bench leader) {
    for (Optional<Message.Request> next = leader.says(peer);
        next.isPresent(); next = leader.says(peer)) {
      AppendEntries request = (AppendEntries) next.get();
      leader.isAnswered(peer, request, success(request, request.term()));
    }
  }

  private static RequestReadIndex asks(Bench follower, String leader) {
    return (RequestReadIndex) follower.says(leader).orElseThrow();
  }

  private static String answer(CompletableFuture<Outcome> read) {
    return assertInstanceOf(Outcome.Applied.class, read.getNow(null)).answer();
  }

  private static Outcome.Refused refusal(CompletableFuture<Outcome> read) {
    return assertInstanceOf(Outcome.Refused.class, read.getNow(null));
  }

  // ---- RI1. "an entry from its current term committed" ---------------------

  @Tag("RI1") @Test void aReadWaitsForACommittedEntryOfTheLeadersOwnTerm() {
    Bench n1 = server("n1").withLog("1").leads(2);
    CompletableFuture<Outcome> read = n1.isAsked("?");

    acknowledges("n2", n1);
    assertFalse(read.isDone(), "it does not know yet what is committed");
    n1.appends("b");
    n1.isStoredBy("n2");

    assertTrue(read.isDone());
  }

  @Tag("RI1") @Test void aReadThatCameBeforeItIsAnsweredFromTheNewerState() {
    Bench n1 = server("n1").leads(2);
    CompletableFuture<Outcome> read = n1.isAsked("?");

    n1.appends("a");
    n1.isStoredBy("n2");

    assertEquals("a", answer(read));
  }

  // ---- RI2. "saves its current commit index" -------------------------------

  @Tag("RI2") @Test void aReadSeesWhatWasCommittedWhenItCame() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");

    acknowledges("n2", n1);

    assertEquals("a", answer(read));
  }

  @Tag("RI2") @Test void whatIsCommittedCountsAndNotWhatIsApplied() {
    Bench n1 = server("n1").applies(1).leads(2);
    n1.appends("a", "b", "c", "d", "e");
    n1.isStoredBy("n2"); // commits all; this step applies a, the next one b
    CompletableFuture<Outcome> read = n1.isAsked("?");

    acknowledges("n2", n1);
    assertFalse(read.isDone(), "c is applied, and e is committed");
    n1.ticks(2);

    assertEquals("a b c d e", answer(read));
  }

  @Tag("RI2") @Test void aReadDoesNotWaitForWhatIsNotCommitted() {
    Bench n1 = leader();
    n1.isTold("b");
    CompletableFuture<Outcome> read = n1.isAsked("?");

    AppendEntries request = n1.sends("n2");
    n1.isAnswered("n2", request, refused(request, 2));

    assertEquals("a", answer(read), "a refusal is an acknowledgment too");
  }

  // ---- RI3. "acknowledgments from a majority" ------------------------------

  @Tag("RI3") @Test void whatWasSentBeforeTheReadCameProvesNothing() {
    Bench n1 = leader();
    n1.ticks(HEARTBEAT);
    AppendEntries before = n1.sends("n2");
    CompletableFuture<Outcome> read = n1.isAsked("?");

    n1.isAnswered("n2", before, success(before, 2));
    assertFalse(read.isDone());
    acknowledges("n2", n1);

    assertTrue(read.isDone());
  }

  @Tag("RI3") @Test void aMinorityIsNotEnough() {
    Bench n1 = leaderOf(5);
    CompletableFuture<Outcome> read = n1.isAsked("?");

    acknowledges("n2", n1);
    assertFalse(read.isDone());
    acknowledges("n3", n1);

    assertTrue(read.isDone());
  }

  @Tag("RI3") @Test void aNewerTermInAReplyAnswersNoRead() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");

    AppendEntries request = n1.sends("n2");
    n1.isAnswered("n2", request, refused(request, 3));
    AppendEntries other = peer("n3").inTerm(2).heartbeat();
    n1.isAnswered("n3", other, success(other, 2));

    assertFalse(read.isDone());
  }

  @Tag("RI3") @Test void inAJointConfigurationBothMajoritiesAreNeeded() {
    Bench n1 = leader();
    n1.server().changeMembers(new Configuration(List.of("n1", "n2", "n3")),
        List.of(new Server("n1", ""), new Server("n2", ""),
            new Server("n4", ""), new Server("n5", "")), 1000);
    for (String each : List.of("n4", "n5")) storesAll(each, n1);
    n1.forces();
    assertTrue(n1.server().members().configuration().isJoint());
    CompletableFuture<Outcome> read = n1.isAsked("?");

    acknowledges("n2", n1);
    assertFalse(read.isDone(), "of n1, n2, n4, n5 two have acknowledged");
    acknowledges("n4", n1);

    assertTrue(read.isDone());
  }

  @Tag("RI3") @Test void aServerThatIsAloneAnswersAtOnce() {
    Bench n1 = server("n1").of(1).isCandidateOf(2);
    n1.forces();
    n1.appends("a");

    assertEquals("a", answer(n1.isAsked("?")));
  }

  // ---- What it costs -------------------------------------------------------

  @Test void aReadWritesNothing() {
    Bench n1 = leader();
    long position = n1.storage().position();

    CompletableFuture<Outcome> read = n1.isAsked("?");
    acknowledges("n2", n1);

    assertTrue(read.isDone());
    assertEquals(position, n1.storage().position());
  }

  @Test void whatIsSaidOfAReadIndexWaitsForTheTermOnly() {
    Bench n1 = leader();
    CompletableFuture<Held<Message.Reply>> reply =
        n1.server().readIndex(new RequestReadIndex("n2-n1-9", 2, "n2"));
    n1.isTold("b"); // its disk has not got that

    acknowledges("n3", n1);

    assertTrue(n1.storage().release(reply.getNow(null))
        instanceof RequestReadIndexReply);
  }

  @Test void manyReadsShareOneRequestToEachPeer() {
    Bench n1 = leader();
    CompletableFuture<Outcome> one = n1.isAsked("?");
    CompletableFuture<Outcome> two = n1.isAsked("?");

    acknowledges("n2", n1);

    assertTrue(one.isDone() && two.isDone());
    assertTrue(n1.isQuietTo("n2") && n1.isQuietTo("n3"));
  }

  @Test void aRequestWithEntriesIsAsGoodAsAHeartbeat() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");
    n1.appends("b");

    n1.isStoredBy("n2");

    assertEquals("a b", answer(read));
    assertTrue(n1.isQuietTo("n2"), "no heartbeat goes along");
  }

  @Test void aPeerThatDoesNotAnswerGetsNoMoreThanItsHeartbeats() {
    Bench n1 = leader();
    n1.isAsked("?");
    n1.sends("n2");
    n1.isAsked("?");

    assertTrue(n1.isQuietTo("n2"));
    n1.ticks(HEARTBEAT);

    assertFalse(n1.isQuietTo("n2"));
  }

  @Test void whatComesWhileARequestIsUnderWayGoesWithTheNext() {
    Bench n1 = leader();
    CompletableFuture<Outcome> one = n1.isAsked("?");
    AppendEntries first = n1.sends("n2");
    CompletableFuture<Outcome> two = n1.isAsked("?");
    n1.isAnswered("n2", first, success(first, 2));
    assertTrue(one.isDone());
    assertFalse(two.isDone());

    acknowledges("n2", n1);

    assertTrue(two.isDone());
  }

  // ---- RI4. "at least as far as the readIndex" -----------------------------

  @Tag("RI4") @Test void aFollowerAsksItsLeaderAndNobodyElse() {
    Bench n1 = follower();

    n1.isAsked("?");

    RequestReadIndex request = asks(n1, "n2");
    assertEquals(new RequestReadIndex(request.id(), 2, "n1"), request);
    assertTrue(n1.isQuietTo("n3"));
  }

  @Test void aReadWakesTheLinkToTheLeaderUnlessThatHasBeenAskedAlready() {
    Bench n1 = follower();
    assertFalse(n1.server().endOfStep(), "nobody reads");

    n1.isAsked("?");
    assertTrue(n1.server().endOfStep(), "n2 is to be asked");
    asks(n1, "n2");
    n1.isAsked("?");
    assertFalse(n1.server().endOfStep(), "the link waits for the reply of n2");
  }

  @Test void aNewLeaderIsAskedAtOnceThoughTheOneBeforeHasNotReplied() {
    Bench n1 = follower();
    n1.isAsked("?");
    asks(n1, "n2");

    n1.hears(new AppendEntries("n3-n1-1", 3, "n3", 1, 2, List.of(), 1));

    assertTrue(n1.server().endOfStep(), "n3 is to be asked");
  }

  @Tag("RI4") @Test void aFollowerAnswersOnceItHasAppliedAsMuch() {
    Bench n1 = follower();
    CompletableFuture<Outcome> read = n1.isAsked("?");
    RequestReadIndex request = asks(n1, "n2");

    n1.isAnswered("n2", request,
        new RequestReadIndexReply(request.id(), 2, true, 2));
    assertFalse(read.isDone());
    n1.hears(new AppendEntries("n2-n1-2", 2, "n2", 1, 2,
        List.of(Entry.command(2, Command.unread("b"))), 2));

    assertEquals("a b", answer(read));
  }

  @Tag("RI4") @Test void anIndexServesNoReadThatCameAfterItWasAskedFor() {
    Bench n1 = follower();
    CompletableFuture<Outcome> before = n1.isAsked("?");
    RequestReadIndex request = asks(n1, "n2");
    CompletableFuture<Outcome> after = n1.isAsked("?");

    n1.isAnswered("n2", request,
        new RequestReadIndexReply(request.id(), 2, true, 1));

    assertTrue(before.isDone());
    assertFalse(after.isDone());
    assertFalse(n1.isQuietTo("n2"));
  }

  @Tag("RI4") @Test void aLeaderTellsAFollowerOnceAMajorityHasAnswered() {
    Bench n1 = leader();

    CompletableFuture<Held<Message.Reply>> reply =
        n1.server().readIndex(new RequestReadIndex("n2-n1-9", 2, "n2"));
    assertFalse(reply.isDone());
    acknowledges("n3", n1);

    assertEquals(new RequestReadIndexReply("n2-n1-9", 2, true, 1),
        n1.storage().release(reply.getNow(null)));
  }

  @Tag("RI4") @Test void whoDoesNotLeadConfirmsNothing() {
    Bench n1 = server("n1").follows("n2", 2);

    CompletableFuture<Held<Message.Reply>> reply =
        n1.server().readIndex(new RequestReadIndex("n3-n1-9", 2, "n3"));

    assertEquals(new RequestReadIndexReply("n3-n1-9", 2, false, 0),
        n1.storage().release(reply.getNow(null)));
  }

  @Tag("RI4") @Test void aDeposedLeaderConfirmsNothing() {
    Bench n1 = leader();
    CompletableFuture<Held<Message.Reply>> reply =
        n1.server().readIndex(new RequestReadIndex("n2-n1-9", 2, "n2"));

    n1.hears(peer("n3").inTerm(3).heartbeat());

    assertEquals(new RequestReadIndexReply("n2-n1-9", 3, false, 0),
        n1.storage().release(reply.getNow(null)));
  }

  @Tag("RI4") @Test void whatIsNotConfirmedIsRefusedAndMayBeAskedAgain() {
    Bench n1 = follower();
    CompletableFuture<Outcome> read = n1.isAsked("?");
    RequestReadIndex request = asks(n1, "n2");

    n1.isAnswered("n2", request,
        new RequestReadIndexReply(request.id(), 2, false, 0));

    assertEquals("n2 cannot confirm that it leads", refusal(read).why());
    assertTrue(n1.isQuietTo("n2"));
  }

  // ---- Who leads changes ---------------------------------------------------

  @Test void theReadsOfADeposedLeaderAreAskedOfTheNextOne() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");

    n1.hears(peer("n3").inTerm(3).withLog("2").heartbeat());
    RequestReadIndex request = asks(n1, "n3");
    n1.isAnswered("n3", request,
        new RequestReadIndexReply(request.id(), 3, true, 1));

    assertEquals("a", answer(read));
  }

  @Test void whoKnowsNoLeaderRefuses() {
    Bench n1 = server("n1").starts();

    Outcome.Refused refusal = refusal(n1.isAsked("?"));

    assertEquals("no leader is known", refusal.why());
    assertNull(refusal.leader());
  }

  // ---- It ends -------------------------------------------------------------

  @Test void aReadThatNobodyConfirmsIsGivenUpAfterAnElectionTimeout() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");

    n1.ticks(TIMEOUT - 1);
    assertFalse(read.isDone());
    n1.ticks(1);

    assertEquals("nobody confirms that n1 leads", refusal(read).why());
  }

  @Test void whoHearsOfNoLeaderMeanwhileSaysSo() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");
    n1.hears(peer("n3").inTerm(3).asksForVote());

    n1.ticks(TIMEOUT);

    assertEquals("no leader is known", refusal(read).why());
  }

  @Test void aClosedServerRefusesItsReads() {
    Bench n1 = leader();
    CompletableFuture<Outcome> read = n1.isAsked("?");

    n1.server().close("enough");

    assertEquals("enough", refusal(read).why());
  }

  @Test void aLocalReadAsksNobody() {
    Bench n1 = server("n1").starts();

    assertEquals("", n1.server().queryLocally("?"));
  }
}
