package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static lab.script.Playing.told;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that come late, or again: {@code hold}, {@code as NAME}. */
class HeldUpTest {
  private static final List<String> VOTES = List.of(
      "s2 t1 follower | sees a newer term (A2)",
      "s2 t1 follower | votes for s1 (RV2)");
  private static final String ASKS = "timeout s1; ";

  @Test void whatIsHeldUpArrivesWhenItIsReleased() {
    String held = ASKS + "hold RequestVote s1 -> s2";

    assertEquals(List.of(), told(held));
    assertEquals(VOTES, told(held + "; release RequestVote s1 -> s2"));
  }

  @Test void withoutANameItArrivesOnce() {
    Playing.assertComplains(ASKS + "hold RequestVote s1 -> s2;"
        + "release RequestVote s1 -> s2; release RequestVote s1 -> s2",
        "no RequestVote is held up there");
  }

  @Test void withANameItArrivesAgainAndAgain() {
    String late = "release RequestVote s1 -> s2 as late; ";

    assertEquals(VOTES,
        told(ASKS + "hold RequestVote s1 -> s2 as late; " + late));
    assertEquals(List.of("Reply s2 -> s1 is lost: s1 is down"),
        told(ASKS + "hold RequestVote s1 -> s2 as late;" + late + late
            + "crash s1; deliver Reply s2 -> s1"));
  }

  @Test void aNameTellsOneFromAnother() {
    String two = ASKS + "hold RequestVote s1 -> s2 as one;" + ASKS
        + "hold RequestVote s1 -> s2 as two; ";

    assertEquals("s2 t2 follower | sees a newer term (A2)",
        told(two + "release RequestVote s1 -> s2 as two").get(0));
    assertEquals("s2 t1 follower | sees a newer term (A2)",
        told(two + "release RequestVote s1 -> s2 as one").get(0));
  }

  @Test void aDuplicateArrivesNowAndLater() {
    String twice = ASKS + "duplicate RequestVote s1 -> s2 as late";

    assertEquals(VOTES, told(twice));
    assertEquals(List.of("s2 t2 candidate | refuses s1: its term is over"
        + " (RV1)"), told(twice + "; timeout s2;"
            + "release RequestVote s1 -> s2 as late"));
  }

  @Test void aResetLosesWhatIsOnItsWayThereAndBack() {
    assertEquals(List.of("Reply s2 -> s1 is lost: the connection is reset"),
        told(ASKS + "deliver RequestVote s1 -> s2; reset s1 -> s2"));
    Playing.assertComplains(ASKS + "deliver RequestVote s1 -> s2;"
        + "reset s1 -> s2; deliver Reply s2 -> s1", "no reply is on its way");
  }

  @Test void aResetLeavesTheOtherConnectionsAlone() {
    told(ASKS + "timeout s2; deliver RequestVote s1 -> s2;"
        + "deliver RequestVote s1 -> s3; deliver RequestVote s2 -> s1;"
        + "reset s1 -> s2; deliver Reply s1 -> s2; deliver Reply s3 -> s1;"
        + "expect leader s1 term 1");
  }

  @Test void afterAResetALeaderSendsOnlyHeartbeatsUntilItIsAnswered() {
    String reset = "elect s1 term 1; heartbeat s1; propose s1 x=1;"
        + "deliver AppendEntries s1 -> s2; reset s1 -> s2; ";

    Playing.assertComplains(reset + "deliver AppendEntries s1 -> s2",
        "its next heartbeat is due after: tick s1 10");
    told(reset + "tick s1 10; exchange s1 -> s2; expect committed s1 0;"
        + "exchange s1 -> s2; expect committed s1 1");
  }

  @Test void aRestartedServerIsNotToldOfAReset() {
    told("elect s1 term 1; heartbeat s1; propose s1 x=1;"
        + "deliver AppendEntries s1 -> s2; crash s1; restart s1;"
        + "elect s1 term 2 by s3; reset s1 -> s2; propose s1 x=2;"
        + "deliver AppendEntries s1 -> s2; expect log s2 = 1,2");
  }
}
