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
final class Hoarder implements Nemesis {
  private static final int MOST = 100; // packets
  private static final int TERMS = 2;

  private final World world;
  private final Chance chance;
  private final List<Packet> hoard = new ArrayList<>();

  Hoarder(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void happened(Kind kind, Host host, Packet packet) {
    if (world.isConnected()) return;
    if (kind == Kind.SEND && hoard.size() < MOST
        && world.strikes(Fault.HOARD, chance)) {
      hoard.add(packet);
    } else if (changesTermOrRole(host.machine())) {
      release(each -> isRipe(each, host.machine()));
    }
  }

  private static boolean changesTermOrRole(Machine machine) {
    return machine.status().term() > machine.before().term()
        || machine.status().role() != machine.before().role();
  }

  /** A reply waits until whoever asked leads again. */
  private static boolean isRipe(Packet packet, Machine machine) {
    boolean late = machine.status().term() >= packet.message().term() + TERMS;
    return late && (!packet.isReply()
        || packet.to() == machine && machine.leads());
  }

  private void release(Predicate<Packet> ripe) {
    for (Iterator<Packet> each = hoard.iterator(); each.hasNext();) {
      Packet packet = each.next();
      if (!ripe.test(packet)) continue;
      each.remove();
      world.timeline().after(chance.until(world.plan().heartbeat()),
          () -> world.network().deliver(packet));
    }
  }

  @Override public void end() {
    release(packet -> true);
  }
}
