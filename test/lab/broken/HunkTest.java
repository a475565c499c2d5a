package lab.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lab.broken.Diff.Hunk;
import lab.broken.Patch.PatchException;
import org.junit.jupiter.api.Test;

class HunkTest {
  private static final Hunk HUNK = new Hunk("src/raft/A.java", 2,
      List.of("one", "two"), List.of("one", "three", "four"));

  @Test void replacesItsLinesWhereverTheyStand() {
    List<String> lines = List.of("zero", "one", "two", "end");

    List<String> changed = HUNK.applyTo(lines);

    assertEquals(List.of("zero", "one", "three", "four", "end"), changed);
  }

  @Test void linesThatChangedMeanwhileAreNamedWithFileAndHunk() {
    List<String> lines = List.of("zero", "one", "two ", "end");

    String said = assertThrows(PatchException.class,
        () -> HUNK.applyTo(lines)).getMessage();

    assertTrue(said.startsWith("hunk 2 does not apply to src/raft/A.java"));
    assertTrue(said.contains("not there"), said);
    assertTrue(said.endsWith("    one\n    two"), said);
  }

  @Test void linesThatStandTwiceAreRefusedSinceEitherCouldBeMeant() {
    List<String> lines = List.of("one", "two", "one", "two");

    String said = assertThrows(PatchException.class,
        () -> HUNK.applyTo(lines)).getMessage();

    assertTrue(said.contains("more than once"), said);
  }
}
