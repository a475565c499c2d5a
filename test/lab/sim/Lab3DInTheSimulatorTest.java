package lab.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import lab.check.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Settings;

/**
 * MIT 6.5840, lab 3D: the tests with an unreliable network, in virtual time. A
 * snapshot every 10 entries, as there; a server is cut off, or killed, until
 * the others have one that it needs. All checkers look on.
 */
class Lab3DInTheSimulatorTest {
  private static final FaultLevels UNRELIABLE =
      FaultLevels.NONE.with(Fault.LOSS, 0.1).with(Fault.REORDERING, 26);
  private static final Settings SETTINGS = new Settings(10, 30, 60, 100,
      100_000, false, Settings.APPLY_ENTRIES, Settings.UNCOMMITTED_BYTES,
      new Settings.Snapshotting(10, 0, 2, 1 << 20, 200));

  private static void assertInstalls(long seed, FaultLevels faults) {
    Plan plan = new Plan(seed, 3, SETTINGS, false, 3, 2, 30_000,
        new DrawnEnvironment(4_000, 2_000), 20_000, faults);

    Run run = Run.of(plan, EnumSet.allOf(Property.Group.class), true);

    assertTrue(run.isClean(), run::report);
    long installed = run.events().stream()
        .flatMap(event -> event.lines().stream())
        .filter(line -> line.rule().equals("IS8")).count();
    assertTrue(installed >= 2, installed + " snapshots installed");
  }

  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void snapshotInstallUnreliable(long seed) {
    assertInstalls(seed, UNRELIABLE.with(Fault.LONG_CUTS, 1500));
  }

  @ParameterizedTest @ValueSource(longs = {1, 2, 3})
  void snapshotInstallUnCrash(long seed) {
    assertInstalls(seed, UNRELIABLE.with(Fault.LONG_CUTS, 1500)
        .with(Fault.KILLS, 2000).with(Fault.AFTER_CHUNK, 0.02));
  }
}
