package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import lab.sim.HandDriven;

/** A column for each node, a line for each event. */
class TextDiagramTest {

  private static List<String> draw(HandDriven run) {
    return TextDiagram.lines(run.events(), run.violation(), 1000, false);
  }

  @Test void drawsAColumnForEachNodeAndALineForEachEvent() {
    List<String> lines = draw(new HandDriven(3).elect("n1", "n3"));

    List<String> drawn = lines.stream()
        .map(line -> line.substring(0, 36).stripTrailing()).toList();
    assertEquals("""
        event    n1       n2       n3
             1   Ft0 c0
             2   │        Ft0 c0
             3   │        │        Ft0 c0
             4   Ct1 c0   │        │
             6   Ct1 c0   │        │
             8   Ct1 c0   │        │
             9   ●────────┼───────▶Ft1 c0
            11   ╎        │        Ft1 c0
            13   ╎        │        Ft1 c0
            14   Lt1 c0◀╌╌┼╌╌╌╌╌╌╌╌●""", String.join("\n", drawn));
  }

  @Test void saysBesideItWhatHappenedAndWhichRulesFired() {
    List<String> lines = draw(new HandDriven(3).elect("n1", "n3"));

    List<String> words = lines.stream().skip(4)
        .map(line -> line.substring(36)).toList();
    assertEquals(List.of(
        "times out | starts election with an empty log (F2)",
        "forces",
        "sends RequestVote t1 to n3",
        "RequestVote t1 | sees a newer term (A2), votes for n1 (RV2)",
        "forces",
        "sends vote t1 to n1",
        "vote t1 | becomes leader, votes of [n1, n3] (C2)"), words);
  }

  @Test void aLostMessageEndsInACrossAndCrossesWhatLiesBetween() {
    List<String> lines = draw(ExampleRuns.committed().lose("n1", "n3"));

    String last = lines.get(lines.size() - 1);

    assertTrue(last.contains("●────────┼──────✗ │"), last);
    assertTrue(last.endsWith("AppendEntries t1 1..1 is lost"), last);
  }

  @Test void aNodeThatIsDownHasNoLine() {
    List<String> lines = draw(ExampleRuns.committed().crash("n2").elect("n3"));

    String last = lines.get(lines.size() - 1);

    assertTrue(last.matches(".{9}┃ {17}Ct1 c0 .*"), last);
  }

  @Test void aPausedNodeHasADottedLine() {
    List<String> lines = draw(ExampleRuns.committed().pause("n2").elect("n3"));

    assertTrue(lines.get(lines.size() - 1).matches(".{9}┃        ┊ .*"));
  }

  @Test void tellsWhichPromiseWasBrokenAndMarksBothFacts() {
    HandDriven run = ExampleRuns.lost();

    List<String> lines = draw(run);

    String all = String.join("\n", lines);
    assertTrue(all.contains("✗ Broken: Leader Completeness"), all);
    assertTrue(all.contains("\n① event "), all);
    assertTrue(all.contains("\n② event "), all);
    assertEquals(1, lines.stream().filter(l -> l.startsWith(" ①", 6)).count());
    assertEquals(1, lines.stream().filter(l -> l.startsWith(" ②", 6)).count());
  }

  @Test void marksWhatCannotHaveLedToTheViolation() {
    HandDriven run = ExampleRuns.lost();

    List<String> aside = draw(run).stream()
        .filter(line -> line.startsWith(" ·", 6)).toList();

    assertTrue(aside.stream().anyMatch(line -> line.contains("answers c1-1")),
        aside.toString());
    assertFalse(aside.stream().anyMatch(line -> line.contains("(C2)")));
  }

  @Test void showsTheLastEventsIfThereAreTooMany() {
    HandDriven run = ExampleRuns.committed();
    List<String> all = draw(run);

    List<String> lines =
        TextDiagram.lines(run.events(), null, 3, false);

    assertTrue(lines.get(1).endsWith(" events before)"), lines.get(1));
    assertEquals(all.get(all.size() - 1), lines.get(lines.size() - 1));
  }

  @Test void staysWithinAHundredColumnsForFiveNodes() {
    HandDriven run = new HandDriven(5).elect("n1", "n2", "n3", "n4", "n5")
        .propose("n1", "a value that is long ".repeat(20))
        .exchange("n1", "n2").exchange("n1", "n3");

    int widest = draw(run).stream().mapToInt(String::length).max().orElse(0);

    assertTrue(widest <= 100, "the widest line has " + widest);
  }

  @Test void isPlainUnlessColoursAreWanted() {
    HandDriven run = ExampleRuns.lost();

    List<String> coloured =
        TextDiagram.lines(run.events(), run.violation(), 1000, true);

    List<String> plain = coloured.stream()
        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
    assertEquals(draw(run), plain);
    assertTrue(coloured.stream().anyMatch(line -> line.contains("\u001b[")));
    assertFalse(draw(run).stream().anyMatch(line -> line.contains("\u001b")));
  }

  @Test void dataCannotSteerTheTerminal() {
    HandDriven run = ExampleRuns.committed().propose("n1", "\\u001b[2J");

    Stream<String> lines = draw(run).stream();

    assertFalse(lines.anyMatch(line -> line.contains("\u001b")));
  }
}
