package raft;

import java.util.List;

/**
 * A server of which there are only words: what it says, being in this term and
 * having this log. {@code peer("n2").inTerm(4).withLog("114").asksForVote()}.
 */
record Peer(String id, long term, List<Entry> log, long commitIndex) {

  static Peer peer(String id) {
    return new Peer(id, 1, List.of(), 0);
  }

  Peer inTerm(long term) {
    return new Peer(id, term, log, commitIndex);
  }

  Peer withLog(String terms) {
    return new Peer(id, term, Logs.entries(terms), commitIndex);
  }

  Peer committedUpTo(long index) {
    return new Peer(id, term, log, index);
  }

  /** As a candidate. */
  RequestVote asksForVote() {
    return new RequestVote(id + "-n1-1", term, id, log.size(),
        termAt(log.size()));
  }

  /** As one that would become candidate. */
  RequestPreVote asksForPreVote() {
    return new RequestPreVote(id + "-n1-1", term, id, log.size(),
        termAt(log.size()));
  }

  /** As a leader whose nextIndex is just behind the end of its log. */
  AppendEntries heartbeat() {
    return sends(log.size() + 1, log.size());
  }

  /** As a leader: everything from this index on. */
  AppendEntries sendsFrom(int nextIndex) {
    return sends(nextIndex, log.size());
  }

  /** As a leader: the entries first..last; none if last is first - 1. */
  AppendEntries sends(int first, int last) {
    int prevLogIndex = first - 1;
    return new AppendEntries(id + "-n1-2", term, id, prevLogIndex,
        termAt(prevLogIndex), log.subList(prevLogIndex, last), commitIndex);
  }

  private long termAt(int index) {
    return index == 0 ? 0 : log.get(index - 1).term();
  }
}
