package lab.figure16;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Random;
import lab.check.Property;
import lab.sim.EventKind;
import lab.sim.EventLog;
import lab.sim.FaultLevels;
import lab.sim.Plan;
import lab.sim.SimulatedNode;
import lab.sim.Simulation;
import raft.Entry;

/** One crash of the leader, n1, and the election that follows. */
final class Trial {
  static final long LIMIT = 100_000_000; // where the paper's axis ends

  /** The downtime, if no leader was elected within the limit. */
  static final long NEVER = Long.MAX_VALUE;

  private final Simulation simulation;
  private final SimulatedNode n1;
  private final long untilCrash; // from the last heartbeat on
  private SimulatedNode leader; // the next one; null until there is one

  /** @param random the crash and all timeouts are drawn from it */
  Trial(Timeouts timeouts, Conditions conditions, Random random) {
    simulation = new Simulation(new Plan(random.nextLong(),
        conditions.logLengths().size(),
        timeouts.settings(conditions.lateness()), false, 0, 0, 0, conditions,
        LIMIT / 1000, FaultLevels.NONE), EnumSet.allOf(Property.Group.class),
        new EventLog(false));
    Iterator<Integer> lengths = conditions.logLengths().iterator();
    for (SimulatedNode node : simulation.nodes()) {
      node.process().disk().begin(1,
          Collections.nCopies(lengths.next(), Entry.noOp(1)));
    }
    n1 = simulation.nodes().get(0);
    untilCrash = (long) (random.nextDouble() * timeouts.heartbeat());
  }

  /**
   * Runs it. The leader ends right after "a synchronized broadcast of heartbeat
   * RPCs from the leader before terminating its process" (§9.3), since nothing
   * that it does later matters here: it hears no reply, so it repairs no log.
   *
   * @return the "time without leader", as the paper's axis calls it: from the
   *     crash to the vote that makes a server leader (C2). The others, and the
   *     clients, hear of that one message later.
   */
  long downtime() {
    simulation.begin();
    simulation.nodes().forEach(node -> node.runClock(0)); // only n1 acts
    n1.act(n1.process()::timeout);
    simulation.runUntil(() -> simulation.leader() == n1, LIMIT);
    simulation.nodes().forEach(node -> node.runClock(1));
    long broadcast = simulation.now();
    simulation.runUntil(() -> simulation.now() > broadcast, LIMIT);
    assert simulation.leader() == n1 : "n1 was not elected";
    n1.crash(EventKind.CRASH);
    simulation.runUntil(() -> simulation.leader() != null, broadcast + LIMIT);
    leader = simulation.leader();
    return leader == null ? NEVER : simulation.now() - broadcast - untilCrash;
  }

  /** The next leader; null if there was none. */
  String leader() {
    return leader == null ? null : leader.process().id();
  }
}
