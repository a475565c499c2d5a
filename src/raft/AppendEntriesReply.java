package raft;

/**
 * AppendEntries RPC, results.
 *
 * <p>Beyond Figure 2, from §5.3: "the follower can include the term of the
 * conflicting entry and the first index it stores for that term."
 *
 * @param id            the request's id
 * @param term          "currentTerm, for leader to update itself"
 * @param success       "true if follower contained entry matching prevLogIndex
 *                      and prevLogTerm"
 * @param conflictTerm  the term of the follower's entry at prevLogIndex; 0 if
 *                      it has none there, or if nothing conflicts
 * @param conflictIndex the first index the follower stores for conflictTerm;
 *                      one past its last entry if it has none there; 0 if
 *                      nothing conflicts
 */
public record AppendEntriesReply(String id, long term, boolean success,
    long conflictTerm, long conflictIndex) implements Message.Reply {

  public AppendEntriesReply {
    Message.check(id, term);
    Message.inRange(0, conflictTerm, "conflictTerm");
    Message.inRange(0, conflictIndex, "conflictIndex");
    if (success) Message.isZero(conflictTerm, "conflictTerm");
    if (success) Message.isZero(conflictIndex, "conflictIndex");
  }
}
