package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another node leads, because a person wants it. */
class TransferCommandTest {
  private final ThreeNodes nodes = ThreeNodes.ledByN1();

  @AfterEach void close() {
    nodes.close();
  }

  private static void says(int status, String err, Ended ended) {
    assertEquals(status, ended.status(), ended.err());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(err), ended.err());
  }

  @Test void theOneThatIsNamedLeads() {
    Ended ended = nodes.raft("transfer", "n2");

    assertEquals(new Ended(Exit.DONE, "n2 leads\n", ""), ended);
    assertEquals("n2", nodes.cluster().leader());
  }

  @Test void whoeverIsNearestLeadsIfNobodyIsNamed() {
    Ended ended = nodes.raft("transfer");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().matches("n[23] leads\n"), ended.out());
  }

  @Test void nothingChangesIfItLeadsAlready() {
    Ended ended = nodes.raft("transfer", "n1");

    assertEquals(new Ended(Exit.DONE, "n1 leads\n", ""), ended);
  }

  @Test void theLeaderLeadsOnIfThatIsNoMember() {
    Ended ended = nodes.raft("transfer", "n9");

    says(Exit.NO, "no: n9 is no member", ended);
    assertEquals("n1", nodes.cluster().leader());
  }

  @Test void oneNodeIsNamedAtMost() {
    says(Exit.USAGE, "raft transfer [NODE]",
        nodes.raft("transfer", "n2", "n3"));
  }

  @Test void nothingIsDoneWhereNobodyRuns() {
    try (ThreeNodes down = ThreeNodes.down()) {
      says(Exit.NOTHING_DONE, "nothing was done",
          down.raftWith("--timeout=200", "transfer", "n2"));
    }
  }

  // The leader waits an election timeout for it, and this command shorter.
  @Test void theOutcomeIsUnknownIfTheTargetDoesNotAnswerInTime() {
    nodes.pause("n2");

    says(Exit.UNKNOWN, "raft status shows who leads",
        nodes.raftWith("--timeout=100", "transfer", "n2"));
  }
}
