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

/** Figure 2, AppendEntries RPC: what a follower does with it. */
class AppendEntriesTest {

  // ---- AE1. "Reply false if term < currentTerm (§5.1)" -------------------

  @Tag("AE1")
  @Test void refusesALeaderOfAnOlderTerm() {
    Bench n1 = server("n1").inTerm(5).withLog("11").starts();
    Peer deposed = peer("n2").inTerm(4).withLog("1144").committedUpTo(4);

    AppendEntriesReply reply = n1.hears(deposed.sendsFrom(3));

    assertFalse(reply.success());
    assertEquals(5, reply.term(), "the reply bears the newer term");
    assertEquals("11", n1.log());
    assertEquals(0, n1.commitIndex());
  }

  @Tag("AE1")
  @Test void anOldLeaderIsNotTakenForTheLeader() {
    Bench n1 = server("n1").inTerm(5).starts();

    n1.hears(peer("n2").inTerm(4).heartbeat());

    assertNull(n1.leader());
  }

  @Tag("AE1")
  @Test void anOldLeaderDoesNotCalmTheElectionTimer() {
    Bench n1 = server("n1").inTerm(5).starts();
    n1.ticks(7);

    n1.hears(peer("n2").inTerm(4).heartbeat());

    assertEquals(Given.TIMEOUT - 7, n1.countdown());
  }

  @Tag("AE1")
  @Test void anOldLeaderIsGivenNoHintWhereToTryNext() {
    Bench n1 = server("n1").inTerm(5).withLog("1").starts();

    AppendEntriesReply reply =
        n1.hears(peer("n2").inTerm(4).withLog("1444").heartbeat());

    assertEquals(0, reply.conflictTerm());
    assertEquals(0, reply.conflictIndex());
  }

  // ---- AE2. "Reply false if log doesn't contain an entry at prevLogIndex
  //            whose term matches prevLogTerm (§5.3)" -----------------------

  @Tag("AE2")
  @ParameterizedTest(name = "I have {0}, leader has {1} and sends from {2}")
  @CsvSource({
      "'',  1,    1, true", // index 0 always matches
      "22,  1,    1, true",
      "1,   11,   2, true",
      "11,  112,  2, true", // behind prev it may be as it likes
      "1,   111,  3, false", // prev is missing
      "'',  1,    2, false",
      "12,  113,  3, false", // prev has another term
      "113, 1122, 4, false",
      "123, 113,  3, false",
  })
  void acceptsOnlyBehindAnEntryItHolds(String mine, String leaders, int from,
      boolean success) {
    Bench n1 = server("n1").withLog(mine).starts();
    Peer leader = peer("n2").inTerm(4).withLog(leaders);

    AppendEntriesReply reply = n1.hears(leader.sendsFrom(from));

    assertEquals(success, reply.success());
  }

  @Tag("AE2")
  @Test void aMismatchLeavesTheLogAsItIs() {
    Bench n1 = server("n1").withLog("1222").starts();
    Peer leader = peer("n2").inTerm(4).withLog("11334").committedUpTo(5);

    n1.hears(leader.sendsFrom(3));

    assertEquals("1222", n1.log());
    assertEquals(0, n1.commitIndex());
    assertEquals("n2", n1.leader(), "but it has heard from the leader");
  }

  // §5.3 "the follower can include the term of the conflicting entry and the
  // first index it stores for that term."
  @Tag("AE2")
  @ParameterizedTest(name = "I have {0}, leader asks for {1}: {2} from {3}")
  @CsvSource({
      "1,           10, 0, 2", // nothing there: the log ends before
      "'',          10, 0, 1",
      "11122233333, 10, 3, 7",
      "11122233333, 6,  2, 4",
      "2222222222,  10, 2, 1",
      "1114444,     7,  4, 4",
  })
  void aMismatchHintsAtTheConflictingTerm(String mine, int prev,
      long conflictTerm, long conflictIndex) {
    Bench n1 = server("n1").withLog(mine).starts();
    Peer leader = peer("n2").inTerm(8).withLog("1114455666");

    AppendEntriesReply reply = n1.hears(leader.sendsFrom(prev + 1));

    assertFalse(reply.success());
    assertEquals(conflictTerm, reply.conflictTerm());
    assertEquals(conflictIndex, reply.conflictIndex());
  }

  // ---- AE3. "If an existing entry conflicts with a new one (same index but
  //            different terms), delete the existing entry and all that follow
  //            it (§5.3)" ---------------------------------------------------

  @Tag("AE3")
  @Test void deletesAConflictingEntryAndAllThatFollow() {
    Bench n1 = server("n1").withLog("112222").starts();
    Peer leader = peer("n2").inTerm(3).withLog("113");

    AppendEntriesReply reply = n1.hears(leader.sendsFrom(3));

    assertTrue(reply.success());
    assertEquals("113", n1.log());
  }

  @Tag("AE3")
  @Tag("AE4")
  @Test void deletesFromTheFirstConflictAndNotBefore() {
    Bench n1 = server("n1").withLog("1122").starts();
    Peer leader = peer("n2").inTerm(3).withLog("11233");
    long before = n1.storage().position();

    n1.hears(leader.sendsFrom(1));

    assertEquals("11233", n1.log());
    long termAndTwoEntries = 3;
    assertEquals(before + termAndTwoEntries, n1.storage().position());
  }

  @Tag("AE3")
  @Test void whatWasDeletedStaysDeletedAfterACrash() {
    Bench n1 = server("n1").withLog("112222").starts();
    n1.hears(peer("n2").inTerm(3).withLog("113").sendsFrom(3));

    Bench again = n1.restarts();

    assertEquals("113", again.log());
  }

  @Tag("AE3")
  @Tag("AE4")
  @Test void keepsTheRestWhenAnOlderMessageComesLate() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(1).withLog("1111");
    n1.hears(leader.sends(1, 4));

    AppendEntriesReply reply = n1.hears(leader.sends(1, 2));

    assertTrue(reply.success());
    assertEquals("1111", n1.log());
  }

  @Tag("AE3")
  @Test void keepsTheRestWhenAHeartbeatNamesAnEarlierEntry() {
    Bench n1 = server("n1").withLog("1122").starts();
    Peer leader = peer("n2").inTerm(3).withLog("1122");

    AppendEntriesReply reply = n1.hears(leader.sends(2, 1));

    assertTrue(reply.success());
    assertEquals("1122", n1.log());
  }

  @Tag("AE3")
  @Tag("AE4")
  @Test void aRepeatedMessageWritesNothing() {
    Bench n1 = server("n1").starts();
    AppendEntries message =
        peer("n2").inTerm(3).withLog("1133").sendsFrom(1);
    n1.hears(message);
    long written = n1.storage().position();

    AppendEntriesReply reply = n1.hears(message);

    assertTrue(reply.success());
    assertEquals(written, n1.storage().position());
  }

  // ---- AE4. "Append any new entries not already in the log" --------------

  @Tag("AE4")
  @ParameterizedTest(name = "I have {0}, leader sends {2}..{3} of {1}: {4}")
  @CsvSource({
      "'',   123,  1, 3, 123",
      "1,    123,  2, 3, 123",
      "12,   123,  1, 3, 123", // the first two are there
      "123,  123,  1, 3, 123",
      "1,    1234, 2, 2, 12", // one batch of several
  })
  void appendsWhatIsMissing(String mine, String leaders, int first, int last,
      String result) {
    Bench n1 = server("n1").withLog(mine).starts();
    Peer leader = peer("n2").inTerm(4).withLog(leaders);

    AppendEntriesReply reply = n1.hears(leader.sends(first, last));

    assertTrue(reply.success());
    assertEquals(result, n1.log());
  }

  @Tag("AE4")
  @Test void appendsTheVeryEntriesOfTheLeader() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(3).withLog("113");

    n1.hears(leader.sendsFrom(1));

    assertEquals(leader.log(), n1.server().lastEntries(3));
    assertEquals(leader.log(), n1.storage().survivors().entries());
  }

  // ---- AE5. "If leaderCommit > commitIndex, set commitIndex =
  //            min(leaderCommit, index of last new entry)" ------------------

  @Tag("AE5")
  @ParameterizedTest(name = "holds {0}, gets {1}..{2}, leader at {3}: {4}")
  @CsvSource({
      "'',    1, 5, 0, 0",
      "'',    1, 5, 3, 3",
      "'',    1, 5, 5, 5",
      "'',    1, 2, 5, 2", // a batch vouches for no more than it holds
      "11,    3, 4, 5, 4",
      "11,    4, 5, 5, 0", // a mismatch vouches for nothing
      "11111, 1, 0, 5, 0", // an empty message for what is before it
      "11111, 3, 2, 5, 2",
      "11111, 3, 3, 5, 3",
  })
  void commitsWhatTheLeaderDidAndThisMessageVouchesFor(String mine, int first,
      int last, long leaderCommit, long commitIndex) {
    Bench n1 = server("n1").withLog(mine).starts();
    Peer leader = peer("n2").inTerm(1).withLog("11111");

    n1.hears(leader.committedUpTo(leaderCommit).sends(first, last));

    assertEquals(commitIndex, n1.commitIndex());
  }

  @Tag("AE5")
  @Test void doesNotCommitAStaleSuffixBehindAProbe() {
    Bench n1 = server("n1").withLog("1122").starts();
    Peer leader = peer("n2").inTerm(3).withLog("1133").committedUpTo(4);

    AppendEntriesReply probe = n1.hears(leader.sends(3, 2));

    assertTrue(probe.success(), "1 and 2 are equal");
    assertEquals(2, n1.commitIndex(), "3 and 4 are not, and nobody said so");
  }

  @Tag("AE5")
  @Test void doesNotCommitAStaleSuffixBehindASmallBatch() {
    Bench n1 = server("n1").withLog("11222").starts();
    Peer leader = peer("n2").inTerm(3).withLog("11233").committedUpTo(5);

    n1.hears(leader.sends(3, 3));

    assertEquals(3, n1.commitIndex());
  }

  @Tag("AE5")
  @Test void commitIndexNeverFalls() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(1).withLog("1111");
    n1.hears(leader.committedUpTo(4).sendsFrom(1));

    n1.hears(leader.committedUpTo(2).sends(1, 3));

    assertEquals(4, n1.commitIndex());
  }

  @Tag("AE5")
  @Test void aHeartbeatTellsWhatIsCommitted() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(1).withLog("111");
    n1.hears(leader.sendsFrom(1));

    n1.hears(leader.committedUpTo(2).heartbeat());

    assertEquals(2, n1.commitIndex());
  }
}
