package raft;

import java.util.Iterator;

/**
 * Port to snapshot files. All its methods may wait for the disk, so they are
 * called without the server's lock. Every failure is a {@link
 * SnapshotException}: then nothing has changed that anybody counts on, and log
 * and node go on.
 *
 * <p>{@link #save} is called by one thread; {@link #create}, {@link #write} and
 * {@link #complete} by one thread at a time, which may be another; {@link
 * #chunk} and {@link #read} by any.
 *
 * <p>Old snapshots are deleted by {@code Storage.appendDiscard}, in the order
 * of the log's records, and not here.
 */
public interface SnapshotStore {

  /**
   * A part of a snapshot's file.
   *
   * @param data      some characters of it
   * @param last      whether the file ends with them
   * @param fileBytes how long the whole file is
   */
  record Chunk(String data, boolean last, long fileBytes) {}

  /**
   * A snapshot that came from a leader.
   *
   * @param state what {@link StateMachine.Restoring#end} returned
   */
  record Complete(SnapshotMetadata metadata, Runnable state) {}

  /**
   * Writes a whole snapshot; it is durable under its name when this returns
   * (SN3).
   *
   * @param state the lines of the state machine's image
   */
  void save(SnapshotMetadata metadata, Iterator<String> state);

  /**
   * A part of that snapshot's file, from this offset on.
   *
   * @param offset    in bytes of UTF-8
   * @param mostBytes the most of them that the chunk has; it ends between two
   *                  characters
   */
  Chunk chunk(long lastIncludedIndex, long offset, int mostBytes);

  /**
   * Builds the state of that snapshot. Its lines are verified as they are read,
   * so the state may get some before a damaged one is found.
   *
   * @return what {@link StateMachine.Restoring#end} returned; all was sound
   * @throws IllegalArgumentException as the state does
   */
  Runnable read(long lastIncludedIndex, StateMachine.Restoring state);

  // ---- one that comes from a leader, chunk by chunk ----------------------

  /**
   * IS2. "Create new snapshot file if first chunk (offset is 0)": an empty one;
   * a partial one that was there before is gone.
   *
   * @param state gets each line of the state, verified, when it has come, so
   *              that little is left to do for {@link #complete}
   */
  void create(StateMachine.Restoring state);

  /**
   * IS3. "Write data into snapshot file at given offset."
   *
   * @param offset the end of what was written since {@link #create}, in bytes
   *               of UTF-8
   * @return the end now, in bytes: where the next data go
   * @throws SnapshotException also if a line is damaged, or the state throws
   *     an IllegalArgumentException at it
   */
  long write(long offset, String data);

  /**
   * IS5. "Save snapshot file": what was written is a whole snapshot, every line
   * of it verified, and it is durable under its name when this returns.
   *
   * <p>The state is ended first, and the file gets its name afterwards: if the
   * state throws, there is no such snapshot.
   *
   * @param index the last included index that it must say of itself
   * @param term  the last included term that it must say of itself
   * @return what it says of itself, and the state
   */
  Complete complete(long index, long term);
}
