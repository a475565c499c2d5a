package raft.node.disk;

/**
 * Figure 2's currentTerm and votedFor, which are one thing on disk (P2).
 *
 * @param currentTerm 0 or more
 * @param votedFor    null if there was no vote in that term
 */
public record TermAndVote(long currentTerm, String votedFor) {}
