package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** §5.3 Log replication, sentence by sentence. In term 1 n1 leads. */
class Section53ReplicationTest {
  private final Bench n1 = server("n1").starts();
  private final Bench n2 = server("n2").starts();
  private final Bench n3 = server("n3").starts();

  @BeforeEach void n1Leads() {
    n1.runsForLeader(n2);
    n1.talksTo(n2, n3);
  }

  // "The leader appends the command to its log as a new entry, then issues
  // AppendEntries RPCs in parallel to each of the other servers to replicate
  // the entry."
  @Test void theLeaderAppendsThenSendsToEachOfTheOthers() {
    n1.isTold("x");

    List<Entry> appended = n1.server().lastEntries(1);
    assertEquals(List.of(Entry.command(1, "x")), appended);
    assertEquals(appended, n1.sends("n2").entries());
    assertEquals(appended, n1.sends("n3").entries());
  }

  // "When the entry has been safely replicated (as described below), the leader
  // applies the entry to its state machine and returns the result of that
  // execution to the client."
  @Test void theClientGetsTheResultOfTheExecution() {
    n1.appends("w");
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    n1.talksTo(n2);

    assertEquals(List.of("w", "x"), n1.applied());
    assertEquals(new Outcome.Applied("2"), answer.getNow(null));
  }

  // "If followers crash or run slowly, or if network packets are lost, the
  // leader retries AppendEntries RPCs indefinitely (even after it has responded
  // to the client) until all followers eventually store all log entries."
  @Test void theLeaderRetriesUntilAllFollowersStoreAllEntries() {
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();
    n1.talksTo(n2);
    assertTrue(answer.isDone());

    for (int i = 0; i < 100; i++) {
      n1.sends("n3");
      n1.server().handleNoReply("n3");
      n1.ticks(HEARTBEAT);
      n1.talksTo(n2);
    }
    n1.talksTo(n3);
    n1.talksTo(n3);

    assertEquals(n1.log(), n3.log());
  }

  // "Each log entry stores a state machine command along with the term number
  // when the entry was received by the leader."
  @Test void anEntryBearsTheTermInWhichTheLeaderReceivedIt() {
    n1.appends("x");
    n1.talksTo(n2, n3);
    n2.runsForLeader(n3);
    n2.appends("y");

    n2.talksTo(n3);

    List<Entry> expected =
        List.of(Entry.command(1, "x"), Entry.command(2, "y"));
    assertEquals(expected, n3.server().lastEntries(9));
  }

  // "This also commits all preceding entries in the leader's log, including
  // entries created by previous leaders."
  @Test void committingAnEntryCommitsAllBeforeIt() {
    n1.appends("x", "y");
    n1.talksTo(n2);
    n2.runsForLeader(n3);
    n2.appends("z");

    n2.talksTo(n3);
    n2.talksTo(n3);

    assertEquals(3, n2.commitIndex());
    assertEquals(List.of("x", "y", "z"), n2.applied());
  }

  // "The leader keeps track of the highest index it knows to be committed, and
  // it includes that index in future AppendEntries RPCs (including heartbeats)
  // so that the other servers eventually find out."
  @Test void heartbeatsTellWhatIsCommitted() {
    n1.appends("x", "y");
    n1.talksTo(n2, n3);
    n1.ticks(HEARTBEAT);

    AppendEntries heartbeat = n1.sends("n3");
    n3.hears(heartbeat);

    assertEquals(List.of(), heartbeat.entries());
    assertEquals(2, heartbeat.leaderCommit());
    assertEquals(2, n3.commitIndex());
  }

  // "Once a follower learns that a log entry is committed, it applies the entry
  // to its local state machine (in log order)."
  @Test void aFollowerAppliesWhatItLearnsToBeCommitted() {
    n1.appends("x", "y");
    n1.talksTo(n2, n3);
    assertEquals(List.of(), n2.applied());
    n1.ticks(HEARTBEAT);

    n1.talksTo(n2);

    assertEquals(List.of("x", "y"), n2.applied());
  }

  // "a leader creates at most one entry with a given log index in a given term,
  // and log entries never change their position in the log."
  @Test void anEntryIsAlwaysAtTheSameIndex() {
    n1.appends("x", "y");
    n1.talksTo(n2);
    n1.appends("z");
    n1.talksTo(n2, n3);

    assertEquals(n1.server().lastEntries(9), n2.server().lastEntries(9));
    assertEquals(n1.server().lastEntries(9), n3.server().lastEntries(9));
  }

  // "When sending an AppendEntries RPC, the leader includes the index and term
  // of the entry in its log that immediately precedes the new entries. If the
  // follower does not find an entry in its log with the same index and term,
  // then it refuses the new entries."
  @Test void aFollowerThatMissesTheEntryBeforeRefuses() {
    n1.appends("x");
    n1.talksTo(n2);
    n1.appends("y");
    AppendEntries behindX = n1.sends("n2");

    AppendEntriesReply reply = n3.hears(behindX);

    assertEquals(1, behindX.prevLogIndex());
    assertEquals(1, behindX.prevLogTerm());
    assertFalse(reply.success());
    assertEquals("", n3.log());
  }

  // "As a result, whenever AppendEntries returns successfully, the leader knows
  // that the follower's log is identical to its own log up through the new
  // entries."
  @Test void successMeansThatTheLogsAreIdenticalUpToThere() {
    Bench other = server("n3").withLog("111").starts();
    Bench leader = server("n1").withLog("112222").leads(4);
    leader.appends("x");

    AppendEntriesReply reply;
    do {
      reply = (AppendEntriesReply) leader.exchange(other).orElseThrow();
    } while (!reply.success());

    assertEquals(leader.server().lastEntries(9), other.server().lastEntries(9));
  }

  // "During normal operation, the logs of the leader and followers stay
  // consistent, so the AppendEntries consistency check never fails."
  @Test void inNormalOperationTheCheckNeverFails() {
    for (int i = 0; i < 50; i++) {
      n1.appends("x");

      assertTrue(succeeds(n2));
      assertTrue(succeeds(n3));
    }
  }

  private boolean succeeds(Bench follower) {
    AppendEntriesReply reply =
        (AppendEntriesReply) n1.exchange(follower).orElseThrow();
    return reply.success();
  }

  // "conflicting entries in follower logs will be overwritten with entries from
  // the leader's log."
  @Test void conflictingEntriesAreOverwritten() {
    n1.appends("never replicated", "neither");
    n2.runsForLeader(n3);
    n2.appends("x");

    for (int i = 0; i < 3; i++) n2.talksTo(n1, n3);

    assertEquals("2", n1.log());
    assertEquals(List.of(Entry.command(2, "x")), n1.server().lastEntries(9));
  }

  // "When a leader first comes to power, it initializes all nextIndex values to
  // the index just after the last one in its log (11 in Figure 7)."
  @Test void aNewLeaderBeginsJustBehindItsLastEntry() {
    Bench leader = server("n1").withLog("1114455666").leads(8);

    assertEquals(10, leader.sends("n2").prevLogIndex());
    assertEquals(10, leader.sends("n3").prevLogIndex());
  }

  // "After a rejection, the leader decrements nextIndex and retries the
  // AppendEntries RPC. Eventually nextIndex will reach a point where the leader
  // and follower logs match. When this happens, AppendEntries will succeed,
  // which removes any conflicting entries in the follower's log and appends
  // entries from the leader's log (if any)."
  @Test void theLeaderRetriesUntilTheLogsMatch() {
    Bench leader = server("n1").withLog("11144").leads(5);
    Bench follower = server("n2").withLog("1122222").starts();

    while (leader.exchange(follower).isPresent()) {
      assertTrue(follower.log().startsWith("11"), "what matches stays");
    }

    assertEquals("11144", follower.log());
  }

  // "A leader never overwrites or deletes entries in its own log (the Leader
  // Append-Only Property in Figure 3)."
  @Test void aLeaderOnlyAppends() {
    n1.appends("x", "y");
    List<Entry> before = n1.server().lastEntries(9);
    AppendEntries request = n1.sends("n2");

    n1.isAnswered("n2", request,
        new AppendEntriesReply(request.id(), 1, false, 0, 1));
    n1.hears(n2AsCandidate());
    n1.appends("z");

    assertEquals(before, n1.server().lastEntries(9).subList(0, 2));
  }

  private RequestVote n2AsCandidate() {
    return Peer.peer("n2").inTerm(1).asksForVote();
  }

  // "Raft can accept, replicate, and apply new log entries as long as a
  // majority of the servers are up; in the normal case a new entry can be
  // replicated with a single round of RPCs to a majority of the cluster; and a
  // single slow follower will not impact performance."
  @Test void aSingleRoundToAMajorityIsEnough() {
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    n1.talksTo(n2);

    assertTrue(answer.isDone(), "and n3 was not needed");
  }

  @Test void withoutAMajorityNothingIsCommitted() {
    CompletableFuture<Outcome> answer = n1.isTold("x");
    n1.forces();

    n1.ticks(100);

    assertFalse(answer.isDone());
    assertEquals(0, n1.commitIndex());
  }
}
