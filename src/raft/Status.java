package raft;

/**
 * A server seen from outside, at one moment, under its lock. What Figure 2
 * names has its name there, but for currentTerm, which is {@code term} here.
 *
 * @param leader            the leader of this term, or null if not known
 * @param durableIndex      the last entry that is on this server's own disk
 * @param snapshotIndex     the last index that the newest snapshot covers; 0 if
 *                          there is none
 * @param electionCountdown ticks until this server starts an election; for a
 *                          leader, which has no such timer, 0
 */
public record Status(String node, Role role, long term, String votedFor,
    String leader, long commitIndex, long lastApplied, long lastIndex,
    long durableIndex, long snapshotIndex, int electionCountdown) {}
