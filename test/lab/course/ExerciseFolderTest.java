package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExerciseFolderTest {
  private static final String FIGURE_2 = "src/raft/Figure2.java";

  @TempDir Path folder;

  private Path laidOut(String name) throws IOException {
    Path place = folder.resolve("mine");
    new ExerciseFolder(ExerciseTest.project(), place)
        .layOut(Exercise.read(ExerciseTest.project(), name));
    return place;
  }

  @Test void theRulesAreBlankAndTheRestIsOurs() throws IOException {
    Path mine = laidOut("commitment");

    String figure2 = Files.readString(mine.resolve(FIGURE_2));
    assertTrue(figure2.contains("// L4. \"If there exists an N"));
    assertFalse(figure2.contains("commit(\"L4\""));
    assertEquals(-1, Files.mismatch(mine.resolve("Makefile"),
        ExerciseTest.project().resolve("Makefile")));
    assertTrue(Files.isExecutable(mine.resolve("test/run.sh")));
    assertTrue(Files.exists(mine.resolve("build/lib")));
  }

  @Test void theSolutionIsNotInIt() throws IOException {
    assertFalse(Files.exists(laidOut("reads").resolve(Exercise.FOLDER)));
  }

  /** The methods below this file's name, each with its rules, in a line. */
  private static List<String> missing(String guide, String file) {
    return guide.lines().dropWhile(line -> !line.equals("  " + file)).skip(1)
        .takeWhile(line -> line.startsWith("    "))
        .map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  @Test void theGuideNamesEachMethodThatIsBlankWithItsRules()
      throws IOException {
    String guide = Files.readString(laidOut("elections")
        .resolve("EXERCISE.md"));

    assertEquals(List.of("requestVote RV1 RV2", "grantVote RV2 F2",
        "observeTerm A2", "nextRequest F1", "electionTimeoutElapses F2 C4",
        "startElection C1", "sendRequestVote C1", "requestVoteReply C2",
        "hearFromLeader C3 F2", "hasRequest C1"), missing(guide, FIGURE_2));
    assertEquals(List.of("isUpToDate RV2"),
        missing(guide, "src/raft/RaftLog.java"));
    assertTrue(guide.contains("make grade LAB=elections DIR=" + folder));
  }

  @ParameterizedTest
  @FieldSource("lab.course.Exercise#NAMES")
  void theGuideFindsSomethingToWriteInEachFile(String name)
      throws IOException {
    Exercise lab = Exercise.read(ExerciseTest.project(), name);
    String guide = String.join("\n", new ExerciseFolder(
        ExerciseTest.project(), folder).guide(lab));

    for (String file : lab.files()) {
      assertFalse(missing(guide, file).isEmpty(), file);
    }
  }

  @Test void aFolderWithSomethingInItIsTaken() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken/deeper"));
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertTrue(folderAt(taken.getParent()).isTaken());
    assertFalse(folderAt(empty).isTaken());
    assertFalse(folderAt(folder.resolve("none")).isTaken());
  }

  @Test void aFolderWithinTheSourcesWouldBeCopiedIntoItself() {
    assertTrue(folderAt(ExerciseTest.project().resolve("src/mine"))
        .isInsideTheProject());
    assertFalse(folderAt(ExerciseTest.project().resolve("build/mine"))
        .isInsideTheProject());
  }

  private static ExerciseFolder folderAt(Path place) {
    return new ExerciseFolder(ExerciseTest.project(), place);
  }
}
