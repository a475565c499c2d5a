package raft;

import java.util.List;
import java.util.Objects;

/**
 * AppendEntries RPC: "Invoked by leader to replicate log entries (§5.3); also
 * used as heartbeat (§5.2)."
 *
 * @param id           names the exchange
 * @param term         "leader's term"
 * @param leaderId     "so follower can redirect clients"
 * @param prevLogIndex "index of log entry immediately preceding new ones"
 * @param prevLogTerm  "term of prevLogIndex entry"
 * @param entries      "log entries to store (empty for heartbeat; may send
 *                     more than one for efficiency)"
 * @param leaderCommit "leader's commitIndex"
 */
public record AppendEntries(String id, long term, String leaderId,
    long prevLogIndex, long prevLogTerm, List<Entry> entries,
    long leaderCommit) implements Message.Request {

  public AppendEntries {
    Message.check(id, term);
    Objects.requireNonNull(leaderId, "leaderId");
    Message.inRange(0, prevLogIndex, "prevLogIndex");
    Message.inRange(0, prevLogTerm, "prevLogTerm");
    Message.inRange(0, leaderCommit, "leaderCommit");
    entries = List.copyOf(Objects.requireNonNull(entries, "entries"));
    long before = prevLogTerm;
    for (Entry entry : entries) {
      Message.atLeast(before, entry.term(), "term of an entry");
      before = entry.term();
    }
    Message.atLeast(before, term, "term");
  }

  @Override public AppendEntries read(StateMachine stateMachine) {
    if (entries.isEmpty()) return this;
    return new AppendEntries(id, term, leaderId, prevLogIndex, prevLogTerm,
        entries.stream().map(entry -> entry.read(stateMachine)).toList(),
        leaderCommit);
  }

  @Override public String from() {
    return leaderId;
  }

  @Override public Class<AppendEntriesReply> replyType() {
    return AppendEntriesReply.class;
  }

  /** Index of the last entry this message speaks of: prev, or the last new. */
  public long lastNewIndex() {
    return prevLogIndex + entries.size();
  }
}
