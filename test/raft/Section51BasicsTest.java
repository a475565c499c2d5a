package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** §5.1 Raft basics, sentence by sentence. */
class Section51BasicsTest {
  private final Bench n1 = server("n1").starts();
  private final Bench n2 = server("n2").starts();
  private final Bench n3 = server("n3").starts();

  // "At any given time each server is in one of three states: leader,
  // follower, or candidate."
  @Test void aServerIsLeaderFollowerOrCandidate() {
    List<String> words = Stream.of(Role.values()).map(Role::toString).toList();

    assertEquals(List.of("follower", "candidate", "leader"), words);
  }

  // "In normal operation there is exactly one leader and all of the other
  // servers are followers."
  @Test void inNormalOperationAllButOneAreFollowers() {
    n1.runsForLeader(n2, n3);

    n1.talksTo(n2, n3);

    assertEquals(Role.LEADER, n1.role());
    assertEquals(Role.FOLLOWER, n2.role());
    assertEquals(Role.FOLLOWER, n3.role());
  }

  // "Followers are passive: they issue no requests on their own but simply
  // respond to requests from leaders and candidates."
  @Test void followersArePassive() {
    n2.ticks(TIMEOUT - 1);

    assertTrue(n2.isQuietTo("n1"));
    assertTrue(n2.hears(peer("n1").asksForVote()).voteGranted());
    assertTrue(n2.hears(peer("n1").heartbeat()).success());
    assertTrue(n2.isQuietTo("n1"));
  }

  // "The leader handles all client requests (if a client contacts a follower,
  // the follower redirects it to the leader)."
  @Test void aFollowerRedirectsAClientToTheLeader() {
    n1.runsForLeader(n2);
    n1.talksTo(n3);

    Outcome.Refused refusal = (Outcome.Refused) n3.isTold("x").getNow(null);

    assertEquals("n1", refusal.leader());
  }

  // "Terms are numbered with consecutive integers. Each term begins with an
  // election, in which one or more candidates attempt to become leader"
  @Test void eachElectionBeginsTheNextTerm() {
    List<Long> terms = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      n1.timesOut();
      terms.add(n1.term());
    }

    assertEquals(List.of(1L, 2L, 3L, 4L), terms);
  }

  // "If a candidate wins the election, then it serves as leader for the rest of
  // the term."
  @Test void aLeaderServesForTheRestOfTheTerm() {
    n1.runsForLeader(n2);

    n1.ticks(10 * TIMEOUT);
    n1.hears(peer("n3").inTerm(1).asksForVote());

    assertEquals(Role.LEADER, n1.role());
    assertEquals(1, n1.term());
  }

  // "In some situations an election will result in a split vote. In this case
  // the term will end with no leader; a new term (with a new election) will
  // begin shortly."
  @Test void aSplitVoteEndsTheTermWithoutLeader() {
    Bench n4 = server("n4").of(4).starts();
    Bench of4 = server("n1").of(4).starts();
    of4.timesOut();
    n4.timesOut();
    of4.forces();
    n4.forces();

    of4.talksTo(n2, n4);
    n4.talksTo(n3, of4);

    assertEquals(Role.CANDIDATE, of4.role());
    assertEquals(Role.CANDIDATE, n4.role());
    of4.ticks(TIMEOUT);
    assertEquals(2, of4.term());
  }

  // "Raft ensures that there is at most one leader in a given term."
  @Test void twoCandidatesOfOneTermCannotBothWin() {
    n1.timesOut();
    n3.timesOut();
    n1.forces();
    n3.forces();

    n1.talksTo(n2);
    n3.talksTo(n2, n1);

    assertEquals(Role.LEADER, n1.role());
    assertEquals(Role.CANDIDATE, n3.role());
    assertEquals(n1.term(), n3.term());
  }

  // "in some situations a server may not observe an election or even entire
  // terms."
  @Test void aServerMayMissEntireTerms() {
    for (int i = 0; i < 7; i++) n1.timesOut();
    n1.runsForLeader(n2);

    n1.talksTo(n3);

    assertEquals(8, n3.term());
    assertEquals("n1", n3.leader());
  }

  // "Each server stores a current term number, which increases monotonically
  // over time."
  @Test void theTermNeverFalls() {
    Bench n2 = server("n2").inTerm(5).starts();
    n2.hears(peer("n1").inTerm(3).asksForVote());
    n2.hears(peer("n1").inTerm(4).heartbeat());

    Bench again = n2.restarts();
    again.hears(peer("n1").inTerm(4).heartbeat());

    assertEquals(5, n2.term());
    assertEquals(5, again.term());
  }

  // "Current terms are exchanged whenever servers communicate; if one server's
  // current term is smaller than the other's, then it updates its current term
  // to the larger value."
  @Test void whoeverHasTheSmallerTermTakesTheLarger() {
    Bench ahead = server("n3").inTerm(9).starts();
    n1.runsForLeader(n2);

    n1.talksTo(ahead);

    assertEquals(9, n1.term(), "by the reply");
    n1.runsForLeader(n2);
    assertEquals(10, n2.term(), "by the request");
  }

  // "If a candidate or leader discovers that its term is out of date, it
  // immediately reverts to follower state."
  @Test void aLeaderOutOfDateRevertsToFollower() {
    Bench ahead = server("n3").inTerm(9).starts();
    n1.runsForLeader(n2);
    assertEquals(Role.LEADER, n1.role());

    n1.talksTo(ahead);

    assertEquals(Role.FOLLOWER, n1.role());
  }

  @Test void aCandidateOutOfDateRevertsToFollower() {
    Bench ahead = server("n3").inTerm(9).starts();
    n1.runsForLeader();
    assertEquals(Role.CANDIDATE, n1.role());

    n1.talksTo(ahead);

    assertEquals(Role.FOLLOWER, n1.role());
  }

  // "If a server receives a request with a stale term number, it rejects the
  // request."
  @Test void aStaleRequestIsRejected() {
    Bench n2 = server("n2").inTerm(5).starts();

    RequestVoteReply vote = n2.hears(peer("n1").inTerm(4).asksForVote());
    AppendEntriesReply heartbeat = n2.hears(peer("n1").inTerm(4).heartbeat());

    assertFalse(vote.voteGranted());
    assertFalse(heartbeat.success());
  }

  // "Servers retry RPCs if they do not receive a response in a timely manner,
  // and they issue RPCs in parallel for best performance."
  @Test void requestsAreRetriedAndGoOutInParallel() {
    n1.timesOut();
    n1.forces();
    RequestVote lost = n1.asks("n2");
    RequestVote beside = n1.asks("n3");

    RequestVote again = n1.asks("n2");

    assertEquals(lost.term(), again.term());
    assertEquals(lost.term(), beside.term());
  }
}
