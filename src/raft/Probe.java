package raft;

import java.util.Map;

/**
 * A closer look at a server, for a driver that owns time and for checkers. It
 * shows what {@link Status} does not, and changes nothing. Thread-safe; each
 * answer is true at the moment it is given.
 */
public final class Probe {
  private final RaftServer server;
  private final ElectionTimer electionTimer;
  private final Heartbeats heartbeats;
  private final Durability durability;
  private final Map<String, Long> matchIndex;

  Probe(RaftServer server, ElectionTimer electionTimer, Heartbeats heartbeats,
      Durability durability, Map<String, Long> matchIndex) {
    this.server = server;
    this.electionTimer = electionTimer;
    this.heartbeats = heartbeats;
    this.durability = durability;
    this.matchIndex = matchIndex;
  }

  /**
   * How many ticks from now a countdown ends, if nothing else happens: at least
   * 1, or MAX_VALUE if none is running. So many ticks may be given at once, to
   * {@link RaftServer#tick(int)}; before the last of them nothing happens. It is
   * 1 while committed entries wait to be applied.
   */
  public int ticksUntilDue() {
    return server.peek(() -> {
      Status status = server.status();
      if (status.lastApplied() < status.commitIndex()) return 1;
      if (status.role() == Role.LEADER) {
        return Math.min(heartbeats.ticksUntilDue(),
            durability.ticksUntilStalled());
      }
      if (durability.owesPromise()) return Integer.MAX_VALUE;
      return Math.max(1, electionTimer.countdown());
    });
  }

  /** As this leader knows it: how far that server's log matches. */
  public long matchIndex(String peer) {
    return server.peek(() -> matchIndex.getOrDefault(peer, 0L));
  }
}
