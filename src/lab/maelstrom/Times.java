package lab.maelstrom;

import raft.Message;
import raft.Settings;

/**
 * The timeouts of a node, in milliseconds. The defaults suit a network whose
 * messages take up to 100 ms, and work up to 150; on a slower one, raise all
 * but the tick. A request and its reply should take less than {@code
 * replyTimeout}, and the shortest election timeout should be a multiple of
 * that, so that one lost message deposes no leader.
 *
 * @param tick               the clock's step
 * @param heartbeat          from one heartbeat of a leader to the next
 * @param electionTimeoutMin the shortest election timeout that is drawn (§5.2)
 * @param electionTimeoutMax the longest one
 * @param replyTimeout       how long a reply may take, unless the latest ones
 *                           took longer
 * @param requestTimeout     after this long the outcome of a client's request
 *                           is called unknown, or no leader known. Maelstrom's
 *                           clients wait 1000, or ten times the mean latency if
 *                           that is longer
 */
public record Times(int tick, int heartbeat, int electionTimeoutMin,
    int electionTimeoutMax, int replyTimeout, int requestTimeout) {

  public static final Times DEFAULT = new Times(10, 100, 500, 1000, 250, 900);
  private static final int BATCH_ENTRIES = 100;
  private static final int BATCH_BYTES = 1 << 20;

  /** @throws IllegalArgumentException names what is too short */
  public Times {
    Message.atLeast(1, tick, "tick");
    Message.atLeast(tick, heartbeat, "heartbeat");
    Message.atLeast(2 * heartbeat, electionTimeoutMin, "election-timeout-min");
    Message.atLeast(electionTimeoutMin, electionTimeoutMax,
        "election-timeout-max");
    Message.atLeast(1, replyTimeout, "reply-timeout");
    Message.atLeast(1, requestTimeout, "request-timeout");
  }

  /** The algorithm's settings: milliseconds become ticks, rounded up. */
  Settings settings() {
    return new Settings(ticks(heartbeat), ticks(electionTimeoutMin),
        ticks(electionTimeoutMax), BATCH_ENTRIES, BATCH_BYTES, true);
  }

  private int ticks(int millis) {
    return (millis + tick - 1) / tick;
  }
}
