package lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static String bar(List<String> picture, String what) {
    String line = picture.stream().filter(each -> each.contains(what))
        .findFirst().orElseThrow();
    return line.substring(line.indexOf('|') + 1);
  }

  @Test void aPutIsTwoRoundTripsAForceAndFourHandOvers() {
    Probe parts = new Probe(50, 200, 10);

    assertEquals(340, parts.limit());
  }

  @Test void barsFollowEachOtherToTheEndOfTheMeasuredOne() {
    Explanation explanation = new Explanation();

    explanation.add(new Probe(60, 120, 15), 360, 200);

    List<String> picture = explanation.picture();
    assertEquals("#".repeat(36), bar(picture, "the median put"));
    assertEquals("#".repeat(6), bar(picture, "client and leader"));
    assertEquals(" ".repeat(6) + "######", bar(picture, "and follower"));
    assertEquals(" ".repeat(12) + "############", bar(picture, "'s force"));
    assertEquals(" ".repeat(24) + "######", bar(picture, "four hand-overs"));
    assertEquals(" ".repeat(30) + "######", bar(picture, "the rest"));
  }

  @Test void theRatioIsTheMedianOfTheRounds() {
    Explanation explanation = new Explanation();

    explanation.add(new Probe(25, 50, 0), 110, 60);
    explanation.add(new Probe(25, 150, 0), 400, 60);
    explanation.add(new Probe(25, 50, 0), 130, 60);

    assertEquals(1.3, explanation.json().get("ratio").getAsDouble());
    assertEquals(1.1, explanation.json().get("ratioMin").getAsDouble());
    assertEquals(2.0, explanation.json().get("ratioMax").getAsDouble());
    assertTrue(String.join("\n", explanation.picture())
        .contains("1.30 times that (1.10 to 2.00, 3 rounds)"));
  }
}
