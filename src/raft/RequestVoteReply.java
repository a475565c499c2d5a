package raft;

/**
 * RequestVote RPC, results.
 *
 * @param id          the request's id
 * @param term        "currentTerm, for candidate to update itself"
 * @param voteGranted "true means candidate received vote"
 */
public record RequestVoteReply(String id, long term, boolean voteGranted)
    implements Message.Reply {

  public RequestVoteReply {
    Message.check(id, term);
  }
}
