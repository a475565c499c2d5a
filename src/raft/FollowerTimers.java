package raft;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When the next heartbeat to each follower is due.
 * "Leaders send periodic heartbeats (AppendEntries RPCs that carry no log
 * entries) to all followers in order to maintain their authority." (§5.2)
 *
 * <p>Also remembers which followers are unresponsive: they let a request go
 * unanswered. Until such a follower answers again it gets empty heartbeats
 * only, so that a dead peer costs little and a slow one is not buried under
 * copies of the same entries.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class FollowerTimers {
  private final int interval;
  private final Map<String, Integer> countdown = new TreeMap<>();
  private final Set<String> unresponsive = new TreeSet<>();

  /** @param interval ticks between two messages to one follower, at most */
  FollowerTimers(int interval) {
    this.interval = interval;
  }

  /** A leader was elected: everybody shall hear of it at once. */
  void allDue(List<String> followers) {
    unresponsive.clear();
    for (String follower : followers) countdown.put(follower, 0);
  }

  void tick(int ticks) {
    countdown.replaceAll((follower, left) -> Math.max(0, left - ticks));
  }

  /** Ticks until another one is due; MAX_VALUE if all that there are, are. */
  int ticksUntilDue() {
    int least = Integer.MAX_VALUE;
    for (int left : countdown.values()) {
      if (left > 0) least = Math.min(least, left);
    }
    return least;
  }

  boolean isDue(String follower) {
    return countdown.get(follower) == 0;
  }

  /** Anything sent counts as a heartbeat. */
  void sent(String follower) {
    countdown.put(follower, interval);
  }

  void unanswered(String follower) {
    unresponsive.add(follower);
  }

  void answered(String follower) {
    unresponsive.remove(follower);
  }

  boolean isUnresponsive(String follower) {
    return unresponsive.contains(follower);
  }
}
