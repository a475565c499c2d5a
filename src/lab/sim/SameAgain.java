package lab.sim;

import static raft.Role.LEADER;

import java.util.ArrayList;
import java.util.List;

/**
 * Has the leader deposed, and elected again before anybody else. It is deposed
 * by somebody's vain election; or it is stranded with one follower for a while,
 * so that what the two wrote meanwhile is lost, and the follower's replies come
 * once more when the leader leads again.
 */
final class SameAgain implements Nemesis {
  private final World world;
  private final Chance chance;
  private final List<Packet> replies = new ArrayList<>(); // to come once more
  private Host stranded; // null if nobody is

  SameAgain(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  @Override public void begin() {
    if (!world.faults().has(Fault.SAME_AGAIN)) return;
    double mean = world.faults().of(Fault.SAME_AGAIN) * 1000;
    world.untilHealed(chance.until(mean), () -> {
      Host leader = world.leader();
      if (leader != null && stranded == null) repeat(leader);
      begin();
    });
  }

  private void repeat(Host leader) {
    Host other = chance.pick(world.hosts());
    if (other == leader) return;
    if (chance.hits(0.5)) depose(leader, other);
    else strand(leader, other);
  }

  private void depose(Host leader, Host rival) {
    rival.act(rival.machine()::timeout);
    elect(leader, world.plan().heartbeat());
  }

  private void strand(Host leader, Host mate) {
    for (Host host : world.hosts()) {
      if (host == leader || host == mate) continue;
      world.network().separate(host.machine(), leader.machine());
      world.network().separate(host.machine(), mate.machine());
    }
    stranded = leader;
    replies.clear();
    long timeout = world.plan().electionTimeout();
    world.untilHealed(chance.between(timeout, 3 * timeout), () -> {
      stranded = null;
      world.network().joinAll();
      elect(leader, 2 * world.plan().heartbeat());
    });
  }

  @Override public void happened(Kind kind, Host host, Packet packet) {
    if (kind == Kind.SEND && stranded != null && packet.isReply()
        && packet.to() == stranded.machine() && !world.isConnected()) {
      replies.add(packet);
    } else if (host.machine().leads() && !replies.isEmpty()
        && host.machine().before().role() != LEADER) {
      deliver(host.machine());
    }
  }

  private void deliver(Machine leader) {
    for (Packet reply : replies) {
      if (reply.to() != leader) continue;
      world.timeline().after(chance.until(world.plan().heartbeat()),
          () -> world.network().deliver(reply));
    }
    replies.clear();
  }

  private void elect(Host host, long mean) {
    world.untilHealed(chance.until(mean), () -> host.act(() -> {
      if (!host.machine().leads()) host.machine().timeout();
    }));
  }
}
