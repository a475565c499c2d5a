package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.server;
import static raft.Replies.success;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figure 2, Rules for Servers: Leaders. */
class LeadersTest {

  // ---- L1. "Upon election: send initial empty AppendEntries RPCs (heartbeat)
  //           to each server; repeat during idle periods to prevent election
  //           timeouts (§5.2)" ---------------------------------------------

  @Tag("L1")
  @Test void speaksToEverybodyAtOnceWhenElected() {
    Bench n1 = server("n1").of(5).withLog("11").leads(4);

    for (String peer : n1.peers()) {
      AppendEntries heartbeat = n1.sends(peer);

      assertEquals(4, heartbeat.term());
      assertEquals(List.of(), heartbeat.entries());
      assertEquals(2, heartbeat.prevLogIndex());
      assertEquals(1, heartbeat.prevLogTerm());
    }
  }

  @Tag("L1")
  @Test void repeatsTheHeartbeatEachIntervalAndNotSooner() {
    Bench n1 = server("n1").leads(4);
    n1.isStoredBy("n2");

    n1.ticks(HEARTBEAT - 1);
    boolean quietBefore = n1.isQuietTo("n2");
    n1.ticks(1);

    assertTrue(quietBefore);
    assertEquals(List.of(), n1.sends("n2").entries());
    assertTrue(n1.isQuietTo("n2"), "one is enough");
  }

  @Tag("L1")
  @Test void goesOnForAsLongAsItLeads() {
    Bench n1 = server("n1").leads(4);

    for (int i = 0; i < 20; i++) {
      n1.isStoredBy("n2");
      n1.ticks(HEARTBEAT);
    }

    assertFalse(n1.isQuietTo("n2"));
  }

  @Tag("L1")
  @Test void aMessageWithEntriesIsAHeartbeatToo() {
    Bench n1 = server("n1").leads(4);
    n1.isStoredBy("n2");
    n1.ticks(HEARTBEAT - 1);
    n1.appends("x");
    n1.isStoredBy("n2");

    n1.ticks(1);

    assertTrue(n1.isQuietTo("n2"));
  }

  @Tag("L1")
  @Test void aPeerThatNeverAnswersDelaysNobodyElse() {
    Bench n1 = server("n1").of(5).leads(4);
    n1.sends("n2");
    n1.appends("x");

    n1.isStoredBy("n3");
    n1.isStoredBy("n4");

    assertEquals(1, n1.commitIndex());
  }

  // ---- L2. "If command received from client: append entry to local log,
  //           respond after entry applied to state machine (§5.3)" ---------

  @Tag("L2")
  @Test void answersAfterTheEntryWasAppliedAndNotBefore() {
    Bench n1 = server("n1").leads(4);
    n1.isStoredBy("n2");

    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();
    assertEquals("4", n1.log());
    assertFalse(answer.isDone(), "appended and on my disk is not applied");

    n1.isStoredBy("n2");
    assertEquals(new Outcome.Applied("1"), answer.getNow(null));
    assertEquals(List.of("x"), n1.applied());
  }

  @Tag("L2")
  @Test void answersEachClientWithTheResultOfItsOwnEntry() {
    Bench n1 = server("n1").leads(4);
    List<CompletableFuture<Outcome>> answers =
        List.of(n1.isTold("x"), n1.isTold("y"), n1.isTold("z"));
    n1.forces();

    n1.isStoredBy("n2");

    for (int i = 0; i < answers.size(); i++) {
      Outcome expected = new Outcome.Applied("%d".formatted(i + 1));
      assertEquals(expected, answers.get(i).getNow(null));
    }
  }

  @Tag("L2")
  @Test void answersOnlyThoseWhoseEntryIsCommitted() {
    Bench n1 = server("n1").withBatches(1, 1_000_000).leads(4);
    CompletableFuture<Outcome> first = n1.isTold("x");
    CompletableFuture<Outcome> second = n1.isTold("y");
    n1.forces();

    n1.isStoredBy("n2");

    assertTrue(first.isDone());
    assertFalse(second.isDone());
  }

  @Tag("L2")
  @Test void whatALeaderInheritedIsNobodysAnswer() {
    Bench n1 = server("n1").withLog("12").leads(4);
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    n1.isStoredBy("n2");

    assertEquals(new Outcome.Applied("3"), answer.getNow(null));
  }

  @Tag("L2")
  @Test void sendsACommandWithoutWaitingForATick() {
    Bench n1 = server("n1").leads(4);
    n1.isStoredBy("n2");

    n1.isTold("x");

    assertEquals(List.of(Entry.command(4, "x")), n1.sends("n2").entries());
  }

  // ---- L3. "If last log index ≥ nextIndex for a follower: send AppendEntries
  //           RPC with log entries starting at nextIndex" ------------------

  @Tag("L3")
  @Test void sendsFromNextIndexAndNamesTheEntryBefore() {
    Bench n1 = server("n1").withLog("113").leads(4);
    n1.appends("x", "y");

    AppendEntries request = n1.sends("n2");

    assertEquals(3, request.prevLogIndex());
    assertEquals(3, request.prevLogTerm());
    assertEquals("44", Logs.terms(request.entries()));
    assertEquals("n1", request.leaderId());
    assertEquals(0, request.leaderCommit());
  }

  // "If successful: update nextIndex and matchIndex for follower (§5.3)"
  @Tag("L3")
  @Test void goesOnBehindWhatTheFollowerStored() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x", "y");
    n1.isStoredBy("n2");
    n1.appends("z");

    AppendEntries request = n1.sends("n2");

    assertEquals(2, request.prevLogIndex());
    assertEquals("4", Logs.terms(request.entries()));
  }

  @Tag("L3")
  @Test void saysNothingWhenThereIsNothingToSend() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");

    n1.isStoredBy("n2");

    assertTrue(n1.isQuietTo("n2"));
  }

  // matchIndex is what the request held that is being answered, not what the
  // log holds when the answer comes.
  @Tag("L3")
  @Test void countsOnlyWhatTheAnsweredRequestHeld() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    AppendEntries request = n1.sends("n2");
    n1.appends("y", "z");

    n1.isAnswered("n2", request, success(request, 4));

    assertEquals(1, n1.commitIndex());
    assertEquals("44", Logs.terms(n1.sends("n2").entries()));
  }

  @Tag("L3")
  @Test void aHeartbeatThatMatchedCountsUpToItsPrev() {
    Bench n1 = server("n1").leads(4);
    AppendEntries heartbeat = n1.sends("n2");
    n1.appends("x");

    n1.isAnswered("n2", heartbeat, success(heartbeat, 4));

    assertEquals(0, n1.commitIndex());
    assertEquals(0, n1.sends("n2").prevLogIndex());
  }

  // "If AppendEntries fails because of log inconsistency: decrement nextIndex
  // and retry (§5.3)"
  @Tag("L3")
  @Test void stepsBackWhenTheFollowersLogDoesNotMatch() {
    Bench n1 = server("n1").withLog("1133").leads(4);
    AppendEntries refused = n1.sends("n2");

    n1.isAnswered("n2", refused, mismatch(refused, 0, 4));

    AppendEntries request = n1.sends("n2");
    assertEquals(3, request.prevLogIndex());
    assertEquals("3", Logs.terms(request.entries()));
  }

  @Tag("L3")
  @Test void triesAgainAtOnceAndNotAtTheNextHeartbeat() {
    Bench n1 = server("n1").withLog("11").leads(4);
    AppendEntries refused = n1.sends("n2");

    n1.isAnswered("n2", refused, mismatch(refused, 0, 1));

    assertFalse(n1.isQuietTo("n2"));
  }

  @Tag("L3")
  @Test void neverStepsBackBehindTheFirstEntry() {
    Bench n1 = server("n1").withLog("11").leads(4);
    AppendEntries refused = n1.sends("n2");

    n1.isAnswered("n2", refused, mismatch(refused, 0, 0));

    AppendEntries request = n1.sends("n2");
    assertEquals(0, request.prevLogIndex());
    assertEquals("11", Logs.terms(request.entries()));
  }

  @Tag("L3")
  @Test void neverStepsBackToWhatTheFollowerIsKnownToHold() {
    Bench n1 = server("n1").withLog("1111").leads(4);
    AppendEntries first = n1.sends("n2");
    n1.isAnswered("n2", first, success(first, 4));
    n1.appends("x");

    n1.isAnswered("n2", first, mismatch(first, 0, 1));
    n1.ticks(HEARTBEAT);

    assertEquals(4, n1.sends("n2").prevLogIndex());
  }

  @Tag("L3")
  @Test void aLateMismatchTakesBackNoStepThatWasGained() {
    Bench n1 = server("n1").withLog("1111").leads(4);
    AppendEntries refused = n1.sends("n2");
    n1.isAnswered("n2", refused, mismatch(refused, 0, 2));
    AppendEntries second = n1.sends("n2");
    assertEquals(1, second.prevLogIndex());

    n1.isAnswered("n2", refused, mismatch(refused, 0, 4));
    n1.ticks(HEARTBEAT);

    assertEquals(1, n1.sends("n2").prevLogIndex(), "nextIndex is still 2");
  }

  @Tag("L3")
  @Test void aLateSuccessTakesNothingBack() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");
    AppendEntries first = n1.sends("n2");
    n1.appends("y");
    n1.isStoredBy("n2");
    assertEquals(2, n1.commitIndex());

    n1.isAnswered("n2", first, success(first, 4));

    assertTrue(n1.isQuietTo("n2"), "n2 is known to hold both");
  }

  // ---- L4. "If there exists an N such that N > commitIndex, a majority of
  //           matchIndex[i] ≥ N, and log[N].term == currentTerm: set
  //           commitIndex = N (§5.3, §5.4)" --------------------------------

  // Of so many servers, so many others store the entry.
  @Tag("L4")
  @ParameterizedTest(name = "{0} servers, {1} others store it: {2}")
  @CsvSource({
      "1, 0, committed",
      "2, 0, not", "2, 1, committed",
      "3, 0, not", "3, 1, committed", "3, 2, committed",
      "4, 0, not", "4, 1, not", "4, 2, committed", "4, 3, committed",
      "5, 1, not", "5, 2, committed", "5, 4, committed",
      "6, 2, not", "6, 3, committed",
      "7, 2, not", "7, 3, committed", "7, 6, committed",
  })
  void commitsWhatAMajorityHolds(int size, int acceptors, String expected) {
    Bench n1 = server("n1").of(size).leads(4);
    n1.appends("x");

    n1.peers().stream().limit(acceptors).forEach(n1::isStoredBy);

    assertEquals(expected.equals("committed") ? 1 : 0, n1.commitIndex());
  }

  @Tag("L4")
  @Test void oneServerThatStoresTwiceIsNotTwo() {
    Bench n1 = server("n1").of(5).leads(4);
    n1.appends("x");
    AppendEntries request = n1.sends("n2");

    n1.isAnswered("n2", request, success(request, 4));
    n1.isAnswered("n2", request, success(request, 4));

    assertEquals(0, n1.commitIndex());
  }

  @Tag("L4")
  @Test void commitsTheHighestThatAMajorityHolds() {
    Bench n1 = server("n1").of(5).withBatches(2, 1_000_000).leads(4);
    n1.appends("u", "v", "w", "x");
    n1.isStoredBy("n2");
    n1.isStoredBy("n2");

    n1.isStoredBy("n3");

    assertEquals(2, n1.commitIndex(), "n1 and n2 hold 4, n3 holds 2");
  }

  @Tag("L4")
  @Test void doesNotCommitAnEntryOfAnOlderTermByCountingCopies() {
    Bench n1 = server("n1").withLog("12").leads(4);

    n1.isStoredBy("n2");
    n1.isStoredBy("n3");

    assertEquals(0, n1.commitIndex(), "all three hold 1..2, of older terms");
    assertEquals("n1 t4 leader   | a majority holds 1..2, not committed:"
        + " term 2 is not 4 (L4)", n1.trace().last());
  }

  @Tag("L4")
  @Test void commitsWhatItInheritedTogetherWithAnEntryOfItsOwn() {
    Bench n1 = server("n1").withLog("12").leads(4);
    n1.appends("x");

    n1.isStoredBy("n2");

    assertEquals(3, n1.commitIndex());
    assertEquals(List.of(Logs.command(1, 1), Logs.command(2, 2), "x"),
        n1.applied());
  }

  @Tag("L4")
  @Test void commitIndexNeverFallsByCounting() {
    Bench n1 = server("n1").of(5).leads(4);
    n1.appends("x", "y");
    n1.isStoredBy("n2");
    n1.isStoredBy("n3");

    n1.isStoredBy("n4");

    assertEquals(2, n1.commitIndex());
  }

  private static AppendEntriesReply mismatch(AppendEntries request, long term,
      long index) {
    return new AppendEntriesReply(request.id(), request.term(), false, term,
        index);
  }
}
