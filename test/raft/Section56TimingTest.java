package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static raft.Given.TIMEOUT;
import static raft.Given.server;

import java.util.List;
import org.junit.jupiter.api.Test;

/** §5.6 Timing and availability, sentence by sentence. */
class Section56TimingTest {

  // "safety must not depend on timing: the system must not produce incorrect
  // results just because some event happens more quickly or slowly than
  // expected."
  @Test void aLeaderThatSleptThroughAnElectionCommitsNothing() {
    Bench n1 = server("n1").leads(1);
    Bench n2 = server("n2").starts();
    Bench n3 = server("n3").starts();
    n1.talksTo(n2, n3);
    n2.runsForLeader(n3);
    n2.appends("new");
    n2.talksTo(n3);
    assertEquals(List.of("new"), n2.applied());

    n1.appends("old");
    n1.talksTo(n2, n3);

    assertEquals(List.of(), n1.applied());
    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals("2", n3.log());
  }

  @Test void aMessageFromLongAgoDoesNoHarm() {
    Bench n1 = server("n1").leads(1);
    n1.appends("old");
    AppendEntries fromLongAgo = n1.sends("n3");
    Bench n3 = server("n3").starts();
    n3.hears(Peer.peer("n2").inTerm(7).withLog("77").committedUpTo(2)
        .sendsFrom(1));

    AppendEntriesReply reply = n3.hears(fromLongAgo);

    assertFalse(reply.success());
    assertEquals("77", n3.log());
    assertEquals(2, n3.commitIndex());
  }

  // "For example, if message exchanges take longer than the typical time
  // between server crashes, candidates will not stay up long enough to win an
  // election; without a steady leader, Raft cannot make progress."
  @Test void candidatesThatDoNotStayUpWinNothingAndBreakNothing() {
    Bench n1 = server("n1").starts();

    for (int i = 0; i < 10; i++) {
      n1.ticks(TIMEOUT);
      n1.forces();
      n1 = n1.restarts();
    }

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(10, n1.term());
  }

  // "When the leader crashes, the system will be unavailable for roughly the
  // election timeout"
  @Test void afterALeadersCrashAnotherIsThereAfterOneTimeout() {
    Bench n1 = server("n1").leads(1);
    Bench n2 = server("n2").starts();
    Bench n3 = server("n3").starts();
    n1.talksTo(n2, n3);

    n2.ticks(TIMEOUT);
    n2.forces();
    n2.talksTo(n3);

    assertEquals(Role.LEADER, n2.role());
  }

  // "The broadcast time should be an order of magnitude less than the election
  // timeout so that leaders can reliably send the heartbeat messages required
  // to keep followers from starting elections"
  @Test void anElectionTimeoutBelowTheHeartbeatIsRefused() {
    assertThrows(IllegalArgumentException.class,
        () -> new Settings(30, 29, 60, 100, 1_000, true));
  }
}
