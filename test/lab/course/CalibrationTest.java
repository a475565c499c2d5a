package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lab.broken.Patch;
import lab.course.Calibration.Sample;
import lab.course.TestResult.TestOutcome;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Path project = ExerciseTest.project();

  @Test void everyMutantBelongsToALabUnlessItIsOneOfTheMachine()
      throws IOException {
    Set<String> graded = new TreeSet<>();
    for (String name : Exercise.NAMES) {
      new Calibration(project, Exercise.read(project, name), null).mutants()
          .forEach(mutant -> graded.add(mutant.name()));
    }

    List<String> others = new ArrayList<>(Patch.names(project));
    others.removeAll(graded);
    for (String name : others) {
      assertTrue(Patch.read(project, name).diff().hunks().stream()
          .anyMatch(hunk -> hunk.file().matches("src/raft/(node|json)/.*")
              || hunk.file().startsWith("src/lab/")), name);
    }
  }

  private static Grade grade(TestOutcome outcome) {
    List<TestResult> results = List.of(
        new TestResult("A.a", List.of("L4"), outcome, ""));
    return new Grade("x", "commitment", null,
        RuleGrade.of(List.of("L4"), results, new Blank(Set.of())),
        new ScenariosGrade(List.of(), 10), SeedsGrade.clean(1));
  }

  @Test void aMutantMustNotPassUnlessItIsHarmless() {
    Grade passed = grade(TestOutcome.PASSED);

    assertTrue(new Sample("L4-half", "L4", false, passed).isMisjudged());
    assertFalse(new Sample("L4-x", "L4", true, passed).isMisjudged());
    assertFalse(new Sample(null, null, false, passed).isMisjudged());
  }

  @Test void theSolutionMustPass() {
    Sample solution = new Sample(null, null, false, grade(TestOutcome.FAILED));

    assertTrue(solution.isMisjudged());
    assertFalse(solution.isNamed());
    assertEquals("MISJUDGED", solution.toString().replaceFirst(".* ", ""));
  }
}
