package lab.check;

import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatchIndexTest {
  private final Cast cast = new Cast();
  private final MatchIndex checker = 
      new MatchIndex(cast, new CommittedEntries(Cast.ALL));

  @BeforeEach void lead() {
    cast.n1.logs(1, 1).becomes(LEADER, 1);
  }

  @Test void anEntryThatIsNotOnTheFollowersDiskBreaksIt() {
    cast.n2.logs(1, 1).stores(1);
    cast.n1.knows("n2", 2);

    assertBreaks(Property.MATCH_INDEX, "the disk of n2 holds, at 2, nothing",
        "n1 leads term 1, has matchIndex[n2] = 2",
        () -> checker.led(cast.n1));
  }

  @Test void anotherEntryOnTheFollowersDiskBreaksIt() {
    cast.n2.logs(1, 2).stores(2);
    cast.n1.knows("n2", 2);

    assertBreaks(Property.MATCH_INDEX,
        "the disk of n2 holds, at 2, {\"entry\":2} of term 2",
        "matchIndex[n2] = 2",
        () -> checker.led(cast.n1));
  }

  @Test void aLeaderThatCountsItselfTooSoonBreaksIt() {
    cast.n1.stores(1).knows("n1", 2);

    assertBreaks(Property.MATCH_INDEX, "the disk of n1 holds, at 2, nothing",
        "matchIndex[n1] = 2", () -> checker.led(cast.n1));
  }

  @Test void anEntryThatAFollowerLostInACrashBreaksIt() {
    cast.n2.logs(1, 1).stores(2);
    checker.led(cast.n1.knows("n2", 2));
    cast.n2.stores(0);

    assertBreaks(Property.MATCH_INDEX, "the disk of n2 holds, at 2, nothing",
        "matchIndex[n2] = 2", () -> checker.started(cast.n2));
  }

  @Test void aFollowerInANewerTermIsExcused() {
    cast.n2.logs(1).stores(1).becomes(FOLLOWER, 2);

    checker.led(cast.n1.knows("n2", 2));
  }
}
