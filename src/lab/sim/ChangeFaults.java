package lab.sim;

import static raft.Role.LEADER;

import java.util.List;
import raft.Configuration;
import raft.Members;

/**
 * Faults where changes of members are most easily got wrong: a leader ends
 * between the two entries, or the network is split between them; a newcomer
 * ends while it catches up; all servers are started again, with what they were
 * started with in the beginning.
 */
final class ChangeFaults implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;

  ChangeFaults(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    simulation.every(Fault.NEWCOMER_KILLS, random, this::killNewcomer);
    simulation.every(Fault.ALL_RESTART, random, () ->
        simulation.nodes().forEach(this::crash));
  }

  private void killNewcomer() {
    SimulatedNode leader = simulation.leader();
    if (leader == null) return;
    for (Members.Newcomer each : leader.process().members().newcomers()) {
      if (random.hits(0.7)) crash(simulation.node(each.server().id()));
    }
  }

  private void crash(SimulatedNode node) {
    simulation.injector().crash(node, random);
  }

  @Override public void happened(EventKind kind, SimulatedNode node,
      Packet packet) {
    SimulatedProcess process = node.process();
    if (!process.isUp() || process.status().role() != LEADER) return;
    Configuration now = process.configuration();
    if (now.equals(process.configurationBefore())) return;
    if (simulation.strikes(Fault.IN_A_CHANGE, random)) disturb(node, now);
  }

  private void disturb(SimulatedNode leader, Configuration now) {
    long soon = random.until(simulation.plan().heartbeat());
    switch (random.below(4)) {
      case 0 -> crash(leader);
      case 1 -> simulation.whileFaulty(soon, () -> crash(leader));
      case 2 -> separate(now);
      default -> simulation.whileFaulty(soon, () -> separate(now));
    }
  }

  /** Old servers on one side, new ones on the other, and the rest anywhere. */
  private void separate(Configuration now) {
    double share = random.hits(0.5) ? 0 : 0.3;
    List<SimulatedNode> nodes = simulation.nodes();
    List<SimulatedNode> side = nodes.stream().filter(node ->
        random.hits(share) ? random.hits(0.5)
            : now.voters().stream().anyMatch(each ->
                each.id().equals(node.process().id()))).toList();
    for (SimulatedNode one : side) {
      for (SimulatedNode other : nodes) {
        if (side.contains(other)) continue;
        simulation.network().separate(one.process(), other.process());
      }
    }
    simulation.whileFaulty(random.until(
        3.0 * simulation.plan().electionTimeout()),
        simulation.network()::joinAll);
  }
}
