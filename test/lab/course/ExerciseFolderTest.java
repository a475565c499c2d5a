package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test void theGuideNamesTheRulesInTheOrderOfTheFile() throws IOException {
    String guide = Files.readString(laidOut("elections")
        .resolve("EXERCISE.md"));

    assertTrue(guide.contains(FIGURE_2 + ": RV1 RV2 A2 F1 F2 C4 C1"), guide);
    assertTrue(guide.contains("make grade LAB=elections DIR=" + folder));
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
