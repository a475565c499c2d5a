package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static lab.script.Playing.told;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import lab.sim.Event;
import lab.sim.EventKind;

/** Disks of a scenario: full, failing, torn, rotten, wiped. */
class DisksTest {
  private static final String LEADS = "elect s1 term 1; heartbeat s1; ";

  // s3 has three writes to store: a term, and two entries.
  private static final String STORING = "logs s1=1 s2=1 s3=1;"
      + "elect s1 term 2 by s2; propose s1 x=1; propose s1 x=2; disk s3 slow;"
      + "deliver AppendEntries s1 -> s3; ";

  // ---- Full, and failing -----------------------------------------------

  @ParameterizedTest
  @CsvSource({"full, its disk is full",
      "fails, its disk cannot force what was written"})
  void aServerThatCannotStoreStopsAndItsClientsHearThat(String how,
      String why) {
    assertEquals(List.of("s1 t1 leader   | appends 1..1: put x (L2)",
        "s1 stops itself: " + why, "x=1: unknown, " + why),
        told(LEADS + "disk s1 " + how + "; propose s1 x=1"));
  }

  @ParameterizedTest
  @CsvSource({"full", "fails"})
  void whatWasNotStoredIsNotSaid(String how) {
    Playing.assertComplains(LEADS + "disk s2 " + how + "; propose s1 x=1;"
        + "deliver AppendEntries s1 -> s2; expect down s2;"
        + "deliver Reply s2 -> s1", "no reply is on its way there");
  }

  @ParameterizedTest
  @CsvSource({"full", "fails"})
  void aServerThatHasNothingToStoreGoesOn(String how) {
    told(LEADS + "disk s2 " + how + "; heartbeat s1; expect up s2");
  }

  @ParameterizedTest
  @CsvSource({"full, its disk is full",
      "fails, its disk cannot force what was written"})
  void noServerStartsBeforeItsDiskIsWell(String how, String why) {
    String down = "disk s1 " + how + "; timeout s1; ";

    assertEquals(List.of("s1 does not start: " + why),
        told(down + "restart s1"));
    told(down + "restart s1; expect down s1; disk s1 quick; restart s1;"
        + "expect up s1; expect term s1 0");
  }

  @Test void aMessageThatLeavesTooEarlyIsSeenBeforeTheDiskFails()
      throws IOException {
    String mutant = "mutant P1-reply-before-disk; disk s2 fails; timeout s1;"
        + "deliver RequestVote s1 -> s2";

    assertEquals("Persist Before Speak",
        Playing.rehearse(mutant).broken());
    told(mutant.replaceFirst(".*?; ", ""));
  }

  @Test void aSlowDiskFailsWhenItIsToForce() {
    told("disk s1 slow; disk s1 fails; timeout s1; expect up s1;"
        + "force s1; expect down s1");
  }

  @Test void aSlowDiskIsFullWhenItIsToWrite() {
    told("disk s1 slow; timeout s1; disk s1 full; expect up s1;"
        + "force s1; expect up s1; timeout s1; expect down s1");
  }

  @Test void itIsAmongTheEvents() {
    Event event = Playing.play("disk s1 full; timeout s1").events().stream()
        .filter(each -> each.kind() == EventKind.BREAK).findFirst()
        .orElseThrow();

    assertEquals("s1 its disk is full", event.node() + " " + event.text());
  }

  // ---- Torn ------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 2, 1", "2, 2, '1,2'", "3, 2, '1,2,2'"})
  void anyBeginningOfWhatWasWrittenMaySurvive(int kept, int term,
      String log) {
    for (String how : List.of("power-loss", "crash")) {
      told(STORING + how + " s3 keeping " + kept + "; restart s3;"
          + "expect log s3 = " + log + "; expect term s3 " + term);
    }
  }

  @Test void withoutAWordAllIsKeptByAKillAndNothingByAPowerLoss() {
    told(STORING + "crash s3; restart s3; expect log s3 = 1,2,2");
    told(STORING + "power-loss s3; restart s3; expect log s3 = 1");
  }

  @Test void manyCanFallAtOnceAndEachKeepsItsOwn() {
    told("disk s1 slow; disk s2 slow; timeout s1; timeout s2; timeout s3;"
        + "power-loss s1 keeping 1 s2 keeping 0 s3; restart s1 s2 s3;"
        + "expect term s1 1; expect term s2 0; expect term s3 1");
  }

  // ---- Rotten ----------------------------------------------------------

  @Test void rotBeforeTheLastBatchIsRefused() {
    assertEquals(List.of("s1 does not start: entry 2 is damaged, and was whole"
        + " before the last batch"),
        told("logs s1=1,1,1; rot s1 2; crash s1; restart s1"));
  }

  @Test void rotInTheLastBatchIsCutOffLikeATornWrite() {
    assertEquals(List.of("s1 cuts 3..3 off its log, taken for a write that a"
        + " crash interrupted"),
        told("logs s1=1,1,1; rot s1 3; crash s1; restart s1"));
  }

  @Test void aBatchMayHaveManyLines() {
    assertEquals(List.of("s3 cuts 2..3 off its log, taken for a write that a"
        + " crash interrupted"),
        told(STORING + "force s3; rot s3 3; rot s3 2; crash s3; restart s3"));
    assertTrue(told(STORING + "force s3; rot s3 1; crash s3; restart s3")
        .get(0).startsWith("s3 does not start: entry 1 is damaged"));
  }

  @Test void whatWasTheLastBatchIsNotForEver() {
    assertTrue(told("nodes 1; elect s1 term 1; propose s1 x=1; rot s1 1;"
        + "propose s1 x=2; crash s1; restart s1")
        .get(0).startsWith("s1 does not start: entry 1 is damaged"));
  }

  @Test void aTermThatRottedIsRefused() {
    assertEquals(List.of("s1 does not start: its term and vote are damaged, and"
        + " it might vote twice"), told("crash s1; rot s1 term; restart s1"));
  }

  @Test void aTermThatIsWrittenAnewIsWhole() {
    told("rot s1 term; timeout s1; crash s1; restart s1; expect up s1;"
        + "expect term s1 1");
  }

  @Test void whileItRunsNoServerNotices() {
    told("logs s1=1,1; rot s1 1; rot s1 term; expect up s1;"
        + "expect log s1 = 1,1");
  }

  // ---- Wiped -----------------------------------------------------------

  @Test void aWipedServerBeginsWithNothing() {
    String wiped = "logs s1=1,1; timeout s1; crash s1; wipe s1";

    assertEquals(List.of("s1 has nothing on its disk any more"), told(wiped));
    told(wiped + "; restart s1; expect term s1 0; expect vote s1 nobody;"
        + "expect log s1 = empty");
  }

  @Test void aWipedDiskHasNoRot() {
    told("logs s1=1,1; crash s1; rot s1 1; rot s1 term; wipe s1; restart s1;"
        + "expect up s1");
  }
}
