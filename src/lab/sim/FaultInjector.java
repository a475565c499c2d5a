package lab.sim;

import java.util.List;

/**
 * Injects faults into nodes and removes them after a random time. A node whose
 * disk has lost what was forced stays down for good, since Raft does not
 * tolerate that; at most a minority is lost so.
 */
final class FaultInjector {
  private static final long LEAST = 5_000; // microseconds

  private final Simulation simulation;
  private final SeededRandom random;
  private int broken;

  FaultInjector(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  /** Stops the process, in this way, and starts it again later. */
  void crash(SimulatedNode node, EventKind how) {
    if (!node.process().isUp()) return;
    if (strikesDisk(Fault.BIT_ROT) || strikesDisk(Fault.WIPED_DISKS)) {
      breakDown(node);
      return;
    }
    node.crash(how);
    simulation.whileFaulty(aWhile(), node::start);
  }

  /** The same in one of the two ways. */
  void crash(SimulatedNode node, SeededRandom drawn) {
    crash(node, drawn.pick(List.of(EventKind.CRASH, EventKind.POWER_LOSS)));
  }

  /** Whether this disk fails now, in this way, for good. */
  boolean strikesDisk(Fault fault) {
    return left() > 0 && simulation.strikes(fault, random);
  }

  /**
   * How many more nodes may be lost, so that a majority is left: none if the
   * members change, since the next ones may be any.
   */
  int left() {
    if (simulation.plan().changes().isOn()) return 0;
    return (simulation.nodes().size() - 1) / 2 - broken;
  }

  /** Stops the process; it will never come back. */
  void breakDown(SimulatedNode node) {
    broken++;
    node.breakDown();
  }

  void pause(SimulatedNode node) {
    node.pause();
    simulation.whileFaulty(aWhile(), node::resume);
  }

  /** The clock of this node stands still for a while. */
  void freeze(SimulatedNode node) {
    node.runClock(0);
    simulation.whileFaulty(aWhile(), () -> node.runClock(1));
  }

  /** Cuts all its links, in both directions. */
  void isolate(SimulatedNode node) {
    simulation.network().isolate(node.process());
    simulation.whileFaulty(aWhile(), simulation.network()::joinAll);
  }

  /** Injects one of these faults. */
  void any(SimulatedNode node) {
    switch (random.below(5)) {
      case 0 -> crash(node, EventKind.CRASH);
      case 1 -> crash(node, EventKind.POWER_LOSS);
      case 2 -> pause(node);
      case 3 -> freeze(node);
      default -> isolate(node);
    }
  }

  /** Removes all faults that can be removed. */
  void end() {
    for (SimulatedNode node : simulation.nodes()) {
      node.resume();
      node.runClock(1);
      node.start();
    }
  }

  private long aWhile() {
    return (long) random.spread(LEAST,
        5.0 * simulation.plan().electionTimeout());
  }
}
