package lab.sim;

/** What happens to anybody, every so often. */
final class Calamities implements Nemesis {
  private final World world;
  private final Chance chance;

  Calamities(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void begin() {
    every(Fault.KILLS, () -> world.harm().crash(anyone(), Kind.CRASH));
    every(Fault.POWER_LOSSES,
        () -> world.harm().crash(anyone(), Kind.POWER_LOSS));
    every(Fault.PAUSES, () -> world.harm().pause(anyone()));
    every(Fault.FREEZES, () -> world.harm().freeze(anyone()));
    every(Fault.CLOGS, this::clog);
    drift();
  }

  private void every(Fault fault, Runnable harm) {
    if (!world.faults().has(fault)) return;
    world.untilHealed(chance.until(world.faults().of(fault) * 1000), () -> {
      harm.run();
      every(fault, harm);
    });
  }

  private Host anyone() {
    return chance.pick(world.hosts());
  }

  private void clog() {
    long until = world.now() + chance.until(world.plan().electionTimeout());
    world.network().clog(anyone().machine(), anyone().machine(), until);
  }

  private void drift() {
    double most = world.faults().of(Fault.DRIFT);
    if (most == 0) return;
    for (Host host : world.hosts()) {
      double rate = 1 - most + 2 * most * chance.between(0, 100) / 100.0;
      host.runClock(rate);
    }
  }
}
