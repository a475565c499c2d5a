package lab.check;

import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Entry;

class AppliesInOrderTest {
  private static final Entry ONE = Entry.command(1, "one");
  private static final Entry TWO = Entry.command(1, "two");

  private final Cast cast = new Cast();
  private final AppliesInOrder checker = new AppliesInOrder(cast);

  @BeforeEach void start() {
    checker.started(cast.n1);
  }

  private void apply(String command) {
    checker.applied(cast.n1, new AppliedCommand(command, "{}"));
  }

  @Test void applyingWhatIsNotCommittedBreaksIt() {
    cast.n1.logs(ONE, TWO).commits(1);
    apply("one");

    assertBreaks(Property.STATE_MACHINE_SAFETY,
        "n1 has commitIndex 1, and 2 is its next", "n1 applies two",
        () -> apply("two"));
  }

  @Test void applyingTwiceBreaksIt() {
    cast.n1.logs(ONE, TWO).commits(2);
    apply("one");

    assertBreaks(Property.STATE_MACHINE_SAFETY, "2 is its next",
        "n1 applies one", () -> apply("one"));
  }

  @Test void leavingOneOutBreaksIt() {
    cast.n1.logs(ONE, TWO).commits(2);
    apply("one");

    assertBreaks(Property.STATE_MACHINE_SAFETY,
        "n1 says it applied all up to 2", "n1 did not apply 2",
        () -> checker.settled(cast.n1));
  }

  @Test void noOpsArePassedOver() {
    cast.n1.logs(Entry.noOp(1), ONE, Entry.noOp(1)).commits(3);

    apply("one");
    checker.settled(cast.n1);
  }

  @Test void afterARestartAllIsAppliedAnew() {
    cast.n1.logs(ONE).commits(1);
    apply("one");

    checker.started(cast.n1);
    apply("one");
  }
}
