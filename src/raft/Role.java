package raft;

/**
 * What a server is at the moment (§5.1, Figure 4).
 *
 * <pre>
 *   from        to          when
 *   (start)     FOLLOWER    always: "When servers start up, they begin as
 *                           followers" (§5.2)
 *   FOLLOWER    CANDIDATE   its election timeout elapses           (F2, C1)
 *   FOLLOWER    CANDIDATE   its leader tells it to take over       (LT3)
 *   CANDIDATE   CANDIDATE   its election timeout elapses again     (C4, C1)
 *   CANDIDATE   LEADER      votes from a majority                  (C2)
 *   CANDIDATE   FOLLOWER    an AppendEntries of its own term, or
 *                           another word of its leader             (C3)
 *   CANDIDATE   FOLLOWER    a newer term                           (A2)
 *   LEADER      FOLLOWER    a newer term                           (A2)
 *   LEADER      FOLLOWER    it is not a member any more            (MC5)
 *   LEADER      FOLLOWER    no majority has replied to it for an
 *                           election timeout                       (CQ1)
 *   LEADER      FOLLOWER    its own disk stands still for a whole
 *                           election timeout                (beyond Figure 2)
 * </pre>
 * A server that asks for pre-votes (PV1) stays in its role.
 */
public enum Role {
  FOLLOWER, CANDIDATE, LEADER;

  /** The word of the paper, as it stands in traces and tables. */
  @Override public String toString() {
    return switch (this) {
      case FOLLOWER -> "follower";
      case CANDIDATE -> "candidate";
      case LEADER -> "leader";
    };
  }
}
