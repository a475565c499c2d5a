package raft;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a leader knows of each follower besides the figure's nextIndex and
 * matchIndex. "Leaders send periodic heartbeats (AppendEntries RPCs that carry
 * no log entries) to all followers in order to maintain their authority."
 * (§5.2): when the next one is due.
 *
 * <p>A follower that did not reply to a request is <em>unresponsive</em>. Until
 * it replies it gets empty heartbeats only, so that a dead one costs little and
 * a slow one does not get the same entries again and again. After that it gets
 * half as much at a time, and twice as much after each success: a message that
 * was too long to arrive in time is not sent again at the same length.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Followers {
  private static final class Follower {
    private int untilHeartbeat; // ticks; 0 if it is due
    private boolean unresponsive;
    private boolean sentEntries; // since it last failed to reply
    private boolean refusesAgain; // its latest refusal told nothing new
    private int batchBytes; // most bytes of entries in one message
    private boolean replied; // ever, to this leader
    private int silentFor; // ticks since it replied to this leader (CQ1)
    private long sent; // the number of the latest request to it
    private long repliedTo; // the number of the latest that it replied to
    private long matchedAt; // the leader's latest request when matchIndex rose
  }

  private final Settings settings;
  private final Map<String, Follower> followers = new TreeMap<>();
  private long wanted; // the lowest number that reads wait for; 0 for none

  Followers(Settings settings) {
    this.settings = settings;
  }

  /** This server was elected: a heartbeat to each peer is due now. */
  void reset(List<String> peers) {
    followers.clear();
    wanted = 0;
    for (String peer : peers) of(peer);
  }

  /** Forgets all followers but these. */
  void retain(List<String> peers) {
    followers.keySet().retainAll(peers);
  }

  private Follower of(String peer) {
    return followers.computeIfAbsent(peer, each -> {
      Follower follower = new Follower();
      follower.batchBytes = settings.batchBytes();
      return follower;
    });
  }

  // ---- Heartbeats ------------------------------------------------------

  void tick(int ticks) {
    for (Follower each : followers.values()) {
      each.untilHeartbeat = Math.max(0, each.untilHeartbeat - ticks);
      each.silentFor = Math.min(settings.electionTicksMax(),
          each.silentFor + ticks);
    }
  }

  /** Ticks until another heartbeat is due; if all are, it stands still. */
  int ticksUntilDue() {
    int least = Countdown.STANDS_STILL;
    for (Follower each : followers.values()) {
      if (each.untilHeartbeat > 0) {
        least = Math.min(least, each.untilHeartbeat);
      }
    }
    return least;
  }

  /**
   * Whether a heartbeat is due: its interval is over, or a read waits for it
   * (RI3) and no other request is under way.
   */
  boolean isDue(String peer) {
    Follower follower = of(peer);
    return follower.untilHeartbeat == 0
        || follower.sent < wanted && follower.sent <= follower.repliedTo;
  }

  /** A read waits for a request of this number or a higher one (RI3); 0: none. */
  void wantRequest(long number) {
    wanted = number;
  }

  /** Anything sent counts as a heartbeat. */
  void sent(String peer, List<Entry> entries, long number) {
    Follower follower = of(peer);
    follower.sent = number;
    follower.untilHeartbeat = settings.heartbeatTicks();
    if (!entries.isEmpty()) follower.sentEntries = true;
  }

  // ---- Replies ---------------------------------------------------------

  void noReply(String peer) {
    Follower follower = of(peer);
    follower.unresponsive = true;
    if (follower.sentEntries) { // they may have been too many
      follower.batchBytes = Math.max(1, follower.batchBytes / 2);
    }
    follower.sentEntries = false;
  }

  /** It replied to this request of this leader, of this term. */
  void repliedTo(String peer, Message.Request request) {
    Follower follower = of(peer);
    follower.silentFor = 0;
    follower.repliedTo = Math.max(follower.repliedTo,
        Message.requestNumber(request.id()));
  }

  /** The number of the latest request that each has replied to. */
  Map<String, Long> repliedTo() {
    Map<String, Long> repliedTo = new TreeMap<>();
    followers.forEach((id, each) -> repliedTo.put(id, each.repliedTo));
    return repliedTo;
  }

  /** Those that have replied within the longest election timeout. */
  List<String> heard() {
    return followers.keySet().stream().filter(each ->
        of(each).silentFor < settings.electionTicksMax()).toList();
  }

  /** Ticks since it replied to this leader, or this leader was elected. */
  int silentFor(String peer) {
    return of(peer).silentFor;
  }

  /** Ticks until one more follower is missing from {@link #heard}. */
  int ticksUntilSilent() {
    int least = Countdown.STANDS_STILL;
    for (Follower each : followers.values()) {
      int left = settings.electionTicksMax() - each.silentFor;
      if (left > 0) least = Math.min(least, left);
    }
    return least;
  }

  void replied(String peer) {
    of(peer).unresponsive = false;
    of(peer).replied = true;
  }

  boolean hasReplied(String peer) {
    return of(peer).replied;
  }

  boolean isUnresponsive(String peer) {
    return of(peer).unresponsive;
  }

  /** The most bytes of entries that go to this follower in one message. */
  int batchBytes(String peer) {
    return of(peer).batchBytes;
  }

  void succeeded(String peer, AppendEntries request) {
    Follower follower = of(peer);
    follower.refusesAgain = false;
    if (request.entries().isEmpty()) return; // it says nothing about size
    follower.batchBytes =
        (int) Math.min(settings.batchBytes(), 2L * follower.batchBytes);
  }

  /**
   * A refusal from which the leader could not learn anything. Until the next
   * heartbeat this follower is sent nothing, as if it had not replied.
   *
   * @return whether this is the first one after a success
   */
  boolean pauseUntilHeartbeat(String peer) {
    Follower follower = of(peer);
    boolean first = !follower.refusesAgain;
    follower.refusesAgain = true;
    follower.unresponsive = true;
    return first;
  }

  // ---- When a follower was known to match ------------------------------

  /** Its matchIndex rose, when this was the number of requests made. */
  void matched(String peer, long requests) {
    Follower follower = followers.get(peer); // null for the leader itself
    if (follower != null) follower.matchedAt = requests;
  }

  /**
   * Whether a refusal of this request proves that the peer's disk lost entries.
   * The request was made after the leader had learnt of matchIndex, and begins
   * there. An honest disk still holds them: within a term only its leader makes
   * a follower delete entries, and never those. A refusal of an older request
   * proves nothing: it may have been made before they were stored.
   */
  boolean hasLost(String peer, AppendEntries request, long matchIndex) {
    return request.prevLogIndex() <= matchIndex
        && Message.requestNumber(request.id()) > of(peer).matchedAt;
  }
}
