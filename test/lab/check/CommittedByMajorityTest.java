package lab.check;

import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Entry;

class CommittedByMajorityTest {
  private static final Operation PUT =
      new Operation("c1", 1, Operation.Verb.PUT, "x", "1", null);
  private static final Entry ENTRY = Entry.command(1, PUT.command());

  private final Cast cast = new Cast();
  private final CommittedEntries committed = new CommittedEntries(Cast.ALL);
  private final Figure3 figure3 = new Figure3(cast, committed);
  private final CommittedByMajority checker =
      new CommittedByMajority(cast, committed);

  private void changes(Actor node) {
    figure3.changed(node);
    checker.changed(node);
  }

  @BeforeEach void lead() {
    changes(cast.n1.logs(ENTRY).stores(1).becomes(LEADER, 1));
  }

  @Test void aLeaderThatCommitsWhatOneDiskHoldsBreaksIt() {
    Actor leader = cast.n1.commits(1);

    assertBreaks(Property.COMMITTED_BY_MAJORITY,
        "of the servers n1 n2 n3, the disks of [n1] hold {\"client\"", "n1 commits, at 1",
        () -> changes(leader));
  }

  @Test void anAnswerWithoutACommitBreaksIt() {
    assertBreaks(Property.ACKNOWLEDGED_IS_DURABLE,
        "no server has committed {\"client\":\"c1\"", "n1 answers c1-1 put x 1",
        () -> checker.acknowledged(cast.n1, PUT, "{\"status\":\"ok\"}"));
  }

  @Test void anAnswerThatAMajorityCanLoseBreaksIt() {
    cast.n2.logs(ENTRY).stores(1);
    changes(cast.n1.commits(1));
    cast.n2.stores(0);

    assertBreaks(Property.ACKNOWLEDGED_IS_DURABLE, "the disks of [n1] hold",
        "n1 answers c1-1 put x 1",
        () -> checker.acknowledged(cast.n1, PUT, "{\"status\":\"ok\"}"));
  }

  @Test void whatAMajorityHoldsMayBeCommittedAndAnswered() {
    cast.n3.logs(ENTRY).stores(1);

    changes(cast.n1.commits(1));
    checker.acknowledged(cast.n1, PUT, "{\"status\":\"ok\"}");
  }
}
