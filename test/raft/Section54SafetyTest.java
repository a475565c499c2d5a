package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** §5.4 Safety, sentence by sentence. */
class Section54SafetyTest {

  // ---- 5.4.1 Election restriction ----------------------------------------

  // "a follower might be unavailable while the leader commits several log
  // entries, then it could be elected leader and overwrite these entries with
  // new ones": it could not.
  @Test void aFollowerThatMissedCommittedEntriesIsNotElected() {
    Bench n1 = server("n1").leads(1);
    Bench n2 = server("n2").starts();
    Bench n3 = server("n3").starts();
    n1.appends("x", "y");
    n1.talksTo(n2);
    assertEquals(2, n1.commitIndex());

    n3.timesOut();
    n3.runsForLeader(n1, n2);

    assertEquals(Role.CANDIDATE, n3.role());
    assertEquals("11", n2.log());
  }

  // "the RPC includes information about the candidate's log, and the voter
  // denies its vote if its own log is more up-to-date than that of the
  // candidate."
  @Test void theVoterComparesTheLogs() {
    Bench voter = server("n1").withLog("112").starts();

    RequestVote request =
        peer("n2").inTerm(4).withLog("1111").asksForVote();
    RequestVoteReply reply = voter.hears(request);

    assertEquals(4, request.lastLogIndex());
    assertEquals(1, request.lastLogTerm());
    assertFalse(reply.voteGranted());
  }

  // "If the logs have last entries with different terms, then the log with the
  // later term is more up-to-date. If the logs end with the same term, then
  // whichever log is longer is more up-to-date."
  @ParameterizedTest(name = "{0} is at least as up-to-date as {1}: {2}")
  @CsvSource({
      "12, 1111, true", "1111, 12, false",
      "112, 12, true", "12, 112, false",
      "12, 12, true", "12, 22, true",
  })
  void theLaterTermOrThenTheLongerLogIsMoreUpToDate(String one, String other,
      boolean expected) {
    Bench voter = server("n1").withLog(other).starts();

    RequestVoteReply reply =
        voter.hears(peer("n2").inTerm(4).withLog(one).asksForVote());

    assertEquals(expected, reply.voteGranted());
  }

  // "log entries only flow in one direction, from leaders to followers, and
  // leaders never overwrite existing entries in their logs."
  @Test void aLeaderTakesNothingFromAFollowersLog() {
    Bench leader = server("n1").withLog("113").leads(4);
    Bench follower = server("n2").withLog("112222").starts();

    while (leader.exchange(follower).isPresent()) {
      assertEquals("113", leader.log());
    }

    assertEquals("113", follower.log().substring(0, 3));
  }

  // ---- 5.4.2 Committing entries from previous terms ----------------------

  // "Raft never commits log entries from previous terms by counting replicas.
  // Only log entries from the leader's current term are committed by counting
  // replicas; once an entry from the current term has been committed in this
  // way, then all prior entries are committed indirectly because of the Log
  // Matching Property."
  @Test void oldEntriesAreCommittedByANewOneAndNotByCounting() {
    Bench n1 = server("n1").withLog("112").leads(4);
    Bench n2 = server("n2").withLog("112").starts();
    Bench n3 = server("n3").withLog("112").starts();
    n1.talksTo(n2, n3);
    long byCounting = n1.commitIndex();

    n1.appends("x");
    n1.talksTo(n2);

    assertEquals(0, byCounting);
    assertEquals(4, n1.commitIndex());
  }

  // "If a leader crashes before committing an entry, future leaders will
  // attempt to finish replicating the entry."
  // "log entries retain their original term numbers when a leader replicates
  // entries from previous terms."
  @Test void aNewLeaderFinishesReplicatingAnOldEntryAndItsTermStays() {
    Bench n1 = server("n1").leads(1);
    Bench n2 = server("n2").starts();
    Bench n3 = server("n3").starts();
    n1.appends("x");
    n1.talksTo(n2);

    n2.runsForLeader(n3);
    n2.talksToTheEndWith(n3);

    assertEquals(List.of(Entry.command(1, "x")), n3.server().lastEntries(9));
  }

  // ---- 5.4.3 Safety argument ---------------------------------------------

  // "The voter must have accepted the committed entry from leaderT before
  // voting for leaderU; otherwise it would have rejected the AppendEntries
  // request from leaderT (its current term would have been higher than T)."
  @Test void aVoterRejectsTheLeaderOfATermBeforeItsVote() {
    Bench voter = server("n1").starts();
    AppendEntries ofLeaderT =
        peer("n2").inTerm(2).withLog("2").sendsFrom(1);

    boolean voted = voter.hears(peer("n3").inTerm(3).asksForVote())
        .voteGranted();
    AppendEntriesReply reply = voter.hears(ofLeaderT);

    assertTrue(voted);
    assertFalse(reply.success());
    assertEquals("", voter.log());
  }

  // "Finally, Raft requires servers to apply entries in log index order."
  @Test void entriesAreAppliedInLogIndexOrder() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(2).withLog("1122");

    for (int committed = 1; committed <= 4; committed++) {
      n1.hears(leader.committedUpTo(committed).sendsFrom(1));
    }

    List<String> inOrder =
        leader.log().stream().map(Entry::text).toList();
    assertEquals(inOrder, n1.applied());
  }
}
