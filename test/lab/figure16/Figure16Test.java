package lab.figure16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static lab.figure16.Conditions.PAPER;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sentence by sentence, what §9.3 says of Figure 16. */
class Figure16Test {
  private static final int TRIALS = 1_000;
  private static final long SEED = 1;

  private static Downtimes crashes(int least, int most, Conditions conditions) {
    return new RepeatedTrial(new Timeouts(least, most), conditions, TRIALS)
        .run(SEED);
  }

  private static void assertNear(double paper, double tolerance, double ours) {
    assertTrue(Math.abs(ours - paper) <= tolerance * paper,
        "the paper has " + paper + ", and this is " + ours);
  }

  // "In the absence of randomness, leader election consistently took longer
  // than 10 seconds in our tests due to many split votes."
  @Test void withoutRandomnessElectionsConsistentlyTakeLongerThan10Seconds() {
    RepeatedTrial line = new RepeatedTrial(new Timeouts(150, 150), PAPER, 10);

    Downtimes downtimes = line.run(SEED);

    assertTrue(downtimes.least() > 10_000, downtimes::toString);
  }

  // Clocks that are never late split every vote; those of the paper were.
  @Test void timersThatAreLateBreakTheTieInSecondsAndNotInMillis() {
    RepeatedTrial line = new RepeatedTrial(new Timeouts(150, 150),
        PAPER.withLateness(500), 20);

    Downtimes downtimes = line.run(SEED);

    assertTrue(downtimes.median() > 3_000 && downtimes.median() < 60_000,
        downtimes::toString);
  }

  // "Adding just 5ms of randomness helps significantly, resulting in a median
  // downtime of 287ms."
  @Test void fiveMillisOfRandomnessGiveAMedianDowntimeOf287() {
    Downtimes downtimes = crashes(150, 155, PAPER);

    assertNear(287, 0.25, downtimes.median());
  }

  // "with 50ms of randomness the worst-case completion time (over 1000 trials)
  // was 513ms"
  @Test void fiftyMillisOfRandomnessGiveAWorstCaseOf513() {
    RepeatedTrial line =
        new RepeatedTrial(new Timeouts(150, 200), PAPER, TRIALS);

    double worst = line.medianWorst(SEED, 5);

    assertNear(513, 0.35, worst);
  }

  // "With an election timeout of 12–24ms, it takes only 35ms on average to
  // elect a leader (the longest trial took 152ms)."
  @Test void timeoutsOf12To24MillisGiveAMeanOf35AndAWorstCaseOf152() {
    RepeatedTrial line = new RepeatedTrial(new Timeouts(12, 24), PAPER, TRIALS);

    double mean = line.run(SEED).mean();
    double worst = line.medianWorst(SEED, 5);

    assertNear(35, 0.35, mean);
    assertNear(152, 0.35, worst);
  }

  // "Thus, the smallest possible downtime was about half of the minimum
  // election timeout."
  @Test void theLeastDowntimeIsHalfTheMinimumTimeoutAndABroadcast() {
    Downtimes downtimes = crashes(150, 300, PAPER);

    double half = 150 / 2.0;
    double broadcast = 2 * 2.5 + 10;
    assertTrue(downtimes.least() >= half + broadcast, downtimes::toString);
    assertTrue(downtimes.least() < half + broadcast + 10, downtimes::toString);
  }

  // "a small amount of randomization in the election timeout is enough to
  // avoid split votes in elections"
  @Test void moreRandomnessMeansABetterWorstCase() {
    double one = crashes(150, 151, PAPER).worst();
    double five = crashes(150, 155, PAPER).worst();
    double fifty = crashes(150, 200, PAPER).worst();

    assertTrue(one > five && five > fifty, one + " " + five + " " + fifty);
  }

  // "some candidates were not eligible to become leader"
  @Test void onlyThoseOfTheTwoLongestLogsAreElected() {
    TreeSet<String> elected = new TreeSet<>();
    Random random = new Random(SEED);

    for (int i = 0; i < 200; i++) {
      Trial trial = new Trial(new Timeouts(150, 300), PAPER, random);
      trial.downtime();
      elected.add(trial.leader());
    }

    assertEquals(new TreeSet<>(List.of("n2", "n3")), elected);
  }

  // The broadcast of roughly 15 ms has room for one force, the voter's.
  @Test void aForceOfTheCandidatesOwnVoteWouldBeFarFromThePaper() {
    Conditions slow = PAPER.withOwnForce(10_000);

    Downtimes little = crashes(150, 155, slow);
    Downtimes quick = crashes(12, 24, slow);

    assertTrue(little.median() > 2 * 287, little::toString);
    assertTrue(quick.mean() > 2 * 35, quick::toString);
  }

  @Test void candidatesThatWaitForOldAnswersAreSlowerWhenTimeoutsAreShort() {
    Conditions patient = PAPER.withPatientLinks();

    double waiting = crashes(12, 24, patient).mean();
    double asking = crashes(12, 24, PAPER).mean();

    assertTrue(waiting > asking + 1, waiting + " and " + asking);
  }

  @Test void refusalsThatWaitForTheDiskMakeItSlower() {
    Conditions forced = PAPER.withTermForce(10_000);

    double slow = crashes(12, 24, forced).mean();
    double quick = crashes(12, 24, PAPER).mean();

    assertTrue(slow > quick + 1, slow + " and " + quick);
  }

  @Test void theSameSeedGivesTheSameFigure() {
    Figure16 one = Figure16.measure(7, 20);
    Figure16 same = Figure16.measure(7, 20);
    Figure16 other = Figure16.measure(8, 20);

    assertEquals(one.text(), same.text());
    assertEquals(one.svg(), same.svg());
    assertNotEquals(one.text(), other.text());
  }

  @Test void theFigureHasThePapersLinesAndItsNumbersBesideThem() {
    String text = String.join("\n", Figure16.measure(SEED, 10).text());

    for (String line : List.of("a  150-150ms ", "c  150-151ms ",
        "d  150-155ms ", "e  150-175ms ", "f  150-200ms ", "g  150-300ms ",
        "a  12-24ms ", "b  25-50ms ", "c  50-100ms ", "d  100-200ms ",
        "e  150-300ms ", "287", "513", "35.0", "152", "> 10000")) {
      assertTrue(text.contains(line), line + " is not in\n" + text);
    }
    assertEquals("", text.lines().filter(line -> line.length() > 80)
        .findAny().orElse(""));
  }
}
