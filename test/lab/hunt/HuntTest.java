package lab.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which mutants are hunted, and how the points add up. */
class HuntTest {
  private static final Path PROJECT = Path.of("");

  @Test void theSameSeedChoosesTheSameMutants() throws IOException {
    List<String> first = Hunt.chosen(PROJECT, 1, 10);
    List<String> again = Hunt.chosen(PROJECT, 1, 10);
    List<String> other = Hunt.chosen(PROJECT, 2, 10);

    assertEquals(first, again);
    assertNotEquals(first, other);
    assertEquals(10, first.stream().distinct().count());
  }

  @Test void noMutantIsChosenWhoseMistakeCannotBeSeen() throws IOException {
    List<String> all = Hunt.candidates(PROJECT);

    assertTrue(all.contains("L4-no-term-check"), "found by random runs");
    assertTrue(all.contains("C3-ignores-own-term"), "has a scenario");
    assertFalse(all.contains("L1-one-after-another"), "needs real sockets");
    assertFalse(all.contains("L3-match-set-not-raised"), "is harmless");
  }

  @Test void aHuntMayEndBeforeItsLastRound() throws IOException {
    List<String> said = new ArrayList<>();
    try (Hunt hunt = Hunt.begin(PROJECT, 1, 3, said::add)) {
      String prompt = hunt.prompt();
      hunt.take("quit");

      assertEquals("round 1, 0 points > ", prompt);
      assertTrue(hunt.isOver());
      assertEquals("0 of 10 points in 1 round.", hunt.score());
    }
  }
}
