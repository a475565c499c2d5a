package lab.sim;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import raft.Settings;
import lab.check.Property;

class SimulatedNodeTest {
  private static final Plan CALM = new Plan(1, 3,
      new Settings(10, 30, 60, 3, 100_000, true), false, 1, 1, 20_000,
      new DrawnEnvironment(500, 500), 1_000, FaultLevels.NONE);

  private final Simulation simulation = new Simulation(CALM,
      EnumSet.allOf(Property.Group.class), new EventLog(false));

  /** Found by seed 102586: such a link never said anything again. */
  @Test void aLinkOfAProcessThatDiesWhileItAsksIsFreeInTheNext() {
    SimulatedNode node = simulation.nodes().get(0);
    node.start();
    simulation.watch((kind, process, packet) -> {
      if (kind == EventKind.ASK) node.crash(EventKind.CRASH);
    });

    node.act(node.process()::timeout);
    node.start();

    for (SimulatedNode peer : simulation.nodes()) {
      if (peer != node) assertNull(node.linkTo(peer.process()).waiting());
    }
    assertTrue(node.process().isUp());
  }
}
