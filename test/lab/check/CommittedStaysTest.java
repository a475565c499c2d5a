package lab.check;

import static raft.Role.FOLLOWER;
import static lab.check.Cast.assertBreaks;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommittedStaysTest {
  private final Cast cast = new Cast();
  private final CommittedEntries committed = new CommittedEntries(Cast.ALL);
  private final Figure3 figure3 = new Figure3(cast, committed);
  private final CommittedStays checker = new CommittedStays(cast, committed);

  @Test void deletingBelowOnesOwnCommitIndexBreaksIt() {
    Actor node = cast.n1.logs(1, 1).commits(2).stays();

    assertBreaks(Property.COMMITTED_STAYS, "n1 has commitIndex 2",
        "n1 deletes, from 2 on",
        () -> checker.deleted(node, 2, List.of(Actor.entry(2, 1))));
  }

  @Test void deletingWhatAnotherHasCommittedBreaksIt() {
    figure3.changed(cast.n1.logs(1, 1).commits(2));
    Actor node = cast.n2.becomes(FOLLOWER, 1).stays();

    assertBreaks(Property.COMMITTED_STAYS, "n1 commits, at 2",
        "n2 deletes, from 1 on", () -> checker.deleted(node, 1,
            List.of(Actor.entry(1, 3), Actor.entry(2, 1))));
  }

  @Test void deletingSomethingElseThereDoesNot() {
    figure3.changed(cast.n1.logs(1, 1).commits(2));
    Actor node = cast.n2.becomes(FOLLOWER, 1).stays();

    checker.deleted(node, 2, List.of(Actor.entry(2, 3), Actor.entry(3, 3)));
  }
}
