package raft;

import java.util.Objects;

/**
 * InstallSnapshot RPC: "Invoked by leader to send chunks of a snapshot to a
 * follower. Leaders always send chunks in order." (Figure 13)
 *
 * @param id                names the exchange
 * @param term              "leader's term"
 * @param leaderId          "so follower can redirect clients"
 * @param lastIncludedIndex "the snapshot replaces all entries up through and
 *                          including this index"
 * @param lastIncludedTerm  "term of lastIncludedIndex"
 * @param offset            "byte offset where chunk is positioned in the
 *                          snapshot file"
 * @param data              "raw bytes of the snapshot chunk, starting at
 *                          offset". A snapshot file is text in UTF-8, and a
 *                          chunk ends between two characters, so that a person
 *                          can read it on the wire too
 * @param done              "true if this is the last chunk"
 */
public record InstallSnapshot(String id, long term, String leaderId,
    long lastIncludedIndex, long lastIncludedTerm, long offset, String data,
    boolean done) implements Message.Request {

  public InstallSnapshot {
    Message.check(id, term);
    Objects.requireNonNull(leaderId, "leaderId");
    Message.inRange(1, lastIncludedIndex, "lastIncludedIndex");
    Message.inRange(1, lastIncludedTerm, "lastIncludedTerm");
    Message.atLeast(lastIncludedTerm, term, "term");
    Message.inRange(0, offset, "offset");
    Objects.requireNonNull(data, "data");
  }

  @Override public String from() {
    return leaderId;
  }

  @Override public Class<InstallSnapshotReply> replyType() {
    return InstallSnapshotReply.class;
  }

  /** The same chunk with its data, which are read outside the lock. */
  InstallSnapshot with(SnapshotStore.Chunk chunk) {
    return new InstallSnapshot(id, term, leaderId, lastIncludedIndex,
        lastIncludedTerm, offset, chunk.data(), chunk.last());
  }
}
