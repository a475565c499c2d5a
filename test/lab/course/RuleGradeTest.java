package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import lab.course.TestResult.TestOutcome;
import org.junit.jupiter.api.Test;

class RuleGradeTest {
  private static final List<String> RULES = List.of("AE1", "AE2");

  private static TestResult test(String name, TestOutcome outcome,
      String... rules) {
    return new TestResult(name, List.of(rules), outcome, "");
  }

  private static Grade grade(TestResult... results) {
    return new Grade("mine", "replication", null,
        RuleGrade.of(RULES, List.of(results)), new ScenariosGrade(1, Map.of()),
        new SeedsGrade(1, 0, null, null, null));
  }

  @Test void aRuleHoldsIfAllItsTestsDo() {
    Grade grade = grade(test("A.a", TestOutcome.PASSED, "AE1"),
        test("A.b", TestOutcome.PASSED, "AE2"));

    assertTrue(grade.isPassed());
    assertEquals(40, grade.points());
    assertNull(grade.lookFirstAt());
  }

  @Test void theRuleThatMostFailuresAreAboutIsNamedFirst() {
    Grade grade = grade(test("A.a", TestOutcome.PASSED, "AE1"),
        test("A.b", TestOutcome.FAILED, "AE1", "AE2"),
        test("A.c", TestOutcome.FAILED, "AE2"));

    assertEquals("AE2", grade.lookFirstAt());
    assertEquals("does not hold", grade.rules().get(0).verdict());
    assertEquals(5 + 0 + 20, grade.points());
  }

  @Test void ofThoseThatExplainItAlikeTheFirstOfThePaperIsNamed() {
    Grade grade = grade(test("A.a", TestOutcome.FAILED, "AE1"),
        test("A.b", TestOutcome.FAILED, "AE2"));

    assertEquals("AE1", grade.lookFirstAt());
  }

  @Test void whatWasNotRunCannotBeJudgedAndBlamesNobody() {
    Grade grade = grade(test("A.a", TestOutcome.ENDLESS, "AE2"),
        test("A.b", TestOutcome.NOT_RUN, "AE1"));

    assertEquals("cannot be judged", grade.rules().get(0).verdict());
    assertEquals("AE2", grade.lookFirstAt());
    assertFalse(grade.isPassed());
  }

  @Test void aRuleWithoutATestHasNoPoints() {
    assertEquals(0, grade(test("A.a", TestOutcome.PASSED, "AE1")).rules().get(1)
        .points());
  }

  @Test void aBrokenPromiseAloneIsEnoughNotToPass() {
    Grade grade = new Grade("mine", "replication", null,
        RuleGrade.of(RULES,
            List.of(test("A.a", TestOutcome.PASSED, "AE1", "AE2"))),
        new ScenariosGrade(1, Map.of()),
        new SeedsGrade(100, 7, "Log Matching", null, null));

    assertFalse(grade.isPassed());
    assertTrue(grade.lines().contains(
        "Look first at the schedule: no test fails."), grade.lines().toString());
  }
}
