package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test void endWhenSoManyCommandsWerePerformed() {
    Trials trials = Lost.trials(2 * Lost.SHORT.size(), Lost.SHORT);
    boolean before = trials.isOver();

    boolean last = trials.keeps(Lost.SHORT);
    boolean tooMuch = trials.keeps(Lost.SHORT);

    assertFalse(before);
    assertTrue(last);
    assertTrue(trials.isOver());
    assertFalse(tooMuch);
  }
}
