package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;
import lab.check.Violation;
import lab.script.Attempt;

/**
 * What is left of runs of which no scenario can be made, and what is written
 * down. That others become short, lab.broken.ShrinkInMutantTest says.
 */
class ShrinkingTest {
  private static final Plan PLAN = Plan.draw(10, 1000);

  /** A clean run, with a violation that did not happen. */
  private static Run accused(Property property) {
    Run run = Run.of(PLAN, EnumSet.allOf(Property.Group.class), false);
    assertTrue(run.isClean());
    return new Run(run.plan(), run.count(), run.hash(), run.time(),
        new Violation(property, "event 7: one thing", "event 9: another"),
        List.of());
  }

  @Test void whatIsAboutTimeIsLeftAsARun() {
    Shrunk shrunk = Shrinking.of(accused(Property.LEADER_IN_TIME), null);

    assertFalse(shrunk.isScenario());
    assertTrue(shrunk.script().contains("It is about time"), shrunk.script());
    assertTrue(shrunk.script().contains("#   build/lab sim --seed 10"
        + " --seconds 1\n"), shrunk.script());
    assertTrue(shrunk.page().contains("<title>Seed 10"));
  }

  @Test void aNoteIsNothingButAComment() {
    String note = new ScenarioWriter(accused(Property.LINEARIZABLE), "L4-half")
        .note(accused(Property.LINEARIZABLE), "There is no schedule.");

    assertTrue(note.lines().allMatch(line -> line.startsWith("# ")), note);
    assertTrue(note.contains("#   git apply lab-notes/broken/L4-half.patch"));
    assertTrue(note.endsWith("#   build/lab sim --seed 10 --seconds 1\n"
        + "# - event 7: one thing\n# - event 9: another\n"), note);
  }

  @Test void aScheduleIsWrittenWithWhatItShowsAndWhoseItIs() {
    Violation violation = Attempt.of(Lost.SHORT).violation();

    String text = new ScenarioWriter(accused(Property.LEADER_COMPLETENESS),
        "L4-half").schedule(Lost.SHORT, violation);

    assertTrue(text.startsWith("# Seed 10 breaks Leader Completeness: \"if a"
        + " log entry is committed in a given\n# term, then "), text);
    assertTrue(text.contains(" shrunk to 7 commands.\n"), text);
    assertTrue(text.contains("\n# - " + violation.fact().substring(0, 24)),
        text);
    assertTrue(text.endsWith("""
        mutant L4-half
        elect s1 term 1 by s2
        propose s1 x=1
        exchange s1 -> s3

        crash s1 s3
        wipe s3

        restart s3
        elect s2 term 2 by s3
        expect violation LEADER_COMPLETENESS
        """), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
  }

  @Test void aScheduleThatBreaksAnotherPromiseSaysSo() {
    Violation violation = Attempt.of(Lost.SHORT).violation();

    String text = new ScenarioWriter(accused(Property.LINEARIZABLE), null)
        .schedule(Lost.SHORT, violation);

    assertTrue(text.replace("\n# ", " ").contains(
        "shrunk to 7 commands, which break Leader Completeness."), text);
    assertFalse(text.contains("mutant"));
  }
}
