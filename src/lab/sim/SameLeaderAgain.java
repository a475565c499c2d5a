package lab.sim;

import static raft.Role.LEADER;

import java.util.ArrayList;
import java.util.List;

/**
 * Has the leader deposed, and elected again before any other. Either another
 * server's election fails and deposes it; or it is cut off with one follower
 * for a while, so that what the two wrote meanwhile is lost, and the follower's
 * replies come once more when the leader leads again.
 */
final class SameLeaderAgain implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;
  private final List<Packet> replies = new ArrayList<>(); // to come once more
  private SimulatedNode stranded; // null if none is

  SameLeaderAgain(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    simulation.every(Fault.SAME_LEADER_AGAIN, random, () -> {
      SimulatedNode leader = simulation.leader();
      if (leader != null && stranded == null) repeat(leader);
    });
  }

  private void repeat(SimulatedNode leader) {
    SimulatedNode other = random.pick(simulation.nodes());
    if (other == leader) return;
    if (random.hits(0.5)) depose(leader, other);
    else strand(leader, other);
  }

  private void depose(SimulatedNode leader, SimulatedNode rival) {
    rival.act(rival.process()::timeout);
    elect(leader, simulation.plan().heartbeat());
  }

  private void strand(SimulatedNode leader, SimulatedNode mate) {
    for (SimulatedNode node : simulation.nodes()) {
      if (node == leader || node == mate) continue;
      simulation.network().separate(node.process(), leader.process());
      simulation.network().separate(node.process(), mate.process());
    }
    stranded = leader;
    replies.clear();
    long timeout = simulation.plan().electionTimeout();
    simulation.whileFaulty(random.between(timeout, 3 * timeout), () -> {
      stranded = null;
      simulation.network().joinAll();
      elect(leader, 2 * simulation.plan().heartbeat());
    });
  }

  @Override public void happened(EventKind kind, SimulatedNode node,
      Packet packet) {
    if (kind == EventKind.SEND && stranded != null && packet.isReply()
        && packet.to() == stranded.process() && !simulation.isConnected()) {
      replies.add(packet);
    } else if (node.process().leads() && !replies.isEmpty()
        && node.process().before().role() != LEADER) {
      deliver(node.process());
    }
  }

  private void deliver(SimulatedProcess leader) {
    for (Packet reply : replies) {
      if (reply.to() != leader) continue;
      simulation.timeline().after(random.until(simulation.plan().heartbeat()),
          () -> simulation.network().deliver(reply));
    }
    replies.clear();
  }

  private void elect(SimulatedNode node, long mean) {
    simulation.whileFaulty(random.until(mean), () -> node.act(() -> {
      if (!node.process().leads()) node.process().timeout();
    }));
  }
}
