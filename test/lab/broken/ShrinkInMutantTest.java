package lab.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.broken.InMutant.MutantRun;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.Script;
import lab.shrink.Shrunk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mutant's broken run, shrunk, is a scenario that shows the mistake. */
class ShrinkInMutantTest {
  private static final MutantRun HALF = new MutantRun("C2-half", 1);

  private static Shrunk shrink(MutantRun specimen) throws IOException {
    Patch patch = Patch.read(SmallProject.root(), specimen.mutant());
    return Mutant.of(patch, SmallProject.root()).shrink(specimen);
  }

  private static ScenarioResult perform(String script) throws IOException {
    return ScenarioInMutant.of(SmallProject.root(), new Script("it", script));
  }

  @ParameterizedTest
  @CsvSource({"C2-half, 1, Elected By Majority",
      "P1-reply-before-disk, 1, Persist Before Speak",
      "A1-applies-on-append, 1, State Machine Safety"})
  void playedInTheMutantItBreaksTheSamePromise(String mutant, long seed,
      String promise) throws IOException {
    Shrunk shrunk = shrink(new MutantRun(mutant, seed));

    ScenarioResult performance = perform(shrunk.script());

    assertTrue(shrunk.commands() <= 30, shrunk.script());
    assertEquals(promise, performance.broken(), shrunk.script());
    assertEquals(List.of(), performance.complaints());
    assertEquals(shrunk.script(), performance.rewritten());
  }

  @Test void playedWithoutTheMistakeItBreaksNothing() throws IOException {
    String script = shrink(HALF).script().replace("mutant C2-half\n", "");

    ScenarioResult performance = perform(script);

    assertEquals(null, performance.broken());
    assertNotEquals(List.of(), performance.complaints());
  }

  @Test void theSameRunIsShrunkToTheSameScript() throws IOException {
    String first = shrink(HALF).script();
    String second = shrink(HALF).script();

    assertEquals(first, second);
  }

  @Test void noneOfItsCommandsCanBeLeftOut() throws IOException {
    String mutant = "A1-applies-on-append";
    List<String> lines = commands(shrink(new MutantRun(mutant, 1)).script());

    for (int i = 0; i < lines.size(); i++) {
      List<String> fewer = new ArrayList<>(lines);
      String dropped = fewer.remove(i);
      if (dropped.matches("(expect|mutant).*")) continue;
      ScenarioResult performance =
          perform(String.join("\n", fewer) + "\n----\n");
      assertEquals(null, performance.broken(), "without " + dropped);
    }
  }

  /** Without remarks, and without what was traced. */
  private static List<String> commands(String script) {
    List<String> commands = new ArrayList<>();
    for (String part : script.split("\n\n")) {
      commands.addAll(Arrays.stream(part.split("\n----")[0].split("\n"))
          .filter(line -> !line.startsWith("#") && !line.isBlank()).toList());
    }
    return commands;
  }
}
