package lab.sim;

import java.util.ArrayList;
import java.util.List;

/** Cuts links, in one direction or both, and joins them again. */
final class Partitions implements Nemesis {
  private final World world;
  private final Chance chance;

  Partitions(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void begin() {
    if (!world.faults().has(Fault.CUTS)) return;
    double mean = world.faults().of(Fault.CUTS) * 1000;
    world.untilHealed(chance.until(mean), () -> {
      change();
      begin();
    });
  }

  private void change() {
    world.network().joinAll();
    switch (chance.below(8)) {
      case 0, 1 -> isolate(someone(), true, true);
      case 2 -> isolate(someone(), true, false);
      case 3 -> isolate(someone(), false, true);
      case 4 -> split();
      case 5 -> bridge();
      case 6 -> scatter();
      default -> { } // all is well for a while
    }
  }

  /** The leader as often as not. */
  private Host someone() {
    Host leader = world.leader();
    return leader != null && chance.hits(0.5) ? leader
        : chance.pick(world.hosts());
  }

  /** Nobody hears it, or it hears nobody. */
  private void isolate(Host host, boolean mute, boolean deaf) {
    for (Host other : world.hosts()) {
      if (mute) cut(host, other);
      if (deaf) cut(other, host);
    }
  }

  private void split() {
    List<Host> side = new ArrayList<>();
    for (Host host : world.hosts()) if (chance.hits(0.5)) side.add(host);
    for (Host host : world.hosts()) {
      if (side.contains(host)) continue;
      for (Host other : side) {
        world.network().separate(host.machine(), other.machine());
      }
    }
  }

  /** Two sides that cannot talk, and one server that talks to both. */
  private void bridge() {
    split();
    Host bridge = someone();
    for (Host host : world.hosts()) {
      world.network().join(bridge.machine(), host.machine());
      world.network().join(host.machine(), bridge.machine());
    }
  }

  private void scatter() {
    double share = chance.spread(0.1, 0.6);
    for (Host from : world.hosts()) {
      for (Host to : world.hosts()) if (chance.hits(share)) cut(from, to);
    }
  }

  private void cut(Host from, Host to) {
    world.network().cut(from.machine(), to.machine());
  }
}
