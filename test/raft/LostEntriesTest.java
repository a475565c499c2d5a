package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.server;
import static raft.Replies.success;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Beyond Figure 2: a follower whose disk lost what it had acknowledged. */
class LostEntriesTest {

  private static boolean refuses(Bench leader, AppendEntries request,
      long logEnds) {
    return leader.server().handleReply("n2", request,
        new AppendEntriesReply(request.id(), 4, false, 0, logEnds + 1));
  }

  /** A leader to which n2 has acknowledged two entries. */
  private static Bench leaderThatKnowsN2Holds2() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x", "y");
    n1.isStoredBy("n2");
    return n1;
  }

  private static AppendEntries heartbeat(Bench leader) {
    leader.ticks(HEARTBEAT);
    return leader.sends("n2");
  }

  @Test void isFedAgainFromWhereItsLogEnds() {
    Bench n1 = leaderThatKnowsN2Holds2();

    boolean lost = refuses(n1, heartbeat(n1), 1);

    AppendEntries next = n1.sends("n2");
    assertTrue(lost, "a person must be told");
    assertEquals(1, next.prevLogIndex());
    assertEquals("4", Logs.terms(next.entries()));
    assertTrue(n1.trace().lines().contains(
        "n1 t4 leader   | n2 lost entries of 1..2 (beyond Figure 2)"));
  }

  @Test void isFedAgainAlsoWhenMoreHasComeSince() {
    Bench n1 = leaderThatKnowsN2Holds2();
    n1.appends("z");

    boolean lost = refuses(n1, n1.sends("n2"), 0);

    AppendEntries next = n1.sends("n2");
    assertTrue(lost);
    assertEquals(0, next.prevLogIndex());
    assertEquals("444", Logs.terms(next.entries()));
  }

  @Test void countsForNoCommitUntilItHasStoredAgain() {
    Bench n1 = leaderThatKnowsN2Holds2();
    long committed = n1.commitIndex();

    refuses(n1, heartbeat(n1), 0);

    assertEquals(0, n1.server().matchIndex("n2"));
    assertEquals(committed, n1.commitIndex(), "this never falls");
    n1.isStoredBy("n2");
    assertEquals(2, n1.server().matchIndex("n2"));
  }

  // It was made before the entries were stored, and came late: no disk is at
  // fault. Such replies are found in the simulator, not on sockets.
  @Test void isNotSuspectedForALateRefusal() {
    Bench n1 = server("n1").withLog("11").leads(4);
    AppendEntries early = n1.sends("n2");
    AppendEntries later = heartbeat(n1);
    n1.isAnswered("n2", later, success(later, 4));

    boolean lost = refuses(n1, early, 0);

    assertFalse(lost);
    assertEquals(2, n1.server().matchIndex("n2"));
    assertEquals(2, heartbeat(n1).prevLogIndex());
  }

  // ---- A refusal that tells nothing new ----------------------------------

  private static Bench leaderRefusedInVain() {
    Bench n1 = server("n1").withLog("11").leads(4);
    AppendEntries early = n1.sends("n2");
    AppendEntries later = heartbeat(n1);
    n1.isAnswered("n2", later, success(later, 4));
    n1.appends("x");
    refuses(n1, early, 0);
    return n1;
  }

  @Test void aRefusalThatTellsNothingIsTreatedLikeNoReply() {
    Bench n1 = leaderRefusedInVain();

    boolean quietBetween = n1.isQuietTo("n2");
    AppendEntries next = heartbeat(n1);

    assertTrue(quietBetween, "no busy loop of refusals");
    assertEquals("", Logs.terms(next.entries()));
  }

  @Test void aRefusalThatTellsNothingIsTracedOnce() {
    Bench n1 = leaderRefusedInVain();
    AppendEntries early = new AppendEntries("n1-n2-0", 4, "n1", 2, 1,
        List.of(), 0);

    for (int i = 0; i < 5; i++) refuses(n1, early, 0);

    assertEquals(1, n1.trace().lines().stream()
        .filter(line -> line.contains("tells nothing new")).count());
  }
}
