package lab.check;

import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.Test;

class OnlyGrowsTest {
  private final Cast cast = new Cast();
  private final OnlyGrows checker = new OnlyGrows(cast);

  @Test void aTermThatFallsBreaksIt() {
    checker.changed(cast.n1.becomes(FOLLOWER, 3));
    Actor node = cast.n1.becomes(FOLLOWER, 2);

    assertBreaks(Property.ONLY_GROWS, "n1 had term 3", "n1 has term 2",
        () -> checker.changed(node));
  }

  @Test void aCommitIndexThatFallsBreaksIt() {
    checker.changed(cast.n1.commits(3));
    Actor node = cast.n1.commits(2);

    assertBreaks(Property.ONLY_GROWS, "n1 had commitIndex 3",
        "n1 has commitIndex 2", () -> checker.changed(node));
  }

  @Test void aMatchIndexThatFallsBreaksIt() {
    checker.led(cast.n1.becomes(LEADER, 2).knows("n2", 5));
    cast.n1.stays().knows("n2", 4);

    assertBreaks(Property.ONLY_GROWS, "n1 had matchIndex 5",
        "n1 has matchIndex 4", () -> checker.led(cast.n1));
  }

  @Test void aMatchIndexOfANewLeadershipDoesNot() {
    checker.led(cast.n1.becomes(LEADER, 2).knows("n2", 5));

    checker.changed(cast.n1.becomes(FOLLOWER, 3));
    checker.led(cast.n1.becomes(LEADER, 4).knows("n2", 0));
  }
}
