package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;

import org.junit.jupiter.api.Test;

/** §5.5 Follower and candidate crashes, sentence by sentence. */
class Section55CrashesTest {

  // "Raft handles these failures by retrying indefinitely; if the crashed
  // server restarts, then the RPC will complete successfully."
  @Test void aFollowerThatComesBackIsBroughtUpToDate() {
    Bench n1 = server("n1").leads(1);
    Bench n2 = server("n2").starts();
    n1.appends("x");
    n1.talksTo(n2);
    n1.appends("y", "z");
    n1.sends("n2");
    n1.server().handleNoReply("n2");

    Bench again = n2.restarts();
    n1.ticks(Given.HEARTBEAT);
    n1.talksToTheEndWith(again);

    assertEquals("111", again.log());
  }

  @Test void aVoterThatComesBackIsAskedAgain() {
    Bench n1 = server("n1").isCandidateOf(3);
    n1.forces();
    n1.asks("n2");

    n1.talksTo(server("n2").starts());

    assertEquals(Role.LEADER, n1.role());
  }

  // "If a server crashes after completing an RPC but before responding, then it
  // will receive the same RPC again after it restarts. Raft RPCs are
  // idempotent, so this causes no harm."
  @Test void aVoteAskedAgainAfterACrashIsTheSameVote() {
    Bench n1 = server("n1").starts();
    RequestVote request = peer("n2").inTerm(4).asksForVote();
    n1.hears(request);

    RequestVoteReply again = n1.restarts().hears(request);

    assertTrue(again.voteGranted());
    assertEquals(4, again.term());
  }

  @Test void entriesSentAgainAfterACrashAreTheSameEntries() {
    Bench n1 = server("n1").starts();
    AppendEntries request =
        peer("n2").inTerm(4).withLog("1144").committedUpTo(2).sendsFrom(1);
    n1.hears(request);
    Bench restarted = n1.restarts();

    AppendEntriesReply again = restarted.hears(request);

    assertTrue(again.success());
    assertEquals("1144", restarted.log());
    assertEquals(2, restarted.commitIndex());
  }

  @Test void whatWasNotForcedIsSentAgainAndStored() {
    Bench n1 = server("n1").starts();
    AppendEntries request =
        peer("n2").inTerm(4).withLog("44").sendsFrom(1);
    n1.takes(request);
    Bench restarted = n1.restarts();
    assertEquals("", restarted.log(), "the power failed before the force");

    restarted.hears(request);

    assertEquals("44", restarted.log());
  }

  // "if a follower receives an AppendEntries request that includes log entries
  // already present in its log, it ignores those entries in the new request."
  @Test void entriesAlreadyPresentAreIgnored() {
    Bench n1 = server("n1").withLog("1144").starts();
    long written = n1.storage().position();

    n1.hears(peer("n2").inTerm(4).withLog("1144").sendsFrom(2));

    assertEquals("1144", n1.log());
    assertEquals(written, n1.storage().position());
  }

  @Test void aCandidateThatCrashedComesBackAsAFollowerOfItsTerm() {
    Bench n1 = server("n1").isCandidateOf(4);
    n1.forces();

    Bench again = n1.restarts();

    assertEquals(Role.FOLLOWER, again.role());
    assertEquals(4, again.term());
    assertEquals("n1", again.votedFor());
  }
}
