package raft;

import java.util.Objects;

/**
 * Beyond Figure 2: the answer to a {@link RequestPreVote}.
 *
 * @param id             the request's id
 * @param term           the currentTerm of who answers
 * @param preVoteGranted whether it would vote for the sender in its next term
 */
public record RequestPreVoteReply(String id, long term, boolean preVoteGranted)
    implements Message.Reply {

  public RequestPreVoteReply {
    Objects.requireNonNull(id, "id");
    Message.inRange(0, term, "term");
  }
}
