package raft;

/**
 * Beyond Figure 2: the answer to {@link TimeoutNow}.
 *
 * @param id   the request's id
 * @param term the currentTerm of who answers: that of its election, if it has
 *             started one
 */
public record TimeoutNowReply(String id, long term) implements Message.Reply {

  public TimeoutNowReply {
    Message.check(id, term);
  }
}
