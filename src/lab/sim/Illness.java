package lab.sim;

import static raft.Role.CANDIDATE;

import lab.check.LogView;

/**
 * What a minority may suffer from while the majority is well: then there has to
 * be a leader all the same. There is no pre-vote and no check of the quorum
 * yet, so that it stays leader is not asked.
 */
final class Illness {
  private static final double HASTY = 2; // so many times too fast

  private final World world;
  private final Chance chance;
  private Host deaf; // null if nobody is

  Illness(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  /** Befalls so many servers at most; the network is whole, and all are up. */
  void befall(int most) {
    Host leader = world.leader();
    if (most == 0) return;
    if (leader == null || chance.hits(0.4)) disturb();
    else if (chance.hits(0.5)) depose(leader, most > 1);
    else leader.crash(Kind.CRASH);
  }

  /** Somebody who hears nobody asks for votes, over and over and in vain. */
  private void disturb() {
    for (Host host : world.hosts()) {
      if (deservesVotes(host)) continue;
      deafen(host);
      host.runClock(HASTY);
      return;
    }
  }

  /** The leader hears nothing of its end, nor that its successor died. */
  private void depose(Host leader, boolean successorDies) {
    deafen(leader);
    long timeout = world.plan().electionTimeout();
    Host rival = chance.pick(world.hosts());
    world.timeline().after(timeout, () -> {
      if (rival != leader) rival.act(rival.machine()::timeout);
    });
    if (!successorDies) return;
    world.timeline().after(3 * timeout, () -> {
      Host successor = world.leader();
      if (successor != null && successor != leader) {
        successor.crash(Kind.CRASH);
      }
    });
  }

  private void deafen(Host host) {
    deaf = host;
    for (Host other : world.hosts()) {
      world.network().cut(other.machine(), host.machine());
    }
  }

  /**
   * Whether nobody need win: somebody who is deaf is given all votes, again and
   * again, and does not hear of it.
   */
  boolean excuses() {
    return deaf != null && deaf.machine().status().role() == CANDIDATE
        && deservesVotes(deaf);
  }

  /** Whether its log is at least as up-to-date as those of a majority. */
  private boolean deservesVotes(Host candidate) {
    LogView log = candidate.machine().log();
    long voters = world.hosts().stream()
        .filter(host -> isUpToDate(log, host.machine().log())).count();
    return voters > world.hosts().size() / 2;
  }

  private static boolean isUpToDate(LogView log, LogView other) {
    long term = log.lastTerm();
    return term > other.lastTerm() || term == other.lastTerm()
        && log.lastIndex() >= other.lastIndex();
  }
}
