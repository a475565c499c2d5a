package lab.check;

import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.Test;
import raft.Entry;

class LogMatchingTest {
  private final Cast cast = new Cast();
  private final LogMatching checker = new LogMatching(cast);

  private void append(Actor node) {
    long last = node.log().lastIndex();
    checker.appended(node, last, node.log().entry(last));
  }

  @Test void twoCommandsAtOneIndexAndTermBreakIt() {
    append(cast.n1.logs(Entry.command(1, "one")));
    cast.n2.logs(Entry.command(1, "other"));

    assertBreaks(Property.LOG_MATCHING, "the log of n1 has at 1",
        "the log of n2 has at 1", () -> append(cast.n2));
  }

  @Test void differentTermsBeforeTheSameEntryBreakIt() {
    append(cast.n1.logs(1, 3));
    cast.n2.logs(2, 3);

    assertBreaks(Property.LOG_MATCHING, "after an entry of term 1",
        "after an entry of term 2", () -> append(cast.n2));
  }

  @Test void aDiskThatComesBackDifferentBreaksIt() {
    append(cast.n1.logs(1));
    append(cast.n1.logs(1, 3));
    cast.n1.logs(2, 3);

    assertBreaks(Property.LOG_MATCHING, "after an entry of term 1",
        "after an entry of term 2", () -> checker.started(cast.n1));
  }

  @Test void differentTermsAtOneIndexDoNot() {
    append(cast.n1.logs(1, 2));

    append(cast.n2.logs(1, 3));
  }
}
