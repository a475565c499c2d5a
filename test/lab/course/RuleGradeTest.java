package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import lab.course.TestResult.TestOutcome;
import org.junit.jupiter.api.Test;

class RuleGradeTest {
  private static final List<String> RULES = List.of("AE1", "AE2");
  private static final Blank NOTHING = new Blank(Set.of());
  private static final ScenariosGrade SCENARIOS =
      new ScenariosGrade(List.of(test("a.txt", TestOutcome.PASSED, "AE1")), 10);

  private static TestResult test(String name, TestOutcome outcome,
      String... rules) {
    return new TestResult(name, List.of(rules), outcome, "");
  }

  private static Grade grade(TestResult... results) {
    return new Grade("mine", "replication", null,
        RuleGrade.of(RULES, List.of(results), NOTHING),
        SCENARIOS, SeedsGrade.clean(1));
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
    assertEquals(5 + 0 + 10 + 2, grade.points(), "2: what rules have on average");
  }

  @Test void ofThoseThatExplainItAlikeTheFirstOfThePaperIsNamed() {
    Grade grade = grade(test("A.a", TestOutcome.FAILED, "AE1"),
        test("A.b", TestOutcome.FAILED, "AE2"));

    assertEquals("AE1", grade.lookFirstAt());
  }

  @Test void aLittleLessEvidenceIsAlikeToo() {
    Grade grade = grade(test("A.a", TestOutcome.FAILED, "AE1"),
        test("A.b", TestOutcome.FAILED, "AE1"),
        test("A.c", TestOutcome.FAILED, "AE1"),
        test("A.d", TestOutcome.FAILED, "AE1"),
        test("A.e", TestOutcome.PASSED, "AE1"),
        test("A.f", TestOutcome.FAILED, "AE2"),
        test("A.g", TestOutcome.FAILED, "AE2"),
        test("A.h", TestOutcome.FAILED, "AE2"),
        test("A.i", TestOutcome.FAILED, "AE2"));

    assertEquals("AE1", grade.lookFirstAt());
  }

  // Counted in full for each rule, it would make AE1 as likely as AE2.
  @Test void aTestOfTwoRulesCountsHalfForEach() {
    Grade grade = grade(test("A.a", TestOutcome.FAILED, "AE1", "AE2"),
        test("A.b", TestOutcome.FAILED, "AE1", "AE2"),
        test("A.c", TestOutcome.FAILED, "AE2"));

    assertEquals("AE2", grade.lookFirstAt());
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

  /** All its tests hold; these scenarios and this seed do not, or do. */
  private static Grade grade(SeedsGrade seeds, TestResult... scenarios) {
    return new Grade("mine", "replication", null, RuleGrade.of(RULES,
        List.of(test("A.a", TestOutcome.PASSED, "AE1", "AE2")), NOTHING),
        new ScenariosGrade(List.of(scenarios), 5), seeds);
  }

  private static String conclusion(Grade grade) {
    return grade.lines().get(grade.lines().size() - 1);
  }

  @Test void ifAllTestsHoldTheRuleThatActsWhereAScenarioGoesWrongIsNamed() {
    Grade grade = grade(SeedsGrade.clean(1),
        test("a.txt", TestOutcome.PASSED, "AE1", "AE2"),
        test("b.txt", TestOutcome.PASSED, "AE1"),
        test("c.txt", TestOutcome.FAILED, "AE1", "AE2"),
        test("d.txt", TestOutcome.FAILED, "AE2"));

    assertEquals("AE2", grade.lookFirstAt());
    assertEquals("Look first at AE2: all tests hold, but where a run goes"
        + " wrong it acts otherwise than it should.", conclusion(grade));
  }

  @Test void theScheduleOfASeedIsEvidenceLikeAScenario() {
    Grade grade = grade(
        SeedsGrade.broken(100, 7, "Log Matching", List.of("AE1", "AE2")),
        test("a.txt", TestOutcome.PASSED, "AE1"),
        test("b.txt", TestOutcome.PASSED, "AE1"));

    assertEquals("AE2", grade.lookFirstAt());
  }

  @Test void aTestThatFailsSaysMoreThanAnyRun() {
    Grade grade = new Grade("mine", "replication", null, RuleGrade.of(RULES,
        List.of(test("A.a", TestOutcome.FAILED, "AE1")), NOTHING),
        new ScenariosGrade(List.of(test("a.txt", TestOutcome.FAILED, "AE2")), 0),
        SeedsGrade.broken(100, 7, "Log Matching", List.of("AE2")));

    assertEquals("Look first at AE1.", conclusion(grade));
  }

  @Test void aBrokenPromiseWithoutAScheduleIsEnoughNotToPass() {
    Grade grade = grade(
        SeedsGrade.broken(100, 7, "Log Matching", List.of()),
        test("a.txt", TestOutcome.PASSED, "AE1"));

    assertFalse(grade.isPassed());
    assertNull(grade.lookFirstAt());
    assertEquals("Look first at what went wrong there: all tests hold, and what"
        + " the rules of the lab trace is right up to it.", conclusion(grade));
  }

  @Test void aRuleThatHoldsAsOnTheBlankIsSaidTo() {
    TestResult refuses = test("A.refuses", TestOutcome.PASSED, "AE1");
    List<RuleGrade> rules = RuleGrade.of(RULES,
        List.of(refuses, test("A.accepts", TestOutcome.FAILED, "AE2")),
        new Blank(Set.of("A.refuses")));

    assertEquals("  AE1   holds             0 of 10 points; 1 of 1 tests, as on"
        + " the blank", rules.get(0).line());
  }
}
