package lab.sim;

import java.util.ArrayList;
import java.util.List;

/** Cuts links, in one direction or both, and joins them again. */
final class Partitions implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;

  Partitions(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    simulation.every(Fault.CUTS, random, this::change);
  }

  private void change() {
    simulation.network().joinAll();
    switch (random.below(8)) {
      case 0, 1 -> simulation.network().isolate(someone().process());
      case 2 -> simulation.network().mute(someone().process());
      case 3 -> simulation.network().deafen(someone().process());
      case 4 -> split();
      case 5 -> bridge();
      case 6 -> scatter();
      default -> { } // all is well for a while
    }
  }

  /** The leader in half of the cases, else any node. */
  private SimulatedNode someone() {
    SimulatedNode leader = simulation.leader();
    return leader != null && random.hits(0.5) ? leader
        : random.pick(simulation.nodes());
  }

  private void split() {
    List<SimulatedNode> side = new ArrayList<>();
    for (SimulatedNode node : simulation.nodes()) {
      if (random.hits(0.5)) side.add(node);
    }
    for (SimulatedNode node : simulation.nodes()) {
      if (side.contains(node)) continue;
      for (SimulatedNode other : side) {
        simulation.network().separate(node.process(), other.process());
      }
    }
  }

  /** Two sides that cannot talk, and one server that talks to both. */
  private void bridge() {
    split();
    SimulatedNode bridge = someone();
    for (SimulatedNode node : simulation.nodes()) {
      simulation.network().join(bridge.process(), node.process());
      simulation.network().join(node.process(), bridge.process());
    }
  }

  private void scatter() {
    double share = random.spread(0.1, 0.6);
    for (SimulatedNode from : simulation.nodes()) {
      for (SimulatedNode to : simulation.nodes()) {
        if (!random.hits(share)) continue;
        simulation.network().cut(from.process(), to.process());
      }
    }
  }
}
