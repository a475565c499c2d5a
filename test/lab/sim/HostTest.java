package lab.sim;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import raft.Settings;
import lab.check.Property;

class HostTest {
  private static final Plan CALM = new Plan(1, 3,
      new Settings(10, 30, 60, 3, 100_000, true), false, 1, 1, 20_000, 500,
      500, 1_000, Faults.NONE);

  private final World world = new World(CALM,
      EnumSet.allOf(Property.Kind.class), new EventLog(false));

  /** Found by seed 102586: such a link never said anything again. */
  @Test void aLinkOfAProcessThatDiesWhileItAsksIsFreeInTheNext() {
    Host host = world.hosts().get(0);
    host.start();
    world.watch((kind, machine, packet) -> {
      if (kind == Kind.ASK) host.crash(Kind.CRASH);
    });

    host.act(host.machine()::timeout);
    host.start();

    for (Host peer : world.hosts()) {
      if (peer != host) assertNull(host.linkTo(peer.machine()).waiting());
    }
    assertTrue(host.machine().isUp());
  }
}
