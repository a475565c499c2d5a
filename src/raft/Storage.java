package raft;

import java.util.List;
import java.util.Set;

/**
 * Port to stable storage: an ordered buffer in memory, and a disk behind it.
 *
 * <p>Rules append to the buffer and go on; they never wait for the disk.
 * Another (a thread of the node, an event of the simulator) writes the
 * buffer to the disk, forces it, and tells {@link RaftServer#durable}.
 *
 * <p>A <em>position</em> is a place in the buffer. Positions start at 0, only
 * grow, and are never reused, not even when a log entry is replaced. "Durable
 * up to p" means that everything appended before position p has been forced.
 *
 * <p>The append methods, {@link #position} and {@link #isFull} are called with
 * the server's lock held, must not wait for the disk, and only take the
 * buffer's own short lock. {@link #sync} is called without the server's lock.
 */
public interface Storage {

  /**
   * What had been saved when this process began.
   *
   * @param currentTerm the newest term saved, 0 on first boot
   * @param votedFor    whom this server voted for in that term, or null
   * @param snapshot    the newest, or null if there is none
   * @param entries     the log after the snapshot, or from index 1 on
   */
  record Saved(long currentTerm, String votedFor, SnapshotMetadata snapshot,
      List<Entry> entries) {
    public Saved {
      entries = List.copyOf(entries);
    }

    /** Without a snapshot. */
    public Saved(long currentTerm, String votedFor, List<Entry> entries) {
      this(currentTerm, votedFor, null, entries);
    }
  }

  /** What was saved and is durable; called once, before anything else. */
  Saved saved();

  /**
   * Appends the term and the vote of that term to the buffer, together.
   *
   * @param votedFor null if no vote was given in that term
   * @return the position that must be durable for both to be durable
   */
  long appendTermAndVote(long currentTerm, String votedFor);

  /**
   * Appends a log entry to the buffer. An index that exists already replaces
   * the entry there and removes all that follow it.
   *
   * @return the position that must be durable for the entry to be durable
   */
  long appendEntry(long index, Entry entry);

  /**
   * A new log begins after this index, with these entries, which the old one
   * may hold already. The old one stays until it is discarded, but what it held
   * after this index is worth nothing any more.
   *
   * @return the position that must be durable for this to be durable
   */
  long appendLogStart(long index, List<Entry> following);

  /**
   * The log up to this index may be deleted, since a snapshot that covers it is
   * durable (SN3), and so may all older snapshots that are not in use. To be
   * called after {@link #appendLogStart} with the same index.
   *
   * @return the position that must be durable for this to be durable
   */
  long appendDiscard(long lastIncludedIndex, Set<Long> inUse);

  /** Where the snapshots are. */
  SnapshotStore snapshots();

  /** The end of the buffer: everything appended so far lies before it. */
  long position();

  /** Whether so much waits for the disk that no proposal should be added. */
  boolean isFull();

  /**
   * Waits until everything before {@code position} is durable.
   *
   * @throws StorageException if that can no longer happen: the disk failed,
   *     or the storage was closed
   */
  void sync(long position);

  /** The one way to a message that was held back (P1). */
  default <M extends Message> M release(Held<M> held) {
    sync(held.position());
    return held.message();
  }
}
