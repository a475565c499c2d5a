package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MIT 6.5840, lab 3C: those of its tests that need an unreliable world. Names
 * and steps are the course's, times are virtual; the others are in
 * test/raft/mit. That no promise was broken is not enough: each looks whether
 * it was hard, and whether much was done all the same.
 */
final class Lab3CInTheSimulatorTest {

  // The lab's unreliable network loses one message in ten, and delays others
  // by up to 26 ms. Its long reordering holds most replies back for up to two
  // election timeouts; here requests suffer too, some for up to eight.
  private static final FaultLevels UNRELIABLE =
      FaultLevels.NONE.with(Fault.LOSS, 0.1).with(Fault.REORDERING, 26);
  private static final FaultLevels LONG_REORDERING =
      UNRELIABLE.with(Fault.HEAVY_TAIL, 0.25);

  private static final long OFTEN = 30_000; // microseconds between operations
  private static final long SELDOM = 300_000;

  private static void assertAtLeast(long least, long actual, String what) {
    assertTrue(actual >= least, actual + " " + what + ", not " + least);
  }

  /** Enough commands were acknowledged, and all servers have them. */
  private static void assertDoneEverywhere(long least, LabSimulation lab) {
    Set<String> acknowledged = lab.acknowledged();
    assertAtLeast(least, acknowledged.size(), "commands done");
    lab.assertEverybodyHas(acknowledged);
  }

  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void figure8(long seed) {
    LabSimulation lab =
        new LabSimulation(seed, 1, SELDOM, 20_000, FaultLevels.NONE);
    lab.figure8(1000, 13 * LabSimulation.MILLI, lab::crash);

    lab.run();

    assertEquals(1000, lab.rounds());
    assertAtLeast(30, lab.count(EventKind.CRASH), "leaders crashed");
    assertAtLeast(15, lab.traced("not committed: term"), "times no (L4)");
    assertAtLeast(5, lab.traced("deletes"), "conflicts");
    assertDoneEverywhere(10, lab);
  }

  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void unreliableAgree(long seed) {
    LabSimulation lab = new LabSimulation(seed, 5, OFTEN, 12_000, UNRELIABLE);

    lab.run();

    assertAtLeast(100, lab.count(EventKind.LOSE), "messages lost");
    assertAtLeast(1000, lab.slowerThan(10 * LabSimulation.MILLI), "late");
    assertDoneEverywhere(250, lab);
  }

  // The lab cuts off every other leader within 13 ms. Of messages that take
  // longer than that nothing would be committed, and nothing at stake.
  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void figure8Unreliable(long seed) {
    LabSimulation lab = new LabSimulation(seed, 1, SELDOM, 45_000,
        LONG_REORDERING);
    lab.figure8(1000, 50 * LabSimulation.MILLI, leader -> {
      if (lab.hits(0.1)) lab.disconnect(leader);
    });

    lab.run();

    assertEquals(1000, lab.rounds());
    assertAtLeast(50, lab.count(EventKind.CUT), "links cut");
    assertAtLeast(15, lab.traced("becomes leader"), "leaders");
    assertAtLeast(50, lab.slowerThan(LabSimulation.ELECTION_TIMEOUT),
        "very late");
    assertDoneEverywhere(20, lab);
  }

  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void reliableChurn(long seed) {
    assertSurvivesChurn(seed, FaultLevels.NONE, 300);
  }

  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void unreliableChurn(long seed) {
    assertSurvivesChurn(seed, UNRELIABLE, 50);
  }

  private static void assertSurvivesChurn(long seed, FaultLevels faults,
      int commands) {
    LabSimulation lab = new LabSimulation(seed, 3, OFTEN, 20_000, faults);
    lab.churn();

    lab.run();

    assertAtLeast(90, lab.rounds(), "rounds");
    assertAtLeast(8, lab.count(EventKind.CRASH), "crashes");
    assertAtLeast(50, lab.count(EventKind.CUT), "links cut");
    assertAtLeast(5, lab.traced("becomes leader"), "leaders");
    assertDoneEverywhere(commands, lab);
  }
}
