package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import lab.sim.HandDriven;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;

/** Figure 2, with how often its rules fired. */
class CoverageTest {

  private static Coverage of(HandDriven run) {
    Coverage coverage = new Coverage();
    coverage.add(run.events());
    return coverage;
  }

  /** The row with these words, below the rule with this label. */
  private static String row(Coverage coverage, String label, String words) {
    List<String> lines = coverage.lines();
    int rule = 0;
    while (!lines.get(rule).startsWith("   " + label)
        && !lines.get(rule).startsWith(">> " + label)) rule++;
    return lines.stream().skip(rule + 1)
        .filter(line -> line.contains(words)).findFirst().orElseThrow();
  }

  private static void assertCount(String count, Coverage coverage,
      String label, String words) {
    String row = row(coverage, label, words);
    assertTrue(row.matches("(>>)? *" + count + " .*"), row);
  }

  @Test void countsTheLinesOfTheTraceAtTheirRule() {
    Coverage coverage = of(new HandDriven(5).elect("n1", "n2", "n3"));

    assertCount("2", coverage, "RV2", "a vote is granted");
    assertCount("1", coverage, "C2", "becomes leader");
    assertCount("1", coverage, "F2", "starts an election");
    assertCount("1", coverage, "C1", "election is started");
  }

  @Test void countsRefusalsApart() {
    HandDriven run = ExampleRuns.committed(); // n3 has heard nothing of it
    run.elect("n3").elect("n3", "n2"); // its log is behind

    Coverage coverage = of(run);

    assertCount("1", coverage, "RV2", "✗ a vote given already, or");
    assertCount("1", coverage, "RV2", "- a vote is granted");
  }

  @Test void countsWhatLeavesNoTraceByWhatHappened() {
    HandDriven run =
        ExampleRuns.committed().heartbeats("n1").exchange("n1", "n2");

    Coverage coverage = of(run.propose("n2", "b").answer("n2"));

    assertCount("2", coverage, "A1", "an entry is applied"); // n1 and n2
    assertCount("4", coverage, "F1", "a follower answers");
    assertCount("2", coverage, "L1", "a heartbeat is sent");
    assertCount("1", coverage, "L2", "a client is answered");
    assertCount("1", coverage, "L2", "a client is refused");
    assertCount("1", coverage, "L3", "entries are sent");
    assertCount("3", coverage, "P3", "a server starts");
    assertCount("2", coverage, "P2", "a newer term begins");
    assertCount("2", coverage, "P2", "a vote is recorded");
  }

  // A new line of the trace needs a row here, or it would be counted nowhere.
  @ParameterizedTest
  @ValueSource(longs = {1, 3, 8})
  void everyLineThatServersTraceHasARow(long seed) {
    Run run = Run.of(Plan.draw(seed, 2000),
        EnumSet.allOf(Property.Group.class), true);
    Coverage coverage = new Coverage();

    coverage.add(run.events());

    boolean unknown = coverage.lines().stream()
        .anyMatch(line -> line.contains("unknown to this table"));
    assertFalse(unknown, String.join("\n", coverage.lines()));
  }

  @Test void whatNeverFiredStandsOut() {
    Coverage coverage = of(ExampleRuns.committed());

    String row = row(coverage, "AE3", "deleted");
    String last = coverage.lines().get(coverage.lines().size() - 1);

    assertTrue(row.startsWith(">>"), row);
    assertTrue(coverage.never().contains("AE3 entries are deleted"));
    assertTrue(last.contains("AE3 entries are deleted"), last);
  }

  @Test void whatFiredDoesNotStandOut() {
    Coverage coverage = of(ExampleRuns.committed());

    assertFalse(row(coverage, "AE4", "appended").startsWith(">>"));
    assertFalse(coverage.never().contains("AE4 entries are appended"));
  }

  @Test void severalRunsAddUp() {
    Coverage one = of(ExampleRuns.committed());
    Coverage sum = of(ExampleRuns.committed());

    sum.add(one);
    sum.add(ExampleRuns.committed().events());

    assertCount("3", sum, "C2", "becomes leader");
    assertTrue(sum.lines().get(0).startsWith("Figure 2 in 3 runs of "));
  }

  @Test void aRestartIsNoNewTermAndNoVote() {
    HandDriven run =
        ExampleRuns.committed().heartbeats("n1").exchange("n1", "n2");
    Coverage before = of(run);

    Coverage after = of(run.crash("n2").restart("n2"));

    assertEquals(row(before, "P2", "a newer term"),
        row(after, "P2", "a newer term"));
    assertEquals(row(before, "A1", "applied"), row(after, "A1", "applied"));
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleIsInTheTableAndHasSomethingToCount(Rule rule) {
    boolean counted = RuleOccurrence.ALL.stream()
        .anyMatch(each -> each.rule() == rule);
    boolean printed = new Coverage().lines().stream()
        .anyMatch(line -> line.startsWith(">> " + rule + " "));

    assertTrue(counted);
    assertTrue(printed);
  }

  @Test void noLineIsWiderThanATerminal() {
    boolean wide = of(ExampleRuns.lost()).lines().stream()
        .filter(line -> !line.contains("Never happened"))
        .anyMatch(line -> line.length() > 80);

    assertFalse(wide);
  }
}
