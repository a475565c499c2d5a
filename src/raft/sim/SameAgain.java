package raft.sim;

/**
 * Has the leader deposed by somebody's vain election, and elected again before
 * anybody else: what it said in its earlier term meets it in the new one.
 */
final class SameAgain implements Nemesis {
  private final World world;
  private final Chance chance;

  SameAgain(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void begin() {
    if (!world.faults().has(Fault.SAME_AGAIN)) return;
    double mean = world.faults().of(Fault.SAME_AGAIN) * 1000;
    world.untilHealed(chance.until(mean), () -> {
      Host leader = world.leader();
      if (leader != null) repeat(leader);
      begin();
    });
  }

  private void repeat(Host leader) {
    Host rival = chance.pick(world.hosts());
    if (rival != leader) rival.act(rival.machine()::timeout);
    long soon = chance.until(world.plan().heartbeat());
    world.untilHealed(soon, () -> leader.act(() -> {
      if (!leader.machine().leads()) leader.machine().timeout();
    }));
  }
}
