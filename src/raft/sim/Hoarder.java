package raft.sim;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps copies of packets until two terms have passed, and then delivers them.
 * Only datagrams can come so late.
 */
final class Hoarder implements Nemesis {
  private static final int MOST = 100;

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
    } else if (host.machine().status().term()
        > host.machine().before().term()) {
      release(host.machine().status().term() - 2);
    }
  }

  private void release(long term) {
    for (Iterator<Packet> each = hoard.iterator(); each.hasNext();) {
      Packet packet = each.next();
      if (packet.message().term() > term) continue;
      each.remove();
      world.timeline().after(chance.until(world.plan().heartbeat()),
          () -> world.network().deliver(packet));
    }
  }

  @Override public void end() {
    release(Long.MAX_VALUE);
  }
}
