package raft;

import java.util.Objects;

/**
 * What servers say to each other: the two RPCs of Figure 2, each a request and
 * a reply. All are immutable and refuse to be built from nonsense, so whoever
 * holds one need not check it again.
 */
public sealed interface Message permits Message.Request, Message.Reply {

  /**
   * The greatest term or index there may be. A server that counted a million a
   * second would get there in 285 years, and sums of two do not overflow.
   */
  long MOST = 1L << 53;

  /**
   * Names the exchange, readably: {@code n1-n2-17} is the 17th request of n1,
   * and goes to n2. A reply bears the id of the request it answers.
   */
  String id();

  /** The sender's currentTerm when it spoke. */
  long term();

  /** Sent by a candidate or a leader. */
  sealed interface Request extends Message permits RequestVote, AppendEntries {

    /** Who asks: the figure's candidateId or leaderId. */
    String from();
  }

  /** Sent back by whoever got the request. */
  sealed interface Reply extends Message
      permits RequestVoteReply, AppendEntriesReply {}

  /** The id of a server's n-th request, to this peer. */
  static String id(String me, String peer, long n) {
    return me + "-" + peer + "-" + n;
  }

  /** The n of such an id; 0 if it is of another kind. */
  static long number(String id) {
    try {
      return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Refuses a message without an id, or with a term that cannot be. */
  static void check(String id, long term) {
    Objects.requireNonNull(id, "id");
    atLeast(1, term, "term");
  }

  /** Refuses a number below its range. */
  static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " " + value + " < " + least);
    }
  }
}
