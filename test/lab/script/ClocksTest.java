package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static lab.script.Playing.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import lab.sim.EventKind;

/** Time in a scenario, and clocks that run fast, slow, or not at all. */
class ClocksTest {
  private static final String LEADS = "elect s1 term 1; heartbeat s1; ";

  @ParameterizedTest
  @CsvSource({"FROZEN, 0", "SLOW, 5", "RIGHT, 10", "FAST, 20"})
  void aClockCountsMoreOrLessThanPasses(Clock.Pace pace, int counted) {
    Clock clock = new Clock();
    clock.run(pace);

    assertEquals(counted, clock.pass(10));
  }

  @Test void halfATickIsNotForgotten() {
    Clock clock = new Clock();
    clock.run(Clock.Pace.SLOW);

    assertEquals(0, clock.pass(1));
    assertEquals(1, clock.pass(1));
    assertEquals(1, clock.pass(3));
    assertEquals(2, clock.pass(3));
  }

  @ParameterizedTest
  @CsvSource({"right, 10", "slow, 20", "fast, 5"})
  void aHeartbeatIsDueByTheLeadersOwnClock(String pace, int ticks) {
    String clock = LEADS + "clock s1 " + pace + "; tick s1 ";

    Playing.assertComplains(clock + (ticks - 1)
        + "; deliver AppendEntries s1 -> s2", "has no AppendEntries for s2");
    told(clock + ticks + "; deliver AppendEntries s1 -> s2");
  }

  @Test void aFrozenClockNeverStrikes() {
    told("clock s1 frozen; tick s1 900; expect term s1 0;"
        + "clock s1 right; tick s1 60; expect term s1 1");
  }

  @Test void allHaveTheSameTimeToPass() {
    told("tick all 29; expect term s1 0; expect term s2 0; expect term s3 0;"
        + "tick all 31; expect role s1 candidate; expect role s2 candidate;"
        + "expect role s3 candidate");
  }

  @Test void aServerThatIsDownIsLeftOut() {
    told("crash s2; tick all 60; expect role s1 candidate; expect down s2");
  }

  @Test void aChangedClockIsAmongTheEvents() {
    Play play = Playing.play("clock s2 slow");

    var event = play.events().get(play.events().size() - 1);
    assertEquals(EventKind.CLOCK, event.kind());
    assertEquals("s2 slow", event.node() + " " + event.text());
  }
}
