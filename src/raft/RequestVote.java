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
 */
public record RequestVote(String id, long term, String candidateId,
    long lastLogIndex, long lastLogTerm) implements Message.Request {

  public RequestVote {
    Message.check(id, term);
    Objects.requireNonNull(candidateId, "candidateId");
    Message.inRange(0, lastLogIndex, "lastLogIndex");
    Message.inRange(0, lastLogTerm, "lastLogTerm");
  }

  @Override public String from() {
    return candidateId;
  }
}
