package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static raft.Given.server;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Figure 8: "A time sequence showing why a leader cannot determine commitment
 * using log entries from older terms." A digit for each entry, its term; the
 * leader in brackets, the crashed in parentheses.
 *
 * <pre>
 *          (a)     (b)     (c)     (d)     (e)
 *   s1    [12]    (12)    [124]   (124)   [124]
 *   s2     12      12      12      13      124
 *   s3     1       1       12      13      124
 *   s4     1       1       1       13      1
 *   s5     1      [13]    (13)    [13]    (13)
 * </pre>
 */
@Tag("L4")
class Figure8Test {
  private Bench s1 = server("n1").of(5).withLog("1").starts();
  private Bench s2 = server("n2").of(5).withLog("1").starts();
  private Bench s3 = server("n3").of(5).withLog("1").starts();
  private Bench s4 = server("n4").of(5).withLog("1").starts();
  private Bench s5 = server("n5").of(5).withLog("1").starts();

  // "In (a) S1 is leader and partially replicates the log entry at index 2."
  @BeforeEach void a() {
    s1.runsForLeader(s2, s3);
    s1.appends("old");
    s1.talksTo(s2);

    assertEquals("12", s2.log());
  }

  // "In (b) S1 crashes; S5 is elected leader for term 3 with votes from S3, S4,
  // and itself, and accepts a different entry at log index 2."
  private void b() {
    s1 = s1.restarts();
    s5.timesOut();
    s5.runsForLeader(s3, s4);
    s5.appends("other");

    assertEquals(Role.LEADER, s5.role());
    assertEquals(3, s5.term());
  }

  // "In (c) S5 crashes; S1 restarts, is elected leader, and continues
  // replication. At this point, the log entry from term 2 has been replicated
  // on a majority of the servers, but it is not committed."
  private void c() {
    s5 = s5.restarts();
    s1.timesOut();
    s1.runsForLeader(s2, s3);
    s1.talksTo(s2, s3);
    s1.talksTo(s3);
  }

  @Test void cIsOnAMajorityAndNotCommitted() {
    b();

    c();

    assertEquals("12", s1.log());
    assertEquals("12", s2.log());
    assertEquals("12", s3.log());
    assertEquals(4, s1.term());
    assertEquals(0, s1.commitIndex());
  }

  // "If S1 crashes as in (d), S5 could be elected leader (with votes from S2,
  // S3, and S4) and overwrite the entry with its own entry from term 3."
  @Test void dOverwritesTheEntryAndNobodyWasToldOtherwise() {
    b();
    c();
    s1.appends("new");
    s1 = s1.restarts();

    s5.timesOut();
    s5.runsForLeader(s2, s3, s4);
    for (int i = 0; i < 3; i++) s5.talksTo(s2, s3, s4);

    assertEquals("124", s1.log());
    assertEquals("13", s2.log());
    assertEquals("13", s3.log());
    assertEquals("13", s4.log());
  }

  // "However, if S1 replicates an entry from its current term on a majority of
  // the servers before crashing, as in (e), then this entry is committed (S5
  // cannot win an election). At this point all preceding entries in the log are
  // committed as well."
  @Test void eCommitsAndShutsOutTheOther() {
    b();
    c();
    s1.appends("new");

    s1.talksTo(s2, s3);

    assertEquals("124", s3.log());
    assertEquals(3, s1.commitIndex());
    s5.timesOut();
    s5.runsForLeader(s2, s3, s4);
    assertFalse(s5.role() == Role.LEADER, "only n4 may vote for it");
  }
}
