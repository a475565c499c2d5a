package raft.node.disk;

import java.util.ArrayList;
import java.util.List;
import raft.StorageException;

/**
 * The ordered buffer between the rules, which append, and the disk thread,
 * which takes all there is at once. Group commit comes from here: whatever is
 * appended while one batch is being forced is the next batch.
 *
 * <p>A position is a count: of the records, terms-and-votes and those of the
 * log alike, that have been appended.
 *
 * <p>Thread-safe. This object's monitor guards every field, for a few
 * instructions at a time: nothing is encoded, written or told to anybody while
 * it is held. A thread with the server's lock may take it, never the other way
 * round.
 */
final class WriteBuffer {

  /**
   * What is written and forced together.
   *
   * @param termAndVote the newest in the batch, null if it has none; those
   *                    before it are worth nothing once it is stored
   * @param log         what is to be done to the log, in the order in which it
   *                    was appended
   * @param end         the position after all of this
   */
  record Batch(TermAndVote termAndVote, List<LogRecord> log, long end) {}

  private static final int TERM_AND_VOTE_BYTES = 64;

  private final long bytesAllowed;

  // What no batch holds yet, and about how many bytes it has.
  private TermAndVote termAndVote; // null if none was appended
  private List<LogRecord> log = new ArrayList<>();
  private long bytes;

  // The size of the batch that is being written, 0 if none is.
  private long bytesTaken;

  // When it was taken, by System.nanoTime(); of no meaning if there is none.
  private long takenAt;

  // Positions; each only grows, and durable <= taken <= end.
  private long durable;
  private long taken;
  private long end;

  private boolean closed; // nothing more is accepted
  private boolean ended; // nothing more becomes durable
  private StorageException failure; // why it ended, null if nothing failed

  /** @param bytesAllowed with more than this waiting, it is full */
  WriteBuffer(long bytesAllowed) {
    this.bytesAllowed = bytesAllowed;
  }

  // ---- for the rules ---------------------------------------------------

  synchronized long append(TermAndVote newest) {
    checkOpen();
    termAndVote = newest;
    return appended(TERM_AND_VOTE_BYTES);
  }

  long append(LogRecord record) {
    long size = record.bytes(); // outside: it looks at each character
    synchronized (this) {
      checkOpen();
      log.add(record);
      return appended(size);
    }
  }

  private void checkOpen() {
    checkDisk();
    if (closed) throw new StorageException("the storage is closed");
  }

  private long appended(long size) {
    bytes += size;
    if (end == taken) notifyAll(); // else the disk thread knows already
    return ++end;
  }

  synchronized long position() {
    return end;
  }

  synchronized boolean isFull() {
    return bytes + bytesTaken > bytesAllowed;
  }

  // ---- for those who wait ----------------------------------------------

  synchronized void awaitDurable(long position) {
    try {
      while (durable < position && !ended) wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for the disk", e);
    }
    checkDisk();
    if (durable < position) {
      throw new StorageException("closed before this was durable");
    }
  }

  private void checkDisk() {
    if (failure == null) return;
    // A new one for each who hears of it, with a stack trace of its own.
    throw new StorageException(failure.getMessage(), failure);
  }

  // ---- for the disk thread ---------------------------------------------

  /** Waits for a batch; null when there will be no more. */
  Batch take() throws InterruptedException {
    awaitRecord();
    // Threads that are about to append go first, and this force serves them too.
    Thread.yield();
    return takeAll();
  }

  private synchronized void awaitRecord() throws InterruptedException {
    while (end == taken && !closed) wait();
  }

  private synchronized Batch takeAll() {
    if (end == taken || ended) return null;
    Batch batch = new Batch(termAndVote, log, end);
    termAndVote = null;
    log = new ArrayList<>();
    bytesTaken = bytes;
    bytes = 0;
    taken = end;
    takenAt = System.nanoTime();
    return batch;
  }

  /** This batch, and so everything before its end, is durable. */
  synchronized void written(Batch batch) {
    durable = batch.end();
    bytesTaken = 0;
    notifyAll();
  }

  // ---- the end ---------------------------------------------------------

  /** No more is accepted; what is here already may still become durable. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Nothing more becomes durable; everybody who waits is told. */
  synchronized void end() {
    closed = true;
    ended = true;
    notifyAll();
  }

  /**
   * The end, by a failure.
   *
   * @return whether it is the first
   */
  synchronized boolean fail(StorageException why) {
    boolean first = failure == null;
    if (first) failure = why;
    end();
    return first;
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** How long the batch under way has been written so far; 0 if none is. */
  synchronized long writingMillis() {
    return taken == durable ? 0 : (System.nanoTime() - takenAt) / 1_000_000;
  }
}
