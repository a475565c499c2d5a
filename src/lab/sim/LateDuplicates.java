package lab.sim;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps copies of packets until two terms have passed, and then delivers them;
 * replies when the server that they are for leads again. Only datagrams can
 * come so late.
 */
final class LateDuplicates implements FaultSource {
  private static final int MOST = 100; // packets
  private static final int TERMS = 2;

  private final Simulation simulation;
  private final SeededRandom random;
  private final List<Packet> copies = new ArrayList<>();

  LateDuplicates(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void happened(EventKind kind, SimulatedNode node,
      Packet packet) {
    if (simulation.isConnected()) return;
    if (kind == EventKind.SEND && copies.size() < MOST
        && simulation.strikes(Fault.LATE_DUPLICATES, random)) {
      copies.add(packet);
    } else if (changesTermOrRole(node.process())) {
      release(each -> isRipe(each, node.process()));
    }
  }

  private static boolean changesTermOrRole(SimulatedProcess process) {
    return process.status().term() > process.before().term()
        || process.status().role() != process.before().role();
  }

  /** A reply waits until its recipient leads again. */
  private static boolean isRipe(Packet packet, SimulatedProcess process) {
    boolean late = process.status().term() >= packet.message().term() + TERMS;
    return late && (!packet.isReply()
        || packet.to() == process && process.leads());
  }

  private void release(Predicate<Packet> ripe) {
    for (Iterator<Packet> each = copies.iterator(); each.hasNext();) {
      Packet packet = each.next();
      if (!ripe.test(packet)) continue;
      each.remove();
      simulation.timeline().after(random.until(simulation.plan().heartbeat()),
          () -> simulation.network().deliver(packet));
    }
  }

  @Override public void end() {
    release(packet -> true);
  }
}
