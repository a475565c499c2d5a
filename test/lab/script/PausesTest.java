package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static lab.script.Playing.assertComplains;
import static lab.script.Playing.play;
import static lab.script.Playing.told;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import lab.sim.EventKind;

/** A server that is paused: nothing is handled, answered or ticked. */
class PausesTest {
  private static final String TWO_ASK = "pause s3; timeout s1; timeout s2;"
      + "deliver RequestVote s1 -> s3; deliver RequestVote s2 -> s3; ";

  @Test void whatArrivesWaits() {
    assertEquals(List.of("RequestVote s1 -> s3 waits: s3 is paused"),
        told("pause s3; timeout s1; deliver RequestVote s1 -> s3"));
    told(TWO_ASK + "expect term s3 0; expect vote s3 nobody");
  }

  @Test void whatWaitedIsHandledInItsOrder() {
    assertEquals(List.of("s3 t1 follower | sees a newer term (A2)",
        "s3 t1 follower | votes for s1 (RV2)",
        "s3 t1 follower | refuses s2: voted for s1 already (RV2)"),
        told(TWO_ASK + "resume s3"));
  }

  @Test void aCommandWaitsInTheSameQueue() {
    assertEquals(List.of("x=1: refused, it is not the leader",
        "s3 t1 follower | sees a newer term (A2)",
        "s3 t1 follower | votes for s1 (RV2)"),
        told("pause s3; propose s3 x=1; timeout s1;"
            + "deliver RequestVote s1 -> s3; resume s3"));
  }

  @Test void noTimePasses() {
    told("pause s1; tick all 60; expect term s1 0; expect role s2 candidate;"
        + "resume s1; tick s1 60; expect role s1 candidate");
  }

  @Test void noServerWaitsForItsReply() {
    told("pause s3; elect s1 term 1; heartbeat s1; expect term s3 0;"
        + "resume s3; expect term s3 0");
  }

  @Test void aRequestOnItsWayStillArrives() {
    told("disk s1 slow; timeout s1; deliver RequestVote s1 -> s2; force s1;"
        + "pause s1; deliver RequestVote s1 -> s2; expect vote s2 s1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exchange s1 -> s2", "exchange s1 -> all",
      "replicate s1 -> s2", "replicate s1 -> all", "heartbeat s1"})
  void aServerThatIsPausedOrDownSendsNothing(String command) {
    String leads = "elect s1 term 1; heartbeat s1; propose s1 x=1; ";

    assertComplains(leads + "pause s1; " + command,
        "s1 is paused: resume it first");
    assertComplains(leads + "crash s1; " + command, "s1 is down");
    assertComplains(leads + "isolate s1; crash s1; " + command, "s1 is down");
  }

  @Test void aServerThatGoesDownWhileItSendsToAllHasSentToSome() {
    told("elect s1 term 1; tick s2 60; disk s1 full; heartbeat s1;"
        + "expect down s1; expect term s3 0");
  }

  @Test void whatWaitedIsLostWithTheProcess() {
    String crash = TWO_ASK + "propose s3 x=1; crash s3; ";

    assertEquals(List.of("RequestVote s1 -> s3 is lost: s3 is down",
        "RequestVote s2 -> s3 is lost: s3 is down",
        "x=1 is lost: s3 is down"), told(crash));
    assertEquals(2, play(crash).events().stream()
        .filter(event -> event.kind() == EventKind.LOSE).count());
    told(crash + "restart s3; expect vote s3 nobody; tick s3 60;"
        + "expect role s3 candidate");
  }

  @Test void aServerThatStopsItselfOnResumeHandlesNoMore() {
    assertEquals(List.of("s3 t1 follower | sees a newer term (A2)",
        "s3 t1 follower | votes for s1 (RV2)",
        "s3 stops itself: its disk is full",
        "RequestVote s2 -> s3 is lost: s3 is down"),
        told("disk s3 full;" + TWO_ASK + "resume s3"));
  }

  @Test void itIsShownInTheTableAndAmongTheEvents() {
    Play play = play("pause s2; resume s2");

    assertTrue(play.steps().get(0).nodes().get(1).endsWith(" paused"));
    assertTrue(!play.steps().get(1).nodes().get(1).endsWith(" paused"));
    assertEquals(List.of(EventKind.PAUSE, EventKind.RESUME),
        play.events().stream()
        .map(event -> event.kind()).filter(kind -> kind != EventKind.START)
        .toList());
  }
}
