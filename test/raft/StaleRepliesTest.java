package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.granted;
import static raft.Replies.refused;
import static raft.Replies.success;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Beyond Figure 2: its RPCs come back at once or not at all. Here an answer
 * may come after the server that asked has lost its term, or won another one.
 */
class StaleRepliesTest {

  // The entries it names were replaced; at their indexes stand others now.
  @Tag("L3")
  @Test void aSuccessOfAnEarlierTermOfMineDoesNotCount() {
    Bench n1 = server("n1").of(5).leads(2);
    n1.appends("x", "y", "z");
    AppendEntries ofTerm2 = n1.sends("n2");
    n1.hears(peer("n3").inTerm(3).withLog("3").sendsFrom(1));
    becomesLeaderAgain(n1, 5);
    n1.appends("u", "v");
    n1.isStoredBy("n3");

    n1.isAnswered("n2", ofTerm2, success(ofTerm2, 2));

    assertEquals("355", n1.log());
    assertEquals(0, n1.commitIndex(), "n1 and n3 hold it, n2 does not");
    assertEquals(1, n1.sends("n2").prevLogIndex(), "as if never answered");
  }

  @Tag("L3")
  @Test void aMismatchOfAnEarlierTermOfMineDoesNotCount() {
    Bench n1 = server("n1").of(5).withLog("111").leads(2);
    AppendEntries ofTerm2 = n1.sends("n2");
    becomesLeaderAgain(n1, 4);

    n1.isAnswered("n2", ofTerm2,
        new AppendEntriesReply(ofTerm2.id(), 2, false, 0, 1));

    assertEquals(3, n1.sends("n2").prevLogIndex());
  }

  @Tag("C2")
  @Test void aVoteForAnEarlierTermOfMineDoesNotCount() {
    Bench n1 = server("n1").isCandidateOf(2);
    n1.forces();
    RequestVote ofTerm2 = n1.asks("n2");
    n1.timesOut();
    n1.forces();

    n1.isAnswered("n2", ofTerm2, granted(ofTerm2, 2));

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Test void aSuccessThatReachesAFollowerChangesNothing() {
    Bench n1 = server("n1").leads(2);
    n1.appends("x");
    AppendEntries ofTerm2 = n1.sends("n2");
    n1.hears(peer("n3").inTerm(3).heartbeat());

    n1.isAnswered("n2", ofTerm2, success(ofTerm2, 2));

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(0, n1.commitIndex());
  }

  // Its disk stood still, so it stepped down without a newer term: the answer
  // bears its own term, but it leads no more.
  @Tag("L4")
  @Test void aSuccessThatReachesALeaderThatSteppedDownChangesNothing() {
    Bench n1 = server("n1").leads(2);
    n1.isTold("x");
    AppendEntries request = n1.sends("n2");
    AppendEntries other = n1.sends("n3");
    n1.ticks(Given.TIMEOUT);

    n1.isAnswered("n2", request, success(request, 2));
    n1.isAnswered("n3", other, success(other, 2));

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(2, n1.term());
    assertEquals(0, n1.commitIndex());
  }

  @Test void aRefusedVoteThatReachesALeaderChangesNothing() {
    Bench n1 = server("n1").isCandidateOf(2);
    n1.forces();
    RequestVote toN3 = n1.asks("n3");
    n1.isGrantedBy("n2");

    n1.isAnswered("n3", toN3, refused(toN3, 2));

    assertEquals(Role.LEADER, n1.role());
    assertTrue(n1.says("n3").isPresent());
  }

  private static void becomesLeaderAgain(Bench bench, long term) {
    bench.hears(peer("n5").inTerm(term - 1).heartbeat());
    bench.timesOut();
    bench.forces();
    bench.isGrantedBy("n3");
    bench.isGrantedBy("n4");
    assertEquals(Role.LEADER, bench.role());
  }
}
