package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import lab.check.Property;
import lab.check.Violation;

/** What is said of a run. */
class RunTest {
  private static final Plan PLAN = Plan.draw(3, 3000);

  @Test void theTitleOfACleanRunReadsAsASentence() {
    Run run = new Run(PLAN, 3300, 0, 5_100_000, null, List.of());

    String[] title = run.title().split("\\R");

    assertEquals("Seed 3: all promises were kept", title[0]);
    assertTrue(title[1].matches("3 servers and 5 clients ran for 5[.,]1"
        + " s and 3300 events, with reordering .*, wiped-disks .*[.]"),
        title[1]);
    assertEquals(2, title.length);
  }

  @Test void theTitleOfARunSaysWhatIsBrokenAndWhen() {
    Violation violation = new Violation(Property.ELECTION_SAFETY, "event 1: a",
        "event 8: b");
    Run run = new Run(PLAN.among(1), 8, 0, 100, violation, List.of());

    String title = run.title();

    assertTrue(title.startsWith("Seed 3: Election Safety is broken at event 8"),
        title);
    assertTrue(title.contains("\n1 server and 5 clients "), title);
  }
}
