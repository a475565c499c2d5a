package raft;

import java.util.Objects;

/**
 * Beyond Figure 2: a server that would like to start an election asks whether
 * it would get votes (thesis 9.6). The term it would then be in is currentTerm
 * + 1, and stands nowhere: {@code term} is the one in which the sender is, as
 * in every message.
 *
 * @param id           names the exchange
 * @param term         the sender's currentTerm
 * @param candidateId  who would become candidate
 * @param lastLogIndex index of its last log entry
 * @param lastLogTerm  term of its last log entry
 */
public record RequestPreVote(String id, long term, String candidateId,
    long lastLogIndex, long lastLogTerm) implements Message.Request {

  public RequestPreVote {
    Objects.requireNonNull(id, "id");
    Message.inRange(0, term, "term"); // 0 before the first election
    Objects.requireNonNull(candidateId, "candidateId");
    Message.inRange(0, lastLogIndex, "lastLogIndex");
    Message.inRange(0, lastLogTerm, "lastLogTerm");
    Message.atLeast(lastLogTerm, term, "term");
  }

  @Override public String from() {
    return candidateId;
  }

  @Override public Class<RequestPreVoteReply> replyType() {
    return RequestPreVoteReply.class;
  }
}
