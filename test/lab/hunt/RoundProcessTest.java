package lab.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One round, with the mutant in a process of its own. */
class RoundProcessTest {
  private static final Path PROJECT = Path.of("");
  private static final String MUTANT = "C2-half"; // seed 1 breaks a promise

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private Round round;

  @BeforeEach void begin() throws IOException {
    round = new Round(MUTANT, PROJECT, folder.resolve("round-1"), said::add);
  }

  @AfterEach void end() {
    round.close();
  }

  private String said() {
    return String.join("\n", said);
  }

  @Test void nothingSaysTheNameBeforeTheAnswer() throws IOException {
    round.take("sim", "");
    round.take("trace", "");
    round.take("picture", "");
    String ofRun = Files.readString(folder.resolve("round-1.html"));
    round.take("play", "test/scenarios/figure-8-without-l4.txt");
    round.take("trace", "");
    round.take("picture", "");
    String ofScenario = Files.readString(folder.resolve("round-1.html"));
    round.take("hint", "");

    assertTrue(said().contains("broken at event"), said());
    assertTrue(said().contains("becomes leader"), said());
    for (String shown : List.of(said(), ofRun, ofScenario)) {
      assertFalse(shown.contains(MUTANT));
      assertFalse(shown.contains("half of the servers"));
    }
    assertFalse(round.isOver());
  }

  @Test void theRightLabelEndsItWithAScheduleThatShowsTheMistake()
      throws IOException {
    round.take("sim", "");
    round.take("answer", "c2");

    assertTrue(round.isOver());
    assertEquals(10, round.points());
    String schedule = Files.readString(folder.resolve("round-1.txt"));
    assertTrue(schedule.contains("\nmutant " + MUTANT + "\n"), schedule);
    assertTrue(said().contains(schedule.strip()), said());
    assertTrue(said().contains("lab-notes/broken/" + MUTANT + ".patch"));
    assertTrue(Files.exists(folder.resolve("round-1-solution.html")));
  }

  @Test void aHintAndAWrongAnswerCostPoints() throws IOException {
    round.take("hint", "");
    round.take("L4", "");

    assertEquals(List.of(
        "It is in this box: Rules for Servers: Candidates (§5.2)",
        "This round can still bring 7 points.",
        "No, L4 is as it should be.",
        "This round can still bring 3 points."), said);
    assertFalse(round.isOver());
  }

  @Test void whenAllPointsAreLostTheSolutionIsTold() throws IOException {
    round.take("L4", "");
    round.take("L3", "");
    round.take("L2", "");

    assertTrue(round.isOver());
    assertEquals(0, round.points());
    assertTrue(said().contains("C2 (Rules for Servers: Candidates"), said());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "trace      |      | Nothing to show yet: sim or play first.",
      "picture    |      | Nothing to draw yet: sim or play first.",
      "sim        | some | How many seeds? sim 100, say; at most 9999.",
      "play       | nowhere.txt | There is no scenario 'nowhere.txt'; "
          + "test/scenarios holds some.",
      "elections  |      | 'elections' is neither a word nor a label; try "
          + "help, or labels.",
      "labels     | l4   | L4   If there exists an N such that N > commitIndex,"
          + " a majority of matchIndex[i] ≥ N, and log[N].term == currentTerm: "
          + "set commitIndex = N (§5.3, §5.4)",
  })
  void otherWordsAreAnsweredAtOnce(String word, String rest, String answer)
      throws IOException {
    round.take(word, rest == null ? "" : rest);

    assertEquals(List.of(answer), said);
    assertEquals(10, round.points());
  }
}
