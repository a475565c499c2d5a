package lab.check;

import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderAppendOnlyTest {
  private final Cast cast = new Cast();
  private final LeaderAppendOnly checker = new LeaderAppendOnly(cast);

  @Test void aLeaderThatDeletesAnEntryBreaksIt() {
    Actor leader = cast.n1.becomes(LEADER, 2).stays();

    assertBreaks(Property.LEADER_APPEND_ONLY, "n1 leads term 2",
        "n1 deletes, from 4 on",
        () -> checker.deleted(leader, 4, List.of(Actor.entry(4, 1))));
  }

  @Test void whoIsDeposedInTheSameStepMayDelete() {
    Actor deposed = cast.n1.becomes(LEADER, 2).becomes(FOLLOWER, 3);

    checker.deleted(deposed, 4, List.of(Actor.entry(4, 1)));
  }
}
