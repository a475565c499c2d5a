package raft;

import static raft.Role.CANDIDATE;
import static raft.Role.LEADER;

/** What holds after each step of a server, whatever happened in it. */
final class Invariants {
  private Invariants() {}

  static void check(String me, Figure2 figure2, RaftLog log) {
    assert figure2.lastApplied() <= figure2.commitIndex();
    assert figure2.commitIndex() <= log.lastIndex();
    assert log.lastTerm() <= figure2.currentTerm();
    if (figure2.role() == LEADER) assert me.equals(figure2.leaderId());
    if (figure2.role() == CANDIDATE) assert me.equals(figure2.votedFor());
  }
}
