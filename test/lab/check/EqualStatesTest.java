package lab.check;

import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EqualStatesTest {
  private final Cast cast = new Cast();
  private final EqualStates checker = 
      new EqualStates(cast, new CommittedEntries(Cast.ALL));

  @BeforeEach void start() {
    cast.nodes().forEach(checker::started);
  }

  private void applies(Actor node, String command, String answer) {
    checker.applied(node, new AppliedCommand(command, answer));
  }

  @Test void anotherAnswerToTheSameCommandBreaksIt() {
    applies(cast.n1, "get x", "1");

    assertBreaks(Property.EQUAL_STATES, "n1 applies its command 1",
        "n2 applies its command 1", () -> applies(cast.n2, "get x", "2"));
  }

  @Test void anotherStateInTheEndBreaksIt() {
    cast.n1.shows("x=1");
    cast.n2.shows("x=2");

    assertBreaks(Property.EQUAL_STATES, "n1 applied 0 commands: x=1",
        "n2 applied as many: x=2", checker::ended);
  }

  @Test void whoAppliedMoreOrIsDownMayDiffer() {
    applies(cast.n1, "put x 1", "ok");
    cast.n1.shows("x=1");
    cast.n2.shows("x=2").dies();

    checker.ended();
  }
}
