package lab.sim;

import static raft.Settings.Calm;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import raft.Configuration;

/**
 * Two faults that pre-vote, check-quorum and stickiness together are there for,
 * when nothing else is wrong. A server that cannot hear the leader moves no
 * term; a leader that hears no other makes room for another one.
 */
final class CalmFaults {
  private final Simulation simulation;
  private SimulatedProcess steady; // leads when one is separated; else null
  private long term; // that it leads
  private SimulatedProcess deaf; // null if nobody is

  CalmFaults(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Whether this run has all three: each alone protects the wrong ones too. */
  boolean areOn() {
    return simulation.plan().settings().calm().equals(Calm.ON);
  }

  /** One member and the leader do not hear each other, if they can be spared. */
  void separateOne() {
    SimulatedProcess leader = simulation.leader().process();
    Optional<SimulatedProcess> one = simulation.nodes().stream()
        .map(SimulatedNode::process).filter(SimulatedProcess::isUp)
        .filter(each -> each != leader && isVoter(each, leader)
            && canSpare(each, leader)).findFirst();
    if (one.isEmpty()) return;
    steady = leader;
    term = leader.status().term();
    simulation.network().separate(leader, one.get());
  }

  /** The newest term of a member, if it has moved; else 0. */
  long movedTo() {
    if (steady == null) return 0;
    long newest = simulation.nodes().stream().map(SimulatedNode::process)
        .filter(each -> each.isUp() && isVoter(each, steady))
        .mapToLong(each -> each.status().term()).max().orElseThrow();
    return newest > term ? newest : 0;
  }

  /** The leader hears no other server, if the others can do without it. */
  void deafenLeader() {
    SimulatedProcess leader = simulation.leader().process();
    if (!canSpare(leader, leader)) return;
    deaf = leader;
    simulation.network().deafen(leader);
  }

  /** Whether this one leads though it hears no other server. */
  boolean isDeaf(SimulatedProcess leader) {
    return leader == deaf;
  }

  void end() {
    simulation.network().joinAll();
    deaf = null;
  }

  private static boolean isVoter(SimulatedProcess one,
      SimulatedProcess leader) {
    return leader.configuration().isVoter(one.id());
  }

  private boolean canSpare(SimulatedProcess one, SimulatedProcess leader) {
    Configuration members = leader.configuration();
    Set<String> others = new TreeSet<>();
    for (SimulatedNode each : simulation.nodes()) {
      if (each.process() != one && each.process().isUp()) {
        others.add(each.process().id());
      }
    }
    return members.isMajority(others);
  }
}
