package raft;

import java.util.Iterator;
import java.util.function.Function;

/**
 * Port to snapshot files. All its methods may wait for the disk, so they are
 * called without the server's lock. Every failure is a {@link
 * SnapshotException}: then nothing has changed that anybody counts on, and log
 * and node go on.
 *
 * <p>{@link #save} is called by one thread; {@link #create}, {@link #write} and
 * {@link #complete} by one thread at a time, which may be another; {@link
 * #piece} and {@link #read} by any.
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
  record Piece(String data, boolean last, long fileBytes) {}

  /**
   * A snapshot that came from a leader.
   *
   * @param state what the reader made of its state
   */
  record Complete<T>(SnapshotMetadata metadata, T state) {}

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
   * @param mostBytes the most of them that the piece has; it ends between two
   *                  characters
   */
  Piece piece(long lastIncludedIndex, long offset, int mostBytes);

  /**
   * Hands the lines of that snapshot's state to a reader. They are verified as
   * they are read, so the reader may see some before a damaged one is found.
   *
   * @return what the reader made of them, if all were sound
   */
  <T> T read(long lastIncludedIndex, Function<Iterator<String>, T> reader);

  // ---- one that comes from a leader, piece by piece ----------------------

  /**
   * IS2. "Create new snapshot file if first chunk (offset is 0)": an empty one;
   * a partial one that was there before is gone.
   */
  void create();

  /**
   * IS3. "Write data into snapshot file at given offset."
   *
   * @param offset the end of what was written since {@link #create}, in bytes
   *               of UTF-8
   * @return the end now, in bytes: where the next data go
   */
  long write(long offset, String data);

  /**
   * IS5. "Save snapshot file": what was written is a whole snapshot, every line
   * of it verified, and it is durable under its name when this returns.
   *
   * @param index  the last included index that it must say of itself
   * @param term   the last included term that it must say of itself
   * @param reader gets the lines of its state, before it has its name: if it
   *               throws, there is no such snapshot
   * @return what it says of itself, and what the reader made of them
   */
  <T> Complete<T> complete(long index, long term,
      Function<Iterator<String>, T> reader);
}
