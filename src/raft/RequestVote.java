package raft;

import java.util.Objects;

/**
 * RequestVote RPC: "Invoked by candidates to gather votes (§5.2)."
 *
 * @param id           names the exchange
 * @param term         "candidate's term"
 * @param candidateId  "candidate requesting vote"
 * @param lastLogIndex "index of candidate's last log entry (§5.4)"
 * @param lastLogTerm  "term of candidate's last log entry (§5.4)"
 * @param leadershipTransfer beyond Figure 2: whether the leader of the term
 *                     before has told the candidate to take over (thesis 3.10)
 */
public record RequestVote(String id, long term, String candidateId,
    long lastLogIndex, long lastLogTerm, boolean leadershipTransfer)
    implements Message.Request {

  public RequestVote {
    Message.check(id, term);
    Objects.requireNonNull(candidateId, "candidateId");
    Message.inRange(0, lastLogIndex, "lastLogIndex");
    Message.inRange(0, lastLogTerm, "lastLogTerm");
    Message.atLeast(lastLogTerm, term, "term");
  }

  /** With the figure's arguments. */
  public RequestVote(String id, long term, String candidateId,
      long lastLogIndex, long lastLogTerm) {
    this(id, term, candidateId, lastLogIndex, lastLogTerm, false);
  }

  /** The same request of a candidate whom the leader told to begin (LT5). */
  RequestVote asTransfer() {
    return new RequestVote(id, term, candidateId, lastLogIndex, lastLogTerm,
        true);
  }

  @Override public String from() {
    return candidateId;
  }

  @Override public Class<RequestVoteReply> replyType() {
    return RequestVoteReply.class;
  }
}
