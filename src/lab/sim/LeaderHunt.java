package lab.sim;

/** Harms whoever leads, every so often: the server that matters most. */
final class LeaderHunt implements Nemesis {
  private final World world;
  private final Chance chance;

  LeaderHunt(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void begin() {
    if (!world.faults().has(Fault.LEADER_HUNT)) return;
    double mean = world.faults().of(Fault.LEADER_HUNT) * 1000;
    world.untilHealed(chance.until(mean), () -> {
      Host leader = world.leader();
      if (leader != null) world.harm().any(leader);
      begin();
    });
  }
}
