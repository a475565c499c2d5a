package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.broken.SmallProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

/** {@code lab broken} in a project of one mutant: what it says in the end. */
class BrokenCommandTest {
  private static final String NAME = "C2-half";

  @TempDir Path folder;

  /** The mutant, with these words of its header replaced. */
  private void given(String words, String instead) throws IOException {
    SmallProject.copy(NAME, "src/raft/Configuration.java", "", "", folder);
    Path file = folder.resolve("lab-notes/broken/" + NAME + ".patch");
    Files.writeString(file,
        Files.readString(file).replace(words, instead));
  }

  private Ended lab(String line) {
    return new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .run(Lab.PROGRAM, line.split(" "));
  }

  @Test void oneThatIsCaughtAsPredictedIsToldShrunkAndDrawn()
      throws IOException {
    given("", "");

    Ended ended = lab("broken C2-half");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().contains(
        "Schedule: " + folder.resolve("build/broken/C2-half.txt")));
    assertTrue(ended.out().contains(
        "Picture: " + folder.resolve("build/broken/C2-half.html")));
  }

  @Test void allThatAreCaughtAsPredictedAreCounted() throws IOException {
    given("", "");

    Ended ended = lab("broken");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().contains("1 mutants, 0 not as predicted\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "broken C2-half"})
  void whatIsNotAsPredictedIsANo(String line) throws IOException {
    given("Breaks: Election Safety", "Breaks: nothing");

    Ended ended = lab(line);

    assertEquals(Exit.NO, ended.status(), ended.err());
    assertTrue(ended.out().contains("NOT AS PREDICTED: it is not harmless"),
        ended.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "broken C2-half"})
  void whatNeedsATestThatIsNotBuiltIsNamed(String line) throws IOException {
    given("Needs: swarm", "Needs: test\nTest: raft.ConfigurationTest");

    Ended ended = lab(line);

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().endsWith("Not run: the tests are not built; 'make"
        + " test' does that.\n  C2-half: raft.ConfigurationTest\n"));
  }

  @Test void aMutantThatIsNotThereIsRefused() throws IOException {
    given("", "");

    Ended ended = lab("broken C2-hal");

    assertEquals(Exit.USAGE, ended.status());
    assertTrue(ended.err().contains("did you mean C2-half?"), ended.err());
  }
}
