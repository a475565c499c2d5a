package lab.sim;

/**
 * Strikes at a moment that matters, right after the step: the leader has just
 * appended, or sent to one follower and not yet to the next, or committed; or
 * somebody has just voted. And sometimes after any step at all.
 */
final class Ambush implements Nemesis {
  private final World world;
  private final Chance chance;

  Ambush(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void happened(Kind kind, Host host, Packet packet) {
    Machine machine = host.machine();
    if (!machine.isUp()) return;
    if (world.strikes(Fault.STEP_CRASHES, chance)) strike(host);
    else if (machine.leads()) watchLeader(kind, host, packet);
    else if (kind == Kind.RECEIVE) watchVoter(host);
  }

  private void watchLeader(Kind kind, Host host, Packet packet) {
    if (kind == Kind.PROPOSE) {
      if (world.strikes(Fault.AFTER_APPEND, chance)) strike(host);
    } else if (kind == Kind.SEND) {
      boolean entries = packet.carriesEntries();
      if (entries && world.strikes(Fault.AFTER_SEND, chance)) strike(host);
    } else if (committed(host)) {
      if (world.strikes(Fault.AFTER_COMMIT, chance)) strike(host);
    }
  }

  private static boolean committed(Host host) {
    Machine machine = host.machine();
    return machine.status().commitIndex() > machine.before().commitIndex();
  }

  private void watchVoter(Host host) {
    Machine machine = host.machine();
    boolean voted = machine.status().votedFor() != null
        && !machine.status().votedFor().equals(machine.before().votedFor());
    if (voted && world.strikes(Fault.AFTER_VOTE, chance)) strike(host);
  }

  private void strike(Host host) {
    world.harm().crash(host, chance.hits(0.5) ? Kind.CRASH : Kind.POWER_LOSS);
  }
}
