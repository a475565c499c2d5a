package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import raft.Settings;
import lab.check.Property;
import lab.check.Violation;

/** What is demanded once the faults are over, and worlds that cannot do it. */
class LivenessPhaseTest {
  private static final long SECOND = 1_000_000;
  private static final Plan CALM = new Plan(1, 3,
      new Settings(10, 30, 60, 3, 100_000, false), false, 2, 2, 20_000,
      new DrawnEnvironment(500, 500), 1_000, FaultLevels.NONE);

  private final Simulation simulation = new Simulation(CALM,
      EnumSet.allOf(Property.Group.class), new EventLog(false));

  /** From now on and again and again, whatever the world does about it. */
  private void keep(long interval, Runnable injector) {
    simulation.timeline().after(interval, () -> {
      injector.run();
      keep(interval, injector);
    });
  }

  private void breaks(Property property, String demand) {
    Violation violation = assertThrows(Violation.class, simulation::run);
    assertEquals(property, violation.property());
    assertTrue(violation.fact().contains(demand), violation::fact);
    assertTrue(violation.contradiction().contains("n1 is"),
        violation::contradiction);
  }

  @Test void aCalmWorldKeepsAllPromises() {
    simulation.run();

    assertTrue(simulation.now() > SECOND);
  }

  @Test void withoutAMajorityThereIsNoLeaderInTime() {
    keep(SECOND / 50, () -> {
      simulation.nodes().get(0).crash(EventKind.CRASH);
      simulation.nodes().get(1).crash(EventKind.CRASH);
    });

    breaks(Property.LEADER_IN_TIME, "it may take 6.0 s");
  }

  @Test void withADeafLeaderNoClientFinishes() {
    keep(SECOND / 10, () -> {
      SimulatedNode leader = simulation.leader();
      if (leader == null || simulation.now() < SECOND / 2) return;
      for (SimulatedNode other : simulation.nodes()) {
        simulation.network().cut(other.process(), leader.process());
      }
    });

    breaks(Property.CLIENTS_FINISH, "it may take 18.0 s");
  }

  @Test void whileOneServerIsCutOffLogsDoNotBecomeEqual() {
    SimulatedNode outsider = simulation.nodes().get(2);
    keep(SECOND / 100, () -> {
      for (SimulatedNode other : simulation.nodes()) {
        simulation.network().separate(outsider.process(), other.process());
      }
    });

    breaks(Property.LOGS_BECOME_EQUAL, "it may take 12.0 s");
  }

  @Test void electionsWithoutEndAreBeyondTheBudget() {
    keep(SECOND / 30, () -> {
      SimulatedNode leader = simulation.leader();
      SimulatedNode first = simulation.nodes().get(0);
      SimulatedNode rival = leader == first ? simulation.nodes().get(1) : first;
      if (simulation.now() > SECOND) rival.act(rival.process()::timeout);
    });

    breaks(Property.WITHIN_BUDGET, "elections may be started");
  }

  @Test void chatterIsBeyondTheBudget() {
    SimulatedNode peer = simulation.nodes().get(0);
    keep(SECOND / 500, () -> {
      for (SimulatedNode node : simulation.nodes()) {
        if (simulation.now() > SECOND) node.act(() -> chat(node, peer));
      }
    });

    breaks(Property.WITHIN_BUDGET, "requests, not");
  }

  /** A leader sends the other one more request. */
  private static void chat(SimulatedNode leader, SimulatedNode other) {
    if (leader == other || !leader.process().leads()) return;
    leader.linkTo(other.process()).reset();
    leader.process().tick(leader.process().ticksUntilDue());
  }
}
