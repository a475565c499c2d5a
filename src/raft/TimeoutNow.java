package raft;

import java.util.Objects;

/**
 * Beyond Figure 2: a leader asks a follower to take over (thesis 3.10). "This
 * request has the same effect as the target server's election timer firing: the
 * target server starts a new election".
 *
 * @param id       names the exchange
 * @param term     the leader's term
 * @param leaderId who asks
 */
public record TimeoutNow(String id, long term, String leaderId)
    implements Message.Request {

  public TimeoutNow {
    Message.check(id, term);
    Objects.requireNonNull(leaderId, "leaderId");
  }

  @Override public String from() {
    return leaderId;
  }

  @Override public Class<TimeoutNowReply> replyType() {
    return TimeoutNowReply.class;
  }
}
