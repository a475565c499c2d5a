package raft;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who replied to a candidate's RequestVote in its term, and how. Voters,
 * not their number: a vote that arrives twice is still one vote.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Votes {
  private final Set<String> granted = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();

  /** A new election: no reply of an older one counts. */
  void clear() {
    granted.clear();
    refused.clear();
  }

  void cast(String voter, boolean voteGranted) {
    if (voteGranted) granted.add(voter);
    else refused.add(voter);
  }

  boolean replied(String peer) {
    return granted.contains(peer) || refused.contains(peer);
  }

  /** Those who voted for this candidate. */
  Set<String> granted() {
    return granted;
  }
}
