package lab.check;

import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.Test;

class ElectionSafetyTest {
  private final Cast cast = new Cast();
  private final ElectionSafety checker = new ElectionSafety(cast);

  @Test void twoLeadersInOneTermBreakIt() {
    cast.event(7);
    checker.changed(cast.n1.becomes(LEADER, 5));
    cast.event(9);
    Actor second = cast.n3.becomes(LEADER, 5);

    assertBreaks(Property.ELECTION_SAFETY,
        "event 7: n1 becomes leader of term 5",
        "event 9: n3 becomes leader of term 5",
        () -> checker.changed(second));
  }

  @Test void theSameServerTwiceInOneTermBreaksIt() {
    checker.changed(cast.n1.becomes(LEADER, 5));
    checker.changed(cast.n1.becomes(FOLLOWER, 5));
    Actor again = cast.n1.becomes(LEADER, 5);

    assertBreaks(Property.ELECTION_SAFETY, "n1", "n1",
        () -> checker.changed(again));
  }

  @Test void aLeaderThatLeadsOnAndOneOfANewTermDoNot() {
    checker.changed(cast.n1.becomes(LEADER, 5));

    checker.changed(cast.n1.commits(3));
    checker.changed(cast.n3.becomes(LEADER, 6));
  }
}
