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
class HealingTest {
  private static final long SECOND = 1_000_000;
  private static final Plan CALM = new Plan(1, 3,
      new Settings(10, 30, 60, 3, 100_000, false), false, 2, 2, 20_000, 500,
      500, 1_000, Faults.NONE);

  private final World world = new World(CALM,
      EnumSet.allOf(Property.Kind.class), new EventLog(false));

  /** From now on and again and again, whatever the world does about it. */
  private void keep(long interval, Runnable harm) {
    world.timeline().after(interval, () -> {
      harm.run();
      keep(interval, harm);
    });
  }

  private void breaks(Property property, String demand) {
    Violation violation = assertThrows(Violation.class, world::run);
    assertEquals(property, violation.property());
    assertTrue(violation.fact().contains(demand), violation::fact);
    assertTrue(violation.contradiction().contains("n1 is"),
        violation::contradiction);
  }

  @Test void aCalmWorldKeepsAllPromises() {
    world.run();

    assertTrue(world.now() > SECOND);
  }

  @Test void withoutAMajorityThereIsNoLeaderInTime() {
    keep(SECOND / 50, () -> {
      world.hosts().get(0).crash(Kind.CRASH);
      world.hosts().get(1).crash(Kind.CRASH);
    });

    breaks(Property.LEADER_IN_TIME, "it may take 6.0 s");
  }

  @Test void withADeafLeaderNoClientFinishes() {
    keep(SECOND / 10, () -> {
      Host leader = world.leader();
      if (leader == null || world.now() < SECOND / 2) return;
      for (Host other : world.hosts()) {
        world.network().cut(other.machine(), leader.machine());
      }
    });

    breaks(Property.CLIENTS_FINISH, "it may take 18.0 s");
  }

  @Test void whileOneServerIsCutOffLogsDoNotBecomeEqual() {
    Host outsider = world.hosts().get(2);
    keep(SECOND / 100, () -> {
      for (Host other : world.hosts()) {
        world.network().separate(outsider.machine(), other.machine());
      }
    });

    breaks(Property.LOGS_BECOME_EQUAL, "it may take 12.0 s");
  }

  @Test void electionsWithoutEndAreBeyondTheBudget() {
    keep(SECOND / 30, () -> {
      Host leader = world.leader();
      Host rival = world.hosts().get(leader == world.hosts().get(0) ? 1 : 0);
      if (world.now() > SECOND) rival.act(rival.machine()::timeout);
    });

    breaks(Property.WITHIN_BUDGET, "elections may be started");
  }

  @Test void chatterIsBeyondTheBudget() {
    Host somebody = world.hosts().get(0);
    keep(SECOND / 500, () -> {
      for (Host host : world.hosts()) {
        if (world.now() > SECOND) host.act(() -> chat(host, somebody));
      }
    });

    breaks(Property.WITHIN_BUDGET, "requests, not");
  }

  /** Whoever leads tells somebody else once more. */
  private static void chat(Host leader, Host other) {
    if (leader == other || !leader.machine().leads()) return;
    leader.linkTo(other.machine()).reset();
    leader.machine().tick(leader.machine().ticksUntilDue());
  }
}
