package lab.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lab.broken.Diff.Hunk;
import lab.broken.Patch.Header;
import lab.broken.Patch.PatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchReaderTest {
  private static final String HEADER = """
      Rule: C2
      Fault: half is enough
      Breaks: Election Safety
      Caught by: Elected By Majority, Election Safety
      Needs: swarm

      """;
  private static final String DIFF = """
      --- a/src/A.java
      +++ b/src/A.java
      @@ -1,3 +1,3 @@
       one
      -two
      +three

      @@ -9 +9,0 @@
      -nine
      --- a/src/B.java
      +++ b/src/B.java
      @@ -1 +1,2 @@
       four
      +five
      """;

  private static Patch read(String text) {
    return Patch.parse("C2-half", text.lines().toList());
  }

  private static String refusal(String text) {
    return assertThrows(PatchException.class, () -> read(text)).getMessage();
  }

  @Test void aHeaderSaysWhatToExpect() {
    Patch patch = read(HEADER + DIFF);

    assertEquals(new Header("C2", "half is enough", "Election Safety",
        List.of("Elected By Majority", "Election Safety"), "swarm", null, null,
        null), patch.header());
    assertFalse(patch.header().isHarmless());
  }

  @Test void hunksAreCountedInEachFile() {
    Patch patch = read(HEADER + DIFF);

    assertEquals(List.of(
        new Hunk("src/A.java", 1, List.of("one", "two", ""),
            List.of("one", "three", "")),
        new Hunk("src/A.java", 2, List.of("nine"), List.of()),
        new Hunk("src/B.java", 1, List.of("four"), List.of("four", "five"))),
        patch.diff().hunks());
  }

  @Test void whatBreaksNothingIsHarmless() {
    String text = HEADER.replace("Breaks: Election Safety", "Breaks: nothing");

    Patch patch = read(text + DIFF);

    assertTrue(patch.header().isHarmless());
  }

  @Test void aScheduleATestAndWhoMadeTheMistakeAreToldIfKnown() {
    String text = HEADER.replace("Needs: swarm", """
        Needs: schedule: two votes in one tick
        Schedule: mutant-c2
        Test: raft.node.disk.LogFileTest
        Seen in: a course project""");

    Header header = read(text + DIFF).header();

    assertEquals("schedule", header.needs());
    assertEquals("mutant-c2", header.schedule());
    assertEquals("raft.node.disk.LogFileTest", header.test());
    assertEquals("a course project", header.seenIn());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Needs: swarm | '' | no line 'Needs:'",
      "Needs: swarm | Need: swarm | no line 'Needs:'",
      "Needs: swarm | Needs: luck | must begin with swarm",
      "Needs: swarm | Needs: schedule | no line 'Schedule:'",
      "Needs: swarm | Needs: test | no line 'Test:'",
      "Rule: C2               | Rule: C2;Age: 9 | a line 'Age:'",
      "Rule: C2               | Rule C2 | belongs in no patch: Rule C2",
      "Election Safety;Needs | Luck;Needs | caught by 'Luck'?",
  })
  void aHeaderThatIsNotWholeIsRefused(String part, String instead,
      String complaint) {
    String header = HEADER.replace(part.replace(';', '\n'),
        instead.replace(';', '\n'));

    String said = refusal(header + DIFF);

    assertTrue(said.contains(complaint), said);
  }

  @Test void aPatchWithoutAChangeIsRefused() {
    String said = refusal(HEADER);

    assertEquals("it changes nothing", said);
  }

  @Test void aLineThatIsNoChangeIsRefused() {
    String said = refusal(HEADER + DIFF + "six\n");

    assertTrue(said.endsWith("belongs in no patch: six"), said);
  }
}
