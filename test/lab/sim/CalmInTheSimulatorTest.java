package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Settings.Calm;

/**
 * Thesis 9.6 and 6.2 where some servers hear each other and others do not: a
 * leader that can do its work stays, and one that cannot goes. Times are
 * virtual. The same without pre-vote and check-quorum shows what they are for.
 */
final class CalmInTheSimulatorTest {
  private static final Calm PRE_VOTE_ALONE = new Calm(true, true, false);

  // 1, 2, 3 hear each other, 4 only 2, and 5 only 3.
  private static final String[] FIVE = {"1-2", "2-3", "1-3", "2-4", "3-5"};

  private static final String[] STAR = {"2-1", "2-3", "2-4", "2-5"};

  // Each server hears two others: a majority with itself, and each another one.
  private static final String[][] RINGS = {
      {"1-2", "2-3", "3-4", "4-5", "5-1"}, {"1-3", "3-5", "5-2", "2-4", "4-1"},
      {"1-2", "2-4", "4-3", "3-5", "5-1"}, {"1-4", "4-2", "2-3", "3-5", "5-1"}};

  private static final int CUT = 2; // the second in which links are cut
  private static final int SETTLED = 5;
  private static final int HALF = SETTLED + 30;
  private static final int MINUTE = SETTLED + 60;

  private static void assertAtLeast(double least, double actual, String what) {
    assertTrue(actual >= least, actual + " " + what + ", not " + least);
  }

  // ---- Five servers, of which three hear each other -----------------------

  @ParameterizedTest @ValueSource(ints = {1, 2, 4})
  void fiveSettleOnOneLeaderAndKeepItForAMinute(int place) {
    PartialNetwork five = new PartialNetwork(1, 5, Calm.ON, MINUTE)
        .from(CUT, place, FIVE).run();

    assertEquals(0, five.electedFrom(SETTLED));
    assertEquals(1, five.leaders().size());
    assertAtLeast(500, five.answered(SETTLED, MINUTE), "answered");
  }

  @Test void withoutTheTwoFiveNeverSettle() {
    PartialNetwork five = new PartialNetwork(1, 5, Calm.OFF, HALF)
        .from(CUT, FIVE).run();

    assertAtLeast(30, five.electedFrom(SETTLED), "elected");
    assertAtLeast(100, five.term(), "terms");
  }

  // Only 2 hears all, and it hears the leader: it would vote for nobody else.
  @Test void aLeaderThatReachesTooFewMakesRoom() {
    PartialNetwork star = new PartialNetwork(1, 5, Calm.ON, 20)
        .from(CUT, 1, STAR).run();

    assertEquals(List.of(star.named(2)), star.leaders());
    assertAtLeast(100, star.answered(SETTLED, 20), "answered");
  }

  @Test void withoutCheckQuorumALeaderThatReachesTooFewStays() {
    PartialNetwork star = new PartialNetwork(1, 5, PRE_VOTE_ALONE, 20)
        .from(CUT, 1, STAR).run();

    assertEquals(0, star.electedFrom(CUT));
    assertEquals(0, star.answered(SETTLED, 20));
  }

  // ---- Links of one direction ----------------------------------------------

  @Test void aLeaderThatHearsNobodyMakesRoom() {
    PartialNetwork deaf = new PartialNetwork(1, 3, Calm.ON, 20)
        .leaderIsDeafFrom(CUT).run();

    assertEquals(1, deaf.electedFrom(CUT));
    assertEquals(1, deaf.leaders().size());
    assertAtLeast(100, deaf.answered(SETTLED, 20), "answered");
  }

  @Test void withoutCheckQuorumALeaderThatHearsNobodyStays() {
    PartialNetwork deaf = new PartialNetwork(1, 3, PRE_VOTE_ALONE, 20)
        .leaderIsDeafFrom(CUT).run();

    assertEquals(0, deaf.electedFrom(CUT));
    assertEquals(0, deaf.answered(SETTLED, 20));
  }

  @Test void aLeaderThatNobodyHearsIsReplacedOnce() {
    PartialNetwork mute = new PartialNetwork(1, 3, Calm.ON, 20)
        .leaderIsMuteFrom(CUT).run();

    assertEquals(1, mute.electedFrom(CUT));
    assertEquals(1, mute.leaders().size());
    assertAtLeast(100, mute.answered(SETTLED, 20), "answered");
  }

  // ---- A chain, and rings ---------------------------------------------------

  @ParameterizedTest @ValueSource(ints = {1, 2})
  void aChainOfThreeKeepsItsLeader(int place) {
    PartialNetwork chain = new PartialNetwork(1, 3, Calm.ON, 30)
        .from(CUT, place, "1-2", "2-3").run();

    assertEquals(0, chain.electedFrom(CUT));
    assertAtLeast(200, chain.answered(SETTLED, 30), "answered");
  }

  @ParameterizedTest @ValueSource(longs = {1, 2})
  void aLeaderStaysWhileRingsComeAndGo(long seed) {
    double whole = new PartialNetwork(seed, 5, Calm.ON, MINUTE).run()
        .answered(SETTLED, MINUTE);

    PartialNetwork rings = rings(seed, Calm.ON, MINUTE).run();

    assertEquals(0, rings.electedFrom(SETTLED));
    assertAtLeast(0.8, rings.answered(SETTLED, MINUTE) / whole, "answered");
  }

  @Test void withoutTheTwoNoLeaderStaysInRings() {
    PartialNetwork rings = rings(1, Calm.OFF, HALF).run();

    assertAtLeast(30, rings.electedFrom(SETTLED), "elected");
  }

  private static PartialNetwork rings(long seed, Calm calm, int seconds) {
    PartialNetwork rings = new PartialNetwork(seed, 5, calm, seconds);
    for (int i = 0; i < RINGS.length; i++) {
      rings.from(CUT + 15 * i, RINGS[i]);
    }
    return rings;
  }
}
