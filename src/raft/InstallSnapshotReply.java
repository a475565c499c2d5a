package raft;

/**
 * InstallSnapshot RPC, results.
 *
 * <p>Beyond Figure 13, which assumes that no chunk is lost and no follower
 * restarts in the middle: the follower says how far it has come.
 *
 * @param id        the request's id
 * @param term      "currentTerm, for leader to update itself"
 * @param installed whether the follower holds all that the snapshot covers, so
 *                  that no more of it is needed
 * @param received  how many bytes of this transfer the follower has: the offset
 *                  of the next chunk; 0 if it is to begin again
 */
public record InstallSnapshotReply(String id, long term, boolean installed,
    long received) implements Message.Reply {

  public InstallSnapshotReply {
    Message.check(id, term);
    Message.inRange(0, received, "received");
  }
}
