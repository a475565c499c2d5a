package lab.sim;

import static raft.Role.CANDIDATE;

import lab.check.LogView;

/**
 * What a minority may suffer from while the majority is well: then there has to
 * be a leader all the same. There is no pre-vote and no check of the quorum
 * yet, so that it stays leader is not asked.
 */
final class MinorityFault {
  private static final double HASTY = 2; // so many times too fast

  private final Simulation simulation;
  private final SeededRandom random;
  private SimulatedNode deaf; // null if nobody is

  MinorityFault(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  /** Befalls so many servers at most; the network is whole, and all are up. */
  void befall(int most) {
    SimulatedNode leader = simulation.leader();
    if (most == 0) return;
    if (leader == null || random.hits(0.4)) disturb();
    else if (random.hits(0.5)) depose(leader, most > 1);
    else leader.crash(EventKind.CRASH);
  }

  /** Somebody who hears nobody asks for votes, over and over and in vain. */
  private void disturb() {
    for (SimulatedNode node : simulation.nodes()) {
      if (deservesVotes(node)) continue;
      deafen(node);
      node.runClock(HASTY);
      return;
    }
  }

  /** The leader hears nothing of its end, nor that its successor died. */
  private void depose(SimulatedNode leader, boolean successorDies) {
    deafen(leader);
    long timeout = simulation.plan().electionTimeout();
    SimulatedNode rival = random.pick(simulation.nodes());
    simulation.timeline().after(timeout, () -> {
      if (rival != leader) rival.act(rival.process()::timeout);
    });
    if (!successorDies) return;
    simulation.timeline().after(3 * timeout, () -> {
      SimulatedNode successor = simulation.leader();
      if (successor != null && successor != leader) {
        successor.crash(EventKind.CRASH);
      }
    });
  }

  private void deafen(SimulatedNode node) {
    deaf = node;
    for (SimulatedNode other : simulation.nodes()) {
      simulation.network().cut(other.process(), node.process());
    }
  }

  /**
   * Whether nobody need win: somebody who is deaf is given all votes, again and
   * again, and does not hear of it.
   */
  boolean excuses() {
    return deaf != null && deaf.process().status().role() == CANDIDATE
        && deservesVotes(deaf);
  }

  /** Whether its log is at least as up-to-date as those of a majority. */
  private boolean deservesVotes(SimulatedNode candidate) {
    LogView log = candidate.process().log();
    long voters = simulation.nodes().stream()
        .filter(node -> isUpToDate(log, node.process().log())).count();
    return voters > simulation.nodes().size() / 2;
  }

  private static boolean isUpToDate(LogView log, LogView other) {
    long term = log.lastTerm();
    return term > other.lastTerm() || term == other.lastTerm()
        && log.lastIndex() >= other.lastIndex();
  }
}
