package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.TIMEOUT;
import static raft.Given.server;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beyond Figure 2: how much one peer hears at a time, and a silent one. */
class SlowPeerTest {

  // ---- Batches -----------------------------------------------------------

  @ParameterizedTest(name = "{1} entries, {0} to a batch: {2}")
  @CsvSource({"3, 2, 44", "3, 3, 444", "3, 7, 444", "1, 2, 4"})
  void aBatchHasNoMoreEntriesThanAllowed(int limit, int entries,
      String batch) {
    Bench n1 = server("n1").withBatches(limit, 1_000_000).leads(4);

    for (int i = 0; i < entries; i++) n1.isTold("x");

    assertEquals(batch, Logs.terms(n1.sends("n2").entries()));
  }

  @Test void aBatchHasNoMoreBytesThanAllowed() {
    int twoEntries = (int) (2 * Entry.command(4, "x").bytes());
    Bench n1 = server("n1").withBatches(100, twoEntries).leads(4);

    for (int i = 0; i < 5; i++) n1.isTold("x");

    assertEquals(2, n1.sends("n2").entries().size());
  }

  @Test void oneByteLessIsOneEntryLess() {
    int almostTwo = (int) (2 * Entry.command(4, "x").bytes()) - 1;
    Bench n1 = server("n1").withBatches(100, almostTwo).leads(4);

    for (int i = 0; i < 5; i++) n1.isTold("x");

    assertEquals(1, n1.sends("n2").entries().size());
  }

  @Test void anEntryThatIsLargerThanABatchGoesAlone() {
    Bench n1 = server("n1").withBatches(100, 10).leads(4);

    n1.isTold("x".repeat(1000));
    n1.isTold("y");

    AppendEntries request = n1.sends("n2");
    assertEquals(1, request.entries().size());
    assertEquals(1000, request.entries().get(0).text().length());
  }

  @Test void theNextBatchFollowsAtOnce() {
    Bench n1 = server("n1").withBatches(2, 1_000_000).leads(4);
    n1.appends("v", "w", "x");

    n1.isStoredBy("n2");

    AppendEntries next = n1.sends("n2");
    assertEquals(2, next.prevLogIndex());
    assertEquals(List.of(Entry.command(4, "x")), next.entries());
  }

  // ---- Silence -----------------------------------------------------------

  @Test void aPeerThatDidNotAnswerGetsOnlyEmptyHeartbeats() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    n1.sends("n2");
    n1.server().handleNoReply("n2");

    n1.ticks(HEARTBEAT - 1);
    boolean quietBetween = n1.isQuietTo("n2");
    n1.ticks(1);
    AppendEntries probe = n1.sends("n2");

    assertTrue(quietBetween);
    assertEquals(List.of(), probe.entries());
    assertEquals(0, probe.prevLogIndex());
  }

  @Test void aPeerThatAnswersAgainGetsEntriesAtOnce() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    n1.sends("n2");
    n1.server().handleNoReply("n2");
    n1.ticks(HEARTBEAT);

    n1.isStoredBy("n2");

    assertEquals(1, n1.sends("n2").entries().size());
  }

  @Test void aRefusalIsAnAnswerToo() {
    Bench n1 = server("n1").withLog("11").leads(4);
    n1.server().handleNoReply("n2");
    AppendEntries probe = n1.sends("n2");

    n1.isAnswered("n2", probe,
        new AppendEntriesReply(probe.id(), 4, false, 0, 1));

    assertEquals("11", Logs.terms(n1.sends("n2").entries()));
  }

  @Test void theSilenceOfOneIsNotTheSilenceOfAll() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    n1.server().handleNoReply("n2");

    assertEquals(1, n1.sends("n3").entries().size());
  }

  @Test void aNewLeaderHoldsNoOldSilenceAgainstAnybody() {
    Bench n1 = server("n1").withLog("1").isCandidateOf(4);
    n1.forces();
    n1.server().handleNoReply("n3");
    n1.isGrantedBy("n2");

    n1.appends("x");

    assertEquals(1, n1.sends("n3").entries().size());
  }

  // ---- While a reply is awaited ------------------------------------------

  @Test void aPeerThatHasNotRepliedYetStillGetsItsHeartbeats() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    AppendEntries underWay = n1.sends("n2");
    n1.appends("y");

    boolean quietBetween =
        n1.server().nextRequest("n2", underWay).isEmpty();
    n1.ticks(HEARTBEAT);
    AppendEntries beside = (AppendEntries) n1.storage().release(
        n1.server().nextRequest("n2", underWay).orElseThrow());

    assertTrue(quietBetween, "no second request with entries");
    assertEquals(List.of(), beside.entries());
  }

  @Test void aPeerThatHasNotRepliedYetIsAskedInTheNextElection() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    RequestVote underWay = n1.asks("n2");

    boolean quietInThisOne = n1.server().nextRequest("n2", underWay).isEmpty();
    n1.timesOut();
    n1.forces();

    assertTrue(quietInThisOne);
    assertTrue(n1.server().nextRequest("n2", underWay).isPresent());
  }

  @Test void aMessageThatWasTooLongIsNotSentTheSameAgain() {
    Bench n1 = server("n1").withBatches(100, 740).leads(4);
    n1.appends("a", "b", "c", "d", "e", "f", "g", "h");
    int first = n1.sends("n2").entries().size();
    n1.server().handleNoReply("n2");
    n1.ticks(HEARTBEAT);
    n1.isStoredBy("n2");

    AppendEntries second = n1.sends("n2");

    assertEquals(8, first);
    assertEquals(5, second.entries().size(), "half the bytes");
  }

  @Test void heartbeatsWithoutReplyMakeNoMessageShorter() {
    Bench n1 = server("n1").withBatches(100, 740).leads(4);
    for (int i = 0; i < 5; i++) {
      n1.sends("n2");
      n1.server().handleNoReply("n2");
      n1.ticks(HEARTBEAT);
    }
    n1.isStoredBy("n2");

    n1.appends("a", "b", "c", "d", "e", "f", "g", "h");

    assertEquals(8, n1.sends("n2").entries().size());
  }

  @Test void afterSuccessesMessagesGrowAgain() {
    Bench n1 = server("n1").withBatches(100, 740).leads(4);
    n1.appends("v");
    n1.sends("n2");
    n1.server().handleNoReply("n2");
    n1.ticks(HEARTBEAT);
    n1.isStoredBy("n2");
    n1.appends("a b c d e f g h i j k l m n o p q r s t".split(" "));
    int first = n1.sends("n2").entries().size();

    n1.isStoredBy("n2");

    assertEquals(5, first);
    assertEquals(11, n1.sends("n2").entries().size());
  }

  // ---- Part of a long message --------------------------------------------

  @Test void aMessageOfTheLeaderThatIsStillComingRestartsTheTimer() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.ticks(TIMEOUT - 1);

    n1.server().handlePart("n2");

    assertEquals(TIMEOUT, n1.countdown());
  }

  @Test void aMessageOfAnybodyElseThatIsStillComingDoesNot() {
    Bench n1 = server("n1").follows("n2", 4);
    n1.ticks(TIMEOUT - 1);

    n1.server().handlePart("n3");

    assertEquals(1, n1.countdown());
  }

  @Test void whatWasLostIsSentAgain() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    AppendEntries lost = n1.sends("n2");

    AppendEntries again = n1.sends("n2");

    assertEquals(lost.entries(), again.entries());
    assertFalse(lost.id().equals(again.id()), "an exchange of its own");
  }
}
