package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import lab.check.Property;
import lab.check.Violation;

class TrialsTest {
  private static final int ENOUGH = 1000; // commands

  /** The schedule, with this before its last command. */
  private static List<String> with(String... more) {
    List<String> lines = new ArrayList<>(Lost.SHORT);
    lines.addAll(lines.size() - 1, List.of(more));
    return lines;
  }

  @Test void keepWhatShowsTheViolation() {
    Trials trials = Lost.trials(ENOUGH, with("heal"));

    assertTrue(trials.keeps(Lost.SHORT));
    assertEquals(Lost.SHORT, trials.best());
  }

  @Test void doNotKeepWhatDoesNot() {
    Trials trials = Lost.trials(ENOUGH, Lost.SHORT);
    List<String> less = Lost.SHORT.subList(0, Lost.SHORT.size() - 1);

    assertFalse(trials.keeps(less));
    assertEquals(Lost.SHORT, trials.best());
  }

  @Test void whatCannotBeDoneIsLeftOut() {
    Trials trials = Lost.trials(ENOUGH,
        with("crash s1", "release Reply s2 -> s1 as m1", "explode s2"));

    assertEquals(Lost.SHORT, trials.best());
  }

  @Test void whatComesAfterTheViolationIsLeftOut() {
    List<String> lines = new ArrayList<>(Lost.SHORT);
    lines.addAll(List.of("propose s2 x=2", "restart s1"));

    Trials trials = Lost.trials(ENOUGH, lines);

    assertEquals(Lost.SHORT, trials.best());
  }

  @Test void endWhenTheLimitOfCommandsIsReached() {
    Trials trials = Lost.trials(2 * Lost.SHORT.size(), Lost.SHORT);
    boolean before = trials.isOver();

    boolean last = trials.keeps(Lost.SHORT);
    boolean tooMuch = trials.keeps(Lost.SHORT);

    assertFalse(before);
    assertTrue(last);
    assertTrue(trials.isOver());
    assertFalse(tooMuch);
  }

  private static Violation broken(Property property, String contradiction) {
    return new Violation(property, "event 1: n1 leads", contradiction);
  }

  private static boolean isShown(Violation wanted, Violation found) {
    return Trials.Target.of(wanted).isShownBy(found);
  }

  @Test void theTargetIsThePromiseWhateverServerBreaksItAndWhenever() {
    Violation wanted =
        broken(Property.ELECTION_SAFETY, "event 90: n2 leads term 4");

    assertTrue(isShown(wanted,
        broken(Property.ELECTION_SAFETY, "event 8: s3 leads too")));
    assertFalse(isShown(wanted,
        broken(Property.ONE_VOTE_PER_TERM, "event 90: n2 leads term 4")));
    assertFalse(isShown(wanted, null));
  }

  @Test void ofAssertionsTheTargetIsTheSameOne() {
    Violation wanted = broken(Property.NO_ASSERTION_FAILS,
        "event 70: n2 fails: commitIndex 12 is behind 3");

    assertTrue(isShown(wanted, broken(Property.NO_ASSERTION_FAILS,
        "event 9: s1 fails: commitIndex 2 is behind 1")));
    assertFalse(isShown(wanted, broken(Property.NO_ASSERTION_FAILS,
        "event 70: n2 fails: lastApplied 12 is behind 3")));
  }
}
