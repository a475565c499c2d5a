package raft.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import raft.Entry;
import raft.Storage;
import raft.StorageException;

/**
 * A disk in three layers, each of which somebody can lose:
 *
 * <pre>
 *   buffer    what the server appended; in the process, lost with it
 *   cache     what was written; in the operating system, lost with the power
 *   platter   what was forced
 * </pre>
 *
 * <p>The order of writing is the node's: the newest term and vote first, then
 * the lines of the log. So what a crash leaves of a batch is a beginning of
 * that; a torn last line counts as none, since its checksum is wrong.
 *
 * <p>Nobody waits here. {@link #sync} is asked only for what {@link #has} been
 * forced, and says so if it was not.
 */
final class VirtualDisk implements Storage {

  /** One write, and where it ends in the server's buffer. */
  private sealed interface Write {
    record TermAndVote(long term, String vote) implements Write {}

    record Line(long index, Entry entry) implements Write {}
  }

  private final int capacity; // of the buffer, in writes
  private final ObjLongConsumer<Entry> watcher; // sees entries with their index

  // Buffer:
  private Write.TermAndVote newestTerm; // null if none waits
  private final List<Write.Line> lines = new ArrayList<>();
  private long position;

  // Cache:
  private final List<Write> cache = new ArrayList<>();
  private long written; // position

  // Platter:
  private long term;
  private String vote;
  private final List<Entry> log = new ArrayList<>();
  private long forced; // position

  /**
   * @param capacity so many writes may wait before {@link #isFull}
   * @param watcher  sees each entry that is appended, with its index
   */
  VirtualDisk(int capacity, ObjLongConsumer<Entry> watcher) {
    this.capacity = capacity;
    this.watcher = watcher;
  }

  // ---- As the server sees it -------------------------------------------

  @Override public Saved saved() {
    return new Saved(term, vote, log);
  }

  @Override public long appendTermAndVote(long currentTerm, String votedFor) {
    newestTerm = new Write.TermAndVote(currentTerm, votedFor);
    return ++position;
  }

  @Override public long appendEntry(long index, Entry entry) {
    lines.add(new Write.Line(index, entry));
    watcher.accept(entry, index);
    return ++position;
  }

  @Override public long position() {
    return position;
  }

  @Override public boolean isFull() {
    return position - forced >= capacity;
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

  /** Everything before this position is forced. */
  long forced() {
    return forced;
  }

  boolean hasBuffered() {
    return position > written;
  }

  /** Writes what is buffered. */
  void write() {
    if (newestTerm != null) cache.add(newestTerm);
    cache.addAll(lines);
    newestTerm = null;
    lines.clear();
    written = position;
  }

  /** How many writes are not forced, and so may be lost. */
  int unforced() {
    return cache.size();
  }

  /** Forces what was written. */
  void force() {
    cache.forEach(this::settle);
    cache.clear();
    forced = written;
  }

  /** Loses the buffer, and of the cache all but its first writes. */
  void crash(int kept) {
    cache.subList(0, kept).forEach(this::settle);
    cache.clear();
    newestTerm = null;
    lines.clear();
    position = 0;
    written = 0;
    forced = 0;
  }

  /** Begins with this on it, as if it had been forced long ago. */
  void begin(long savedTerm, List<Entry> savedLog) {
    wipe();
    term = savedTerm;
    log.addAll(savedLog);
  }

  /** Loses everything there ever was. */
  void wipe() {
    crash(0);
    term = 0;
    vote = null;
    log.clear();
  }

  private void settle(Write write) {
    if (write instanceof Write.Line line) {
      log.subList((int) line.index() - 1, log.size()).clear();
      log.add(line.entry());
    } else if (write instanceof Write.TermAndVote newest) {
      term = newest.term();
      vote = newest.vote();
    }
  }

  // ---- As checkers see it ----------------------------------------------

  long durableTerm() {
    return term;
  }

  String durableVote() {
    return vote;
  }

  List<Entry> durableLog() {
    return log;
  }
}
