package raft;

import java.util.Objects;

/**
 * "The snapshot also includes a small amount of metadata: the last included
 * index is the index of the last entry in the log that the snapshot replaces
 * (the last entry the state machine had applied), and the last included term is
 * the term of this entry." "To enable cluster membership changes (Section 6),
 * the snapshot also includes the latest configuration in the log as of last
 * included index." (§7)
 *
 * @param lastIncludedIndex 1 or more
 * @param lastIncludedTerm  the term of the entry at that index, 1 or more
 * @param configuration     the latest as of that index
 */
public record SnapshotMetadata(long lastIncludedIndex, long lastIncludedTerm,
    Configuration configuration) {

  public SnapshotMetadata {
    Message.inRange(1, lastIncludedIndex, "lastIncludedIndex");
    Message.inRange(1, lastIncludedTerm, "lastIncludedTerm");
    Objects.requireNonNull(configuration, "configuration");
    if (configuration.voters().isEmpty()) {
      throw new IllegalArgumentException("a configuration without servers");
    }
  }

  /** Whether its last entry has this index and this term. */
  public boolean isOf(long index, long term) {
    return lastIncludedIndex == index && lastIncludedTerm == term;
  }
}
