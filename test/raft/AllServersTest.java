package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.granted;
import static raft.Replies.refused;
import static raft.Replies.success;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figure 2, Rules for Servers: All Servers. */
class AllServersTest {

  // ---- A1. "If commitIndex > lastApplied: increment lastApplied, apply
  //           log[lastApplied] to state machine (§5.3)" --------------------

  @Tag("A1")
  @Test void appliesWhatIsCommittedInTheOrderOfTheLog() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(2).withLog("1122");

    n1.hears(leader.committedUpTo(3).sendsFrom(1));

    assertEquals(List.of(Logs.command(1, 1), Logs.command(2, 1),
        Logs.command(3, 2)), n1.applied());
  }

  @Tag("A1")
  @Test void appliesNothingThatIsNotCommitted() {
    Bench n1 = server("n1").starts();

    n1.hears(peer("n2").inTerm(2).withLog("1122").sendsFrom(1));

    assertEquals(List.of(), n1.applied());
    assertEquals(0, n1.server().status().lastApplied());
  }

  @Tag("A1")
  @Test void appliesEachEntryOnce() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(2).withLog("112").committedUpTo(3);
    n1.hears(leader.sendsFrom(1));

    n1.hears(leader.sendsFrom(1));
    n1.hears(leader.heartbeat());

    assertEquals(3, n1.applied().size());
    assertEquals(3, n1.server().status().lastApplied());
  }

  @Tag("A1")
  @Test void aNoOpCountsAsAppliedButNeverReachesTheStateMachine() {
    Bench n1 = server("n1").starts();
    List<Entry> log = List.of(Entry.noOp(1), Entry.command(1, "x"));

    n1.hears(new AppendEntries("n2-n1-1", 1, "n2", 0, 0, log, 2));

    assertEquals(List.of("x"), n1.applied());
    assertEquals(2, n1.server().status().lastApplied());
  }

  @Tag("A1")
  @Test void aLongLogIsAppliedSomeEntriesAStepAndEachTickGoesOn() {
    Bench n1 = server("n1").applies(2).starts();
    n1.takes(peer("n2").inTerm(1).withLog("11111").committedUpTo(5)
        .sendsFrom(1));
    List<Integer> applied = new ArrayList<>(List.of(n1.applied().size()));

    while (n1.server().ticksLeft() == 1) {
      n1.ticks(1);
      applied.add(n1.applied().size());
    }

    assertEquals(List.of(2, 4, 5), applied);
  }

  // ---- A2. "If RPC request or response contains term T > currentTerm: set
  //           currentTerm = T, convert to follower (§5.1)" -----------------

  @Tag("A2")
  @Test void aNewerTermInARequestVoteMakesALeaderAFollower() {
    Bench n1 = server("n1").withLog("1").leads(4);

    n1.hears(peer("n2").inTerm(6).asksForVote());

    assertFollowerOf(6, n1);
    assertNull(n1.votedFor(), "its log is behind, so it gets no vote");
  }

  @Tag("A2")
  @Test void aNewerTermInAnAppendEntriesMakesALeaderAFollower() {
    Bench n1 = server("n1").leads(4);

    n1.hears(peer("n2").inTerm(6).heartbeat());

    assertFollowerOf(6, n1);
    assertEquals("n2", n1.leader());
  }

  @Tag("A2")
  @Test void aNewerTermInAReplyMakesALeaderAFollower() {
    Bench n1 = server("n1").leads(4);
    AppendEntries request = n1.sends("n2");

    n1.isAnswered("n2", request, refused(request, 6));

    assertFollowerOf(6, n1);
    assertNull(n1.leader());
  }

  @Tag("A2")
  @Test void aNewerTermInAReplyMakesACandidateAFollower() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    RequestVote request = n1.asks("n2");

    n1.isAnswered("n2", request, refused(request, 6));

    assertFollowerOf(6, n1);
    assertNull(n1.votedFor());
  }

  @Tag("A2")
  @Test void aNewerTermInAReplyCountsEvenIfTheQuestionIsLongForgotten() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    RequestVote request = n1.asks("n2");
    n1.hears(peer("n3").inTerm(5).heartbeat());

    n1.isAnswered("n2", request, refused(request, 9));

    assertFollowerOf(9, n1);
  }

  @Tag("A2")
  @Test void aGrantThatBearsANewerTermIsNoVote() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();
    RequestVote request = n1.asks("n2");

    n1.isAnswered("n2", request, granted(request, 5));

    assertFollowerOf(5, n1);
  }

  @Tag("A2")
  @Test void theMessageIsHandledAfterItsTermWasAdopted() {
    Bench n1 = server("n1").inTerm(4).votedFor("n3").starts();

    RequestVoteReply vote = n1.hears(peer("n2").inTerm(5).asksForVote());
    AppendEntriesReply appended =
        n1.hears(peer("n3").inTerm(6).withLog("16").sendsFrom(1));

    assertTrue(vote.voteGranted());
    assertEquals(5, vote.term());
    assertTrue(appended.success());
    assertEquals(6, appended.term());
    assertEquals("16", n1.log());
  }

  @Tag("A2")
  @Test void aServerMayMissWholeTerms() {
    Bench n1 = server("n1").inTerm(4).starts();

    n1.hears(peer("n2").inTerm(400_000_000_000L).heartbeat());

    assertEquals(400_000_000_000L, n1.term());
  }

  @Tag("A2")
  @Test void theSameOrAnOlderTermChangesNothing() {
    Bench n1 = server("n1").leads(4);
    AppendEntries request = n1.sends("n2");

    n1.isAnswered("n2", request, success(request, 4));
    RequestVoteReply reply = n1.hears(peer("n2").inTerm(3).asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals(Role.LEADER, n1.role());
    assertEquals(4, n1.term());
  }

  private static void assertFollowerOf(long term, Bench bench) {
    assertEquals(Role.FOLLOWER, bench.role());
    assertEquals(term, bench.term());
  }

  // ---- Terms that no election reaches, beyond Figure 2 -------------------

  @Test void aRequestOfATermOutOfReachIsRefusedAndChangesNothing() {
    Bench n1 = server("n1").inTerm(3).starts();
    Status before = n1.server().status();
    long position = n1.storage().position();
    RequestVote far = new RequestVote("n2-n1-1", 1L << 60, "n2", 0, 0);

    IllegalArgumentException refusal = assertThrows(
        IllegalArgumentException.class, () -> n1.server().handle(far));

    assertTrue(refusal.getMessage().startsWith("term 1152921504606846976"));
    assertEquals(before, n1.server().status());
    assertEquals(position, n1.storage().position());
    n1.timesOut();
    assertEquals(4, n1.term(), "it goes on as before");
  }

  @Test void aReplyOfATermOutOfReachIsRefusedAndChangesNothing() {
    Bench n1 = server("n1").leads(4);
    AppendEntries request = n1.sends("n2");

    assertThrows(IllegalArgumentException.class, () -> n1.server().handleReply(
        "n2", request, Replies.refused(request, 1L << 60)));

    assertEquals(Role.LEADER, n1.role());
    assertEquals(4, n1.term());
  }

  @Test void aTermThatIsJustWithinReachIsAdopted() {
    Bench n1 = server("n1").inTerm(3).starts();

    n1.hears(peer("n2").inTerm(3 + Message.MAX_TERM_AHEAD).heartbeat());

    assertEquals(3 + Message.MAX_TERM_AHEAD, n1.term());
  }

  @Test void howFarATermReachesGrowsWithTheServersOwn() {
    Bench n1 = server("n1").inTerm(3).starts();

    n1.hears(peer("n2").inTerm(3 + Message.MAX_TERM_AHEAD).heartbeat());
    n1.hears(peer("n2").inTerm(3 + 2 * Message.MAX_TERM_AHEAD).heartbeat());

    assertEquals(3 + 2 * Message.MAX_TERM_AHEAD, n1.term());
  }
}
