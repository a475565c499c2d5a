package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import raft.Settings;
import lab.check.Property;

class FaultLevelsTest {
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 3, 100_000, true, 1000, 1 << 24,
          new Settings.Snapshotting(10, 0, 2, 1 << 24, 50));
  private static final Plan CALM = new Plan(1, 5, SETTINGS, false, 3, 2,
      20_000, new DrawnEnvironment(500, 500), 4_000, FaultLevels.NONE);

  private static final Plan CHANGING = new Plan(1, 3, SETTINGS, false, 3, 2,
      20_000, new DrawnEnvironment(500, 500), 4_000, FaultLevels.NONE,
      new Changes(2, 100_000), false, 0);

  private static Run run(FaultLevels faults) {
    return run(CALM, faults);
  }

  private static Run run(Plan plan, FaultLevels faults) {
    return Run.of(plan.with(faults), EnumSet.allOf(Property.Group.class), true);
  }

  private static FaultLevels only(Fault fault) {
    return FaultLevels.NONE.with(fault, fault.worst());
  }

  /** What this fault needs to show itself. */
  private static FaultLevels ground(Fault fault) {
    return switch (fault) {
      case BIT_ROT, WIPED_DISKS -> only(Fault.KILLS);
      case AFTER_CHUNK, LATE_CHUNKS -> only(Fault.LONG_CUTS);
      case QUITTERS -> only(Fault.LOST_CALLS);
      default -> FaultLevels.NONE;
    };
  }

  @ParameterizedTest @EnumSource(Fault.class)
  void eachMakesADifferenceAndBreaksNothing(Fault fault) {
    Plan plan = fault.isOfChanges() ? CHANGING : CALM;
    Run without = run(plan, ground(fault));

    Run with = run(plan, ground(fault).with(fault, fault.worst()));

    assertTrue(with.isClean(), with::report);
    assertNotEquals(without.hash(), with.hash());
  }

  @Test void withoutFaultsNothingIsLostAndNobodyDies() {
    Run calm = run(FaultLevels.NONE);

    assertTrue(calm.isClean(), calm::report);
    assertEquals(Set.of(), kinds(calm, EventKind.LOSE, EventKind.CRASH,
        EventKind.POWER_LOSS,
        EventKind.BREAK, EventKind.PAUSE, EventKind.CUT, EventKind.SILENCE));
  }

  @Test void whatAFaultIsCalledHappens() {
    assertHappens(EventKind.LOSE, Fault.LOSS);
    assertHappens(EventKind.CRASH, Fault.KILLS);
    assertHappens(EventKind.POWER_LOSS, Fault.POWER_LOSSES);
    assertHappens(EventKind.BREAK, Fault.FAILED_FORCES);
    assertHappens(EventKind.PAUSE, Fault.PAUSES);
    assertHappens(EventKind.CUT, Fault.CUTS);
    assertHappens(EventKind.CLOCK, Fault.FREEZES);
    assertHappens(EventKind.TIMEOUT, Fault.SAME_LEADER_AGAIN);
  }

  private static void assertHappens(EventKind kind, Fault fault) {
    assertEquals(Set.of(kind), kinds(run(only(fault)), kind), fault.name());
  }

  private static Set<EventKind> kinds(Run run, EventKind... asked) {
    Set<EventKind> found = new TreeSet<>();
    for (Event event : run.events()) {
      if (Set.of(asked).contains(event.kind()) && isBeforeHealing(event)) {
        found.add(event.kind());
      }
    }
    return found;
  }

  private static boolean isBeforeHealing(Event event) {
    return event.time() < CALM.millis() * 1000;
  }

  @Test void someSeedsHaveFewFaultsAndNoneHasAll() {
    int few = 0;
    for (long seed = 1; seed <= 100; seed++) {
      int count = count(Plan.draw(seed, 1).faults());
      if (count <= 4) few++;
      assertTrue(count < Fault.values().length, "seed " + seed);
    }

    assertTrue(few >= 10, few + " of 100 seeds have at most 4 faults");
  }

  private static int count(FaultLevels faults) {
    int count = 0;
    for (Fault fault : Fault.values()) if (faults.has(fault)) count++;
    return count;
  }

  @Test void clustersOfAllSizesAreDrawn() {
    Set<Integer> sizes = new TreeSet<>();
    for (long seed = 1; seed <= 100; seed++) {
      sizes.add(Plan.draw(seed, 1).nodes());
    }

    assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7), sizes);
  }

  @Test void aPlanSaysWhatIsWrong() {
    FaultLevels faults = FaultLevels.NONE.with(Fault.LOSS, 0.041)
        .with(Fault.KILLS, 812).with(Fault.PAUSES, 9).without(Fault.PAUSES);

    assertEquals("loss 4.10%, kills every 812 ms", faults.toString());
  }
}
