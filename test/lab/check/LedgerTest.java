package lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.Test;

/** State Machine Safety, as far as it can be seen from the commitIndex. */
class LedgerTest {
  private final Cast cast = new Cast();
  private final Ledger checker = new Ledger(cast);

  @Test void anotherEntryCommittedAtTheSameIndexBreaksIt() {
    cast.event(3);
    checker.changed(cast.n1.logs(1, 1).commits(2));
    cast.event(8);
    Actor other = cast.n2.logs(1, 2).commits(2);

    assertBreaks(Property.STATE_MACHINE_SAFETY, "event 3: n1 commits, at 2",
        "event 8: n2 commits, at 2", () -> checker.changed(other));
  }

  @Test void aCommitBeyondTheEndOfTheLogBreaksIt() {
    Actor node = cast.n1.logs(1).commits(2);

    assertBreaks(Property.STATE_MACHINE_SAFETY, "the log of n1 ends at 1",
        "n1 commits up to 2", () -> checker.changed(node));
  }

  @Test void itKnowsWhereACommandIsCommitted() {
    checker.changed(cast.n1.logs(1, 1, 2).commits(2));

    assertEquals(2, checker.lastIndex());
    assertEquals(2, checker.indexOf("{\"entry\":2}"));
    assertEquals(0, checker.indexOf("{\"entry\":3}"));
  }
}
