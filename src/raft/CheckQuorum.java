package raft;

import static raft.Role.LEADER;

import java.util.Set;
import java.util.TreeSet;

/**
 * Beyond Figure 2: a leader to which no majority replies can commit nothing.
 * Its clients wait in vain, and with MC6 and {@link PreVote} it would also keep
 * the servers that hear it from electing one that can commit. So the three
 * belong together.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class CheckQuorum {
  private final String me;
  private final Settings settings;
  private final Figure2 figure2;
  private final RaftLog log;
  private final Followers followers;

  CheckQuorum(String me, Settings settings, Figure2 figure2, RaftLog log,
      Followers followers) {
    this.me = me;
    this.settings = settings;
    this.figure2 = figure2;
    this.log = log;
    this.followers = followers;
  }

  /** Ticks until one more follower has been silent for too long. */
  int ticksLeft() {
    if (!isOn()) return Countdown.STANDS_STILL;
    // After a change of members the silent ones may be too many.
    return hearsMajority() ? followers.ticksUntilSilent() : 1;
  }

  /** After {@link Followers#tick}, which counts them. */
  void tick() {
    if (!isOn() || hearsMajority()) return;
    // CQ1. "a leader in Raft steps down if an election timeout elapses without
    //      a successful round of heartbeats to a majority of its cluster; this
    //      allows clients to retry their requests with another server."
    //      (thesis 6.2)
    figure2.convertToFollower("CQ1", "hears no majority");
  }

  private boolean hearsMajority() {
    Set<String> heard = new TreeSet<>(followers.heard());
    heard.add(me);
    return log.configuration().isMajority(heard);
  }

  private boolean isOn() {
    return settings.calm().checkQuorum() && figure2.role() == LEADER;
  }
}
