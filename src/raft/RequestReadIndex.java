package raft;

import java.util.Objects;

/**
 * Beyond Figure 2: a follower asks its leader for a read index (thesis 6.4),
 * for reads of its own clients.
 *
 * @param id         names the exchange
 * @param term       the follower's currentTerm
 * @param followerId who asks
 */
public record RequestReadIndex(String id, long term, String followerId)
    implements Message.Request {

  public RequestReadIndex {
    Message.check(id, term);
    Objects.requireNonNull(followerId, "followerId");
  }

  @Override public String from() {
    return followerId;
  }

  @Override public Class<RequestReadIndexReply> replyType() {
    return RequestReadIndexReply.class;
  }
}
