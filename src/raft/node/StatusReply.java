package raft.node;

import java.util.List;
import java.util.Objects;
import raft.Entry;

/**
 * How a node is. Figure 2's names where it has one.
 *
 * @param healthy          every thread alive, the disk working and answering
 *                         within an election timeout, and, for a leader, a
 *                         majority heard within one
 * @param role             follower, candidate or leader
 * @param votedFor         in this term; null if nobody
 * @param leader           of this term; null if not known
 * @param electionMillis   until this node starts an election; 0 for a leader
 * @param unreachable      the peers that its links do not reach
 * @param log              the last entries, oldest first, as many as were asked
 */
public record StatusReply(String id, String node, boolean healthy, String role,
    long term, String votedFor, String leader, long commitIndex,
    long lastApplied, long lastIndex, long electionMillis,
    List<String> unreachable, List<Entry> log) {
  public StatusReply {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(role, "role");
    unreachable =
        List.copyOf(Objects.requireNonNull(unreachable, "unreachable"));
    log = List.copyOf(Objects.requireNonNull(log, "log"));
  }
}
