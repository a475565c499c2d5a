package lab.sim;

/**
 * What can be done to a host, and that it is undone again after a while. A node
 * whose disk has lost what it promised to keep stays down: Raft does not
 * forgive that, and at most a minority is lost so.
 */
final class Harm {
  private static final long LEAST = 5_000; // microseconds

  private final World world;
  private final Chance chance;
  private int broken;

  Harm(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  /** Stops the process, in this way, and starts it again later. */
  void crash(Host host, Kind how) {
    if (!host.machine().isUp()) return;
    if (strikesDisk(Fault.BIT_ROT) || strikesDisk(Fault.WIPED_DISKS)) {
      breakDown(host);
      return;
    }
    host.crash(how);
    world.untilHealed(aWhile(), host::start);
  }

  /** Whether this disk fails now, in this way, for good. */
  boolean strikesDisk(Fault fault) {
    return left() > 0 && world.strikes(fault, chance);
  }

  /** How many more may be lost, so that a majority is left. */
  int left() {
    return (world.hosts().size() - 1) / 2 - broken;
  }

  /** Stops the process; it will never come back. */
  void breakDown(Host host) {
    broken++;
    host.breakDown();
  }

  void pause(Host host) {
    host.pause();
    world.untilHealed(aWhile(), host::resume);
  }

  /** Its clock stands still. */
  void freeze(Host host) {
    host.runClock(0);
    world.untilHealed(aWhile(), () -> host.runClock(1));
  }

  /** Nobody hears it any more, and it hears nobody. */
  void isolate(Host host) {
    for (Host other : world.hosts()) {
      world.network().separate(host.machine(), other.machine());
    }
    world.untilHealed(aWhile(), world.network()::joinAll);
  }

  /** One of these. */
  void any(Host host) {
    switch (chance.below(5)) {
      case 0 -> crash(host, Kind.CRASH);
      case 1 -> crash(host, Kind.POWER_LOSS);
      case 2 -> pause(host);
      case 3 -> freeze(host);
      default -> isolate(host);
    }
  }

  /** Undoes what can be undone. */
  void end() {
    for (Host host : world.hosts()) {
      host.resume();
      host.runClock(1);
      host.start();
    }
  }

  private long aWhile() {
    return (long) chance.spread(LEAST, 5.0 * world.plan().electionTimeout());
  }
}
