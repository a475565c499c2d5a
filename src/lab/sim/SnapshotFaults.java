package lab.sim;

/**
 * Faults where snapshots are most easily got wrong: a process ends between two
 * steps of one that is written, leader or follower in the middle of a transfer;
 * chunks come again when others are being sent; and a server is cut off for so
 * long that what it needs is only in a snapshot.
 */
final class SnapshotFaults implements FaultSource {
  private static final int LONGEST = 30; // cut, in election timeouts

  private final Simulation simulation;
  private final SeededRandom random;

  SnapshotFaults(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  // ---- Long cuts -------------------------------------------------------

  @Override public void begin() {
    simulation.every(Fault.LONG_CUTS, random, () -> {
      SimulatedNode node = random.pick(simulation.nodes());
      simulation.network().isolate(node.process());
      joinWhenBehind(node, simulation.now()
          + LONGEST * simulation.plan().electionTimeout());
    });
  }

  /** Another fault may join it earlier. */
  private void joinWhenBehind(SimulatedNode node, long limit) {
    simulation.whileFaulty(simulation.plan().heartbeat(), () -> {
      SimulatedNode leader = simulation.leader();
      boolean needsSnapshot = leader != null
          && leader.process().status().snapshotIndex()
              > node.process().log().lastIndex();
      if (needsSnapshot || simulation.now() > limit) {
        simulation.network().joinAll();
      } else {
        joinWhenBehind(node, limit);
      }
    });
  }

  // ---- At the worst moments --------------------------------------------

  @Override public void happened(EventKind kind, SimulatedNode node,
      Packet packet) {
    switch (kind) {
      case SNAPSHOT, SNAPSHOT_WRITE, SNAPSHOT_SAVE, SNAPSHOT_END -> {
        if (strikes(Fault.AFTER_SNAPSHOT)) crash(node);
      }
      case SEND -> {
        if (packet.isOfTransfer() && strikes(Fault.LATE_CHUNKS)) repeat(packet);
      }
      case RECEIVE -> {
        if (packet.isChunk() && strikes(Fault.AFTER_CHUNK)) disturb(packet);
      }
      default -> { }
    }
  }

  private boolean strikes(Fault fault) {
    return simulation.strikes(fault, random);
  }

  private void crash(SimulatedNode node) {
    simulation.injector().crash(node, random);
  }

  /** One of the two crashes, or any other server wants to lead. */
  private void disturb(Packet chunk) {
    switch (random.below(3)) {
      case 0 -> crash(simulation.node(chunk.to()));
      case 1 -> crash(simulation.node(chunk.from()));
      default -> {
        SimulatedNode rival = random.pick(simulation.nodes());
        simulation.whileFaulty(random.until(simulation.plan().heartbeat()),
            () -> rival.act(() -> {
              if (!rival.process().leads()) rival.process().timeout();
            }));
      }
    }
  }

  /** The packet arrives once more, perhaps much later. Only datagrams can. */
  private void repeat(Packet packet) {
    if (simulation.isConnected()) return;
    long timeout = simulation.plan().electionTimeout();
    long delay = (long) random.spread(timeout / 100.0, timeout * 20.0);
    simulation.whileFaulty(delay, () -> simulation.network().deliver(packet));
  }
}
