package raft;

import java.util.Objects;

/**
 * What servers say to each other: the two RPCs of Figure 2, that of Figure 13,
 * and those of pre-vote, reads and transfers; each a request and a reply. All
 * are immutable and refuse to be built from nonsense, so they need no second
 * check.
 */
public sealed interface Message permits Message.Request, Message.Reply {

  /**
   * The greatest term or index that is believed, from the wire or from a disk.
   * A server that counted a million a second would get there in 36,000 years,
   * and a sum of a few does not overflow.
   */
  long MAX_TERM_OR_INDEX = 1L << 60;

  /**
   * The most by which a message's term may be ahead of a server's own. A
   * cluster that does nothing but elect for years does not get so far, and one
   * false message cannot use up the terms.
   */
  long MAX_TERM_AHEAD = 1L << 40;

  /**
   * Names a request and its reply, readably: {@code n1-n2-17} is the 17th
   * request of n1, and goes to n2. A reply bears the id of its request.
   */
  String id();

  /** The sender's currentTerm when it spoke. */
  long term();

  /** Asked of a peer; who sends which is said at each. */
  sealed interface Request extends Message
      permits RequestVote, AppendEntries, InstallSnapshot, RequestPreVote,
      RequestReadIndex, TimeoutNow {

    /** Who asks: the figure's candidateId or leaderId. */
    String from();

    /** The kind of reply that belongs to it. */
    Class<? extends Reply> replyType();

    /** The same, with commands that the state machine has read. */
    default Request read(StateMachine stateMachine) {
      return this;
    }
  }

  /** Sent back by the server that got the request. */
  sealed interface Reply extends Message
      permits RequestVoteReply, AppendEntriesReply, InstallSnapshotReply,
      RequestPreVoteReply, RequestReadIndexReply,
      TimeoutNowReply {}

  /** The id of a server's n-th request, to this peer. */
  static String id(String me, String peer, long n) {
    return me + "-" + peer + "-" + n;
  }

  /** The n of such an id; 0 if it is of another kind. */
  static long requestNumber(String id) {
    try {
      return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Refuses a message without an id, or with a term that cannot be. */
  static void check(String id, long term) {
    Objects.requireNonNull(id, "id");
    inRange(1, term, "term");
  }

  /** Refuses a term or an index that cannot be. */
  static void inRange(long least, long value, String name) {
    atLeast(least, value, name);
    if (value > MAX_TERM_OR_INDEX) {
      throw new IllegalArgumentException(
          name + " " + value + " > " + MAX_TERM_OR_INDEX);
    }
  }

  /** Refuses a number that must be 0, since the reply says otherwise. */
  static void isZero(long value, String name) {
    if (value != 0) {
      throw new IllegalArgumentException(name + " must be 0, not " + value);
    }
  }

  /** Refuses a number below its range. */
  static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " " + value + " < " + least);
    }
  }
}
