package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The evaluations of the course projects that this one answers, step by step,
 * with five processes and the command line. There people did them by hand.
 */
@Tag("evaluation")
class EvaluationTest {
  private EvaluationCluster cluster;

  @BeforeEach void fiveNodesThatDoNotRun() throws Exception {
    cluster = new EvaluationCluster();
  }

  @AfterEach void nobodyStays() {
    cluster.close();
  }

  @Test void evaluationAElectsALeaderOfThreeAndNoneOfTwo() throws Exception {
    // "A, elections, 5 nodes: start one (candidate, no leader);"
    cluster.start("n1");
    cluster.awaitStatus("a candidate", all -> all.size() == 1
        && all.get(0).role().equals("candidate")
        && all.get(0).leader() == null);

    // "a second (still none);"
    cluster.start("n2");
    cluster.awaitStatus("two nodes", all -> all.size() == 2);
    assertNobodyIsElected(3);

    // "a third (a leader);"
    cluster.start("n3");
    EvaluationCluster.Seen first = cluster.awaitLeader(3);

    // "a fourth and a fifth (leader and term unchanged);"
    cluster.start("n4", "n5");
    EvaluationCluster.Seen same = cluster.awaitLeader(5);
    assertEquals(first.node(), same.node());
    assertEquals(first.term(), same.term());

    // "kill the leader (new one among 4);"
    cluster.kill(first.node());
    EvaluationCluster.Seen second = cluster.awaitLeader(4);
    assertTrue(second.term() > first.term());

    // "again (among 3);"
    cluster.kill(second.node());
    EvaluationCluster.Seen third = cluster.awaitLeader(3);
    assertTrue(third.term() > second.term());

    // "again: the 2 left elect nobody for at least 10 ET"
    cluster.kill(third.node());
    assertNobodyIsElected(10);
  }

  /** The two that are left try again and again, and get no majority of 5. */
  private void assertNobodyIsElected(int electionTimeouts) {
    long begin = newestTerm(cluster.status());
    long end = System.nanoTime()
        + electionTimeouts * EvaluationCluster.ELECTION_TIMEOUT * 1_000_000L;
    List<EvaluationCluster.Seen> all;
    do {
      all = cluster.status();
      assertEquals(2, all.size());
      assertFalse(all.stream().anyMatch(EvaluationCluster.Seen::isLeader),
          all::toString);
    } while (System.nanoTime() < end);
    assertTrue(newestTerm(all) > begin, "they do not even try");
  }

  private static long newestTerm(List<EvaluationCluster.Seen> all) {
    return all.stream().mapToLong(EvaluationCluster.Seen::term).max()
        .orElseThrow();
  }

  @Test void evaluationBMakesTheLogsEqualAgain() throws Exception {
    // "B, replication: all up,"
    cluster.start("n1", "n2", "n3", "n4", "n5");
    String leader = cluster.awaitLeader(5).node();

    // "commands replicated;"
    done("put", "a", "1");
    done("append", "a", "2");
    cluster.awaitEqualLogs(5);

    // "kill some;"
    String follower = cluster.allBut(leader)[0];
    cluster.kill(leader, follower);

    // "more commands;"
    done("put", "b", "3");
    done("append", "a", "4");

    // "restart them;"
    cluster.start(leader, follower);

    // "logs equal"
    cluster.awaitEqualLogs(5);
    assertEquals("124\n", done("get", "a"));
    assertEquals("3\n", done("get", "b"));
  }

  @Test void evaluationCReplacesWhatWasNeverCommitted() throws Exception {
    // "C, conflicts: all up;"
    cluster.start("n1", "n2", "n3", "n4", "n5");
    String leader = cluster.awaitLeader(5).node();
    done("put", "x", "old");
    long committed = cluster.awaitEqualLogs(5).get(0).lastIndex();

    // "kill all but the leader and one;"
    String one = cluster.allBut(leader)[0];
    String[] three = cluster.allBut(leader, one);
    cluster.kill(three);

    // "requests are replicated, not committed;"
    unknown("put", "x", "lost", "--client", "c", "--serial", "1");
    unknown("put", "y", "lost", "--client", "d", "--serial", "1");
    cluster.awaitStatus("two entries on both, not committed", all ->
        all.size() == 2 && all.stream().allMatch(node ->
            node.lastIndex() == committed + 2
            && node.commitIndex() == committed
            && node.log().contains("lost")));

    // "kill both;"
    cluster.kill(leader, one);

    // "restart the other three;"
    cluster.start(three);
    cluster.awaitLeader(3);

    // "new requests commit;"
    done("append", "x", "+new");

    // "restart the two: their uncommitted entries are replaced"
    cluster.start(leader, one);
    cluster.awaitEqualLogs(5).forEach(node ->
        assertFalse(node.log().contains("lost"), node::toString));
    assertEquals("old+new\n", done("get", "x"));
    assertEquals(Exit.NO, cluster.raft("get", "y").status());
  }

  /** @return what it printed */
  private String done(String... words) {
    Ended ended = cluster.raft(words);
    assertEquals(Exit.DONE, ended.status(), ended::toString);
    return ended.out();
  }

  private void unknown(String... words) {
    Ended ended = cluster.raft(Stream.concat(Stream.of(words),
        Stream.of("--timeout", "800")).toArray(String[]::new));
    assertEquals(Exit.UNKNOWN, ended.status(), ended::toString);
  }
}
