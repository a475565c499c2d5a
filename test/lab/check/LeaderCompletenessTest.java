package lab.check;

import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaderCompletenessTest {
  private final Cast cast = new Cast();
  private final Ledger ledger = new Ledger(cast);
  private final LeaderCompleteness checker =
      new LeaderCompleteness(cast, ledger);

  private void changes(Actor node) {
    ledger.changed(node);
    checker.changed(node);
  }

  @BeforeEach void commitInTermTwo() {
    changes(cast.n1.logs(1, 2).becomes(LEADER, 2));
    changes(cast.n1.commits(2));
  }

  @Test void aLaterLeaderWithoutACommittedEntryBreaksIt() {
    Actor later = cast.n2.logs(1).becomes(LEADER, 3);

    assertBreaks(Property.LEADER_COMPLETENESS, "n1 commits, at 2",
        "n2 leads term 3 and has, at 2, nothing", () -> changes(later));
  }

  @Test void aLaterLeaderWithAnotherEntryBreaksIt() {
    Actor later = cast.n2.logs(1, 3).becomes(LEADER, 3);

    assertBreaks(Property.LEADER_COMPLETENESS, "n1 commits, at 2",
        "n2 leads term 3 and has, at 2, {\"entry\":2} of term 3",
        () -> changes(later));
  }

  @Test void aCommitThatALaterLeaderAlreadyLacksBreaksIt() {
    changes(cast.n2.logs(1, 2).becomes(LEADER, 3));
    Actor old = cast.n1.logs(1, 2, 2).commits(3);

    assertBreaks(Property.LEADER_COMPLETENESS, "n1 commits, at 3",
        "n2 leads term 3 and has, at 3, nothing", () -> changes(old));
  }

  @Test void aLaterLeaderThatHasItAllDoesNot() {
    changes(cast.n2.logs(1, 2, 2).becomes(LEADER, 3));
  }
}
