package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** §5.2 Leader election, sentence by sentence. */
class Section52ElectionTest {
  private final Bench n1 = server("n1").starts();
  private final Bench n2 = server("n2").starts();
  private final Bench n3 = server("n3").starts();

  // "When servers start up, they begin as followers."
  @Test void serversBeginAsFollowers() {
    Bench lastTimeLeader = server("n2").leads(4).restarts();

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(Role.FOLLOWER, lastTimeLeader.role());
  }

  // "A server remains in follower state as long as it receives valid RPCs from
  // a leader or candidate."
  @Test void aServerRemainsFollowerWhileItReceivesValidRpcs() {
    for (long term = 1; term <= 10; term++) {
      n1.ticks(TIMEOUT - 1);
      n1.hears(peer("n2").inTerm(term).asksForVote());
      n1.ticks(TIMEOUT - 1);
      n1.hears(peer("n2").inTerm(term).heartbeat());
    }

    assertEquals(Role.FOLLOWER, n1.role());
  }

  // "Leaders send periodic heartbeats (AppendEntries RPCs that carry no log
  // entries) to all followers in order to maintain their authority."
  @Test void heartbeatsMaintainTheAuthorityOfALeader() {
    n1.runsForLeader(n2, n3);

    for (int tick = 0; tick < 20 * TIMEOUT; tick++) {
      n1.talksTo(n2, n3);
      for (Bench bench : List.of(n1, n2, n3)) bench.ticks(1);
    }

    assertEquals(Role.LEADER, n1.role());
    assertEquals(1, n1.term());
    assertEquals("n1", n2.leader());
    assertEquals("n1", n3.leader());
  }

  // "If a follower receives no communication over a period of time called the
  // election timeout, then it assumes there is no viable leader and begins an
  // election to choose a new leader."
  @Test void aFollowerThatHearsNothingBeginsAnElection() {
    n1.runsForLeader(n2, n3);
    n1.talksTo(n2, n3);

    n2.ticks(TIMEOUT);

    assertEquals(Role.CANDIDATE, n2.role());
    assertEquals(2, n2.term());
  }

  // "To begin an election, a follower increments its current term and
  // transitions to candidate state. It then votes for itself and issues
  // RequestVote RPCs in parallel to each of the other servers in the cluster."
  @Test void aCandidateVotesForItselfAndAsksAllOthersInParallel() {
    n1.ticks(TIMEOUT);
    n1.forces();

    assertEquals(1, n1.term());
    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals("n1", n1.votedFor());
    assertEquals("n1", n1.asks("n2").candidateId());
    assertEquals("n1", n1.asks("n3").candidateId());
  }

  // "A candidate continues in this state until one of three things happens: (a)
  // it wins the election, (b) another server establishes itself as leader, or
  // (c) a period of time goes by with no winner."
  @Test void aCandidateStaysOneWhileNothingIsDecided() {
    n1.runsForLeader();

    n1.isDeniedBy("n2");
    n1.isTold("x");
    n1.server().handleNoReply("n3");
    n1.hears(peer("n3").inTerm(1).asksForVote());
    n1.ticks(TIMEOUT - 1);

    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(1, n1.term());
  }

  // "A candidate wins an election if it receives votes from a majority of the
  // servers in the full cluster for the same term."
  @Test void aMajorityOfTheFullClusterIsNeededHoweverFewAreUp() {
    Bench n1 = server("n1").of(5).starts();

    n1.runsForLeader(n2);

    assertEquals(Role.CANDIDATE, n1.role(), "2 of 5, though 2 of the 2 up");
  }

  // "Each server will vote for at most one candidate in a given term, on a
  // first-come-first-served basis"
  @Test void firstComeFirstServed() {
    RequestVoteReply first = n3.hears(peer("n2").inTerm(1).asksForVote());
    RequestVoteReply second = n3.hears(peer("n1").inTerm(1).asksForVote());

    assertTrue(first.voteGranted());
    assertFalse(second.voteGranted());
  }

  // "Once a candidate wins an election, it becomes leader. It then sends
  // heartbeat messages to all of the other servers to establish its authority
  // and prevent new elections."
  @Test void theFirstHeartbeatsPreventNewElections() {
    n2.ticks(TIMEOUT - 1);
    n3.ticks(TIMEOUT - 1);
    n1.runsForLeader(n2);

    n1.talksTo(n2, n3);
    n2.ticks(TIMEOUT - 1);
    n3.ticks(TIMEOUT - 1);

    assertEquals(Role.FOLLOWER, n2.role());
    assertEquals(Role.FOLLOWER, n3.role());
  }

  // "If the leader's term (included in its RPC) is at least as large as the
  // candidate's current term, then the candidate recognizes the leader as
  // legitimate and returns to follower state."
  @Test void aCandidateRecognizesALeaderOfItsTerm() {
    n1.timesOut();
    n3.runsForLeader(n2);

    n3.talksTo(n1);

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals("n3", n1.leader());
  }

  // "If the term in the RPC is smaller than the candidate's current term, then
  // the candidate rejects the RPC and continues in candidate state."
  @Test void aCandidateRejectsALeaderOfAnOlderTerm() {
    n3.runsForLeader(n2);
    n1.timesOut();
    n1.runsForLeader();

    AppendEntriesReply reply = n1.hears(n3.sends("n1"));

    assertFalse(reply.success());
    assertEquals(2, reply.term());
    assertEquals(Role.CANDIDATE, n1.role());
  }

  // "When this happens, each candidate will time out and start a new election
  // by incrementing its term and initiating another round of RequestVote RPCs."
  @Test void afterASplitVoteAnotherRoundBegins() {
    n1.runsForLeader();
    n1.isDeniedBy("n2");
    n1.isDeniedBy("n3");

    n1.ticks(TIMEOUT);
    n1.forces();
    n1.talksTo(n2);

    assertEquals(Role.LEADER, n1.role());
    assertEquals(2, n1.term());
  }

  // "election timeouts are chosen randomly from a fixed interval (e.g.,
  // 150–300ms)."
  @Test void timeoutsAreChosenFromTheWholeInterval() {
    Random random = new Random(16);
    Set<Integer> drawn = new TreeSet<>();

    for (int i = 0; i < 300; i++) drawn.add(timeout(15, 30, random));

    assertEquals(IntStream.rangeClosed(15, 30).boxed().toList(),
        List.copyOf(drawn));
  }

  // "This spreads out the servers so that in most cases only a single server
  // will time out; it wins the election and sends heartbeats before any other
  // servers time out."
  @Test void inMostCasesASingleServerTimesOut() {
    Random random = new Random(16);
    int conflicts = 0;

    for (int trial = 0; trial < 1000; trial++) {
      int[] timeouts = IntStream.range(0, 5)
          .map(i -> timeout(30, 60, random)).sorted().toArray();
      if (timeouts[1] - timeouts[0] < 2) conflicts++;
    }

    assertTrue(conflicts < 400, conflicts + " of 1000 elections conflict");
  }

  /** What a server that comes up waits for before its first election. */
  private static int timeout(int min, int max, Random random) {
    return server("n1").withTimeouts(min, max, random).starts().countdown();
  }

  // "Each candidate restarts its randomized election timeout at the start of an
  // election, and it waits for that timeout to elapse before starting the next
  // election"
  @Test void aCandidateWaitsForAFreshTimeoutBeforeTheNextElection() {
    Bench n1 = server("n1").withTimeouts(15, 30, new Random(3))
        .starts();
    n1.ticks(n1.countdown());
    n1.forces();
    int fresh = n1.countdown();

    n1.ticks(fresh - 1);
    long before = n1.term();
    n1.ticks(1);

    assertTrue(fresh >= 15 && fresh <= 30, "drawn " + fresh);
    assertEquals(1, before);
    assertEquals(2, n1.term());
  }

  // The heartbeat of the paper's own example: well below the timeout.
  @Test void aHeartbeatComesSeveralTimesInATimeout() {
    n1.runsForLeader(n2, n3);
    int heartbeats = 0;

    for (int tick = 0; tick < TIMEOUT; tick++) {
      if (n1.exchange(n2).isPresent()) heartbeats++;
      n1.ticks(1);
    }

    assertEquals(TIMEOUT / HEARTBEAT, heartbeats);
  }
}
