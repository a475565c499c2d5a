package lab.figure16;

import java.util.Objects;
import raft.Entry;
import raft.Storage;
import raft.StorageException;

/**
 * A disk of which all that matters is how long it takes. It forces one batch
 * at a time, and what is appended meanwhile waits for the next.
 */
final class Disk implements Storage {
  private final Saved saved;
  private String vote; // the newest one appended; null if it is none
  private long position;
  private long written; // position; ends the batch being forced
  private long forced; // position

  Disk(Saved saved) {
    this.saved = saved;
  }

  @Override public Saved saved() {
    return saved;
  }

  @Override public long appendTermAndVote(long currentTerm, String votedFor) {
    vote = votedFor;
    return ++position;
  }

  @Override public long appendEntry(long index, Entry entry) {
    throw new AssertionError("in an election nobody appends");
  }

  @Override public long position() {
    return position;
  }

  @Override public boolean isFull() {
    return false;
  }

  @Override public void sync(long position) {
    if (has(position)) return;
    throw new StorageException("asked for " + position + ", forced " + forced);
  }

  // ---- As its driver sees it -------------------------------------------

  /** Whether everything before this position is forced. */
  boolean has(long position) {
    return position <= forced;
  }

  /** Whether there is something to force, and no force under way. */
  boolean isReady() {
    return position > written && written == forced;
  }

  /**
   * Begins a force.
   *
   * @return how long it takes this server
   */
  int begin(String server, Conditions conditions) {
    written = position;
    if (vote == null) return conditions.termForce();
    return Objects.equals(vote, server) ? conditions.ownForce()
        : conditions.voteForce();
  }

  /** The force is done; returns the position it reached. */
  long end() {
    forced = written;
    return forced;
  }
}
