package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.broken.Patch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submissions to the lab commitment, right, wrong and hostile. */
@Timeout(300)
class GraderProcessTest {
  private static final String FIGURE_2 = "src/raft/Figure2.java";
  private static final String L4 = "  private void advanceCommitIndex() {\n";

  @TempDir static Path pictures;
  private static final Path project = ExerciseTest.project();
  private static final List<String> stages = new ArrayList<>();
  private static Grader grader; // one, so that the blank is judged once

  @BeforeAll static void aGrader() throws IOException {
    grader = new Grader(project, Exercise.read(project, "commitment"), 5,
        pictures, stages::add);
  }

  @BeforeEach void nothingWasTold() {
    stages.clear();
  }

  private Grade grade(Map<String, String> changes) throws IOException {
    Map<String, String> sources =
        new HashMap<>(Submission.read(project).sources());
    sources.putAll(changes);
    return grader.grade(new Submission("mine", sources));
  }

  /** With this at the beginning of the rule that commits. */
  private Grade gradeWith(String statement) throws IOException {
    String text = Files.readString(project.resolve(FIGURE_2));
    assertTrue(text.contains(L4));
    return grade(Map.of(FIGURE_2, text.replace(L4, L4 + statement + "\n")));
  }

  @Test void theSolutionHasFullMarksAndEachStepIsTold() throws IOException {
    Grade grade = grade(Map.of());

    assertTrue(grade.isPassed(), String.join("\n", grade.lines()));
    assertNull(grade.lookFirstAt());
    stages.remove("judges the blank of the lab"); // the first time only
    assertEquals(List.of("compiles mine", "tests mine",
        "plays the scenarios with mine", "runs 5 seeds with mine"), stages);
  }

  @Test void theBlankHasNoPoints() throws IOException {
    Grade grade =
        grade(Exercise.read(project, "commitment").blankFiles(project));

    assertEquals(0, grade.points(), String.join("\n", grade.lines()));
  }

  @Test void ifOnlyARunGoesWrongTheRuleThatActsInItIsNamed()
      throws IOException {
    Grade grade = gradeWith("if (log.lastIndex() > 12) {"
        + " commit(\"L4\", log.lastIndex()); return; }");

    assertTrue(grade.rules().stream().allMatch(RuleGrade::holds));
    assertEquals("Look first at L4: all tests hold, but where a run goes"
        + " wrong it acts otherwise than it should.", grade.lines().get(
            grade.lines().size() - 1), String.join("\n", grade.lines()));
  }

  @Test void aBrokenRuleIsNamedAndItsScheduleDrawn() throws IOException {
    Grade grade = grade(Patch.read(project, "L4-half").applyTo(project));

    assertEquals("L4", grade.lookFirstAt());
    assertTrue(Files.readString(grade.seeds().schedule())
        .contains("expect violation"));
    assertTrue(Files.readString(grade.seeds().picture()).contains("<html"));
    assertFalse(grade.seeds().isClean());
  }

  @Test void aLoopIsEndedAndCalledOne() throws IOException {
    Grade grade = gradeWith("while (commitIndex >= 0);");

    List<String> lines = grade.lines();
    assertTrue(lines.stream().anyMatch(line ->
        line.endsWith(" comes to no end")), String.join("\n", lines));
    assertEquals("L4", grade.lookFirstAt());
  }

  @Test void whatWouldHarmIsNotRun() throws IOException {
    Grade grade = gradeWith("System.exit(0);");

    assertEquals("refused: raft.Figure2 uses java.lang.System.exit: the"
        + " algorithm does not end its process", grade.unfit());
    assertEquals(0, grade.points());
  }

  @Test void aMistakeOfTheCompilersIsShownWithItsLine() throws IOException {
    Grade grade = gradeWith("commit();");

    assertTrue(grade.unfit().contains("src/raft/Figure2.java:"),
        grade.unfit());
    assertEquals(List.of("  Nothing of it can be judged:",
        "    it does not compile:"), grade.lines().subList(1, 3));
    assertEquals(0, grade.points());
  }

  @Test void anEmptyFileIsNoSolution() throws IOException {
    assertEquals("the class raft.Votes is missing",
        grade(Map.of("src/raft/Votes.java", "package raft;")).unfit());
  }

  @Test void whoReplacesAJudgeIsRefused() throws IOException {
    assertTrue(grade(Map.of("src/raft/Checker.java",
        "package lab.check; public class Checker {}")).unfit()
        .contains("lab.check.Checker belongs neither"));
    assertTrue(grade(Map.of("src/raft/Figure8Test.java",
        "package raft; class Figure8Test {}")).unfit()
        .contains("a test is called raft.Figure8Test already"));
  }
}
