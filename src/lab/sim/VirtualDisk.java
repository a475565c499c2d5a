package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.check.LogView;
import raft.Entry;
import raft.SnapshotMetadata;
import raft.Storage;
import raft.StorageException;

/**
 * A disk in three layers, of which each can be lost:
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
 * <p>When a snapshot begins, the log goes on in a new file, and the old one is
 * deleted when the snapshot is durable; that is in the order of the lines too.
 * The snapshots themselves are {@link VirtualSnapshots}. What a crash leaves of
 * all that is put together at the next start.
 *
 * <p>What was forced may rot all the same. As in a node's log file, rot before
 * the last batch is known for what it is, and in it is taken for a torn write.
 *
 * <p>No call waits. {@link #sync} is asked only for what {@link #has} been
 * forced, and says so if it was not.
 */
public final class VirtualDisk implements Storage {

  /** One write, and where it ends in the server's buffer. */
  private sealed interface Write {
    record TermAndVote(long term, String vote) implements Write {}

    record LogLine(long index, Entry entry) implements Write {}

    record LogStart(long index, List<Entry> following) implements Write {}

    record Discard(long index, Set<Long> inUse) implements Write {}
  }

  /** Sees what the server does with its log. */
  interface LogWatcher {
    void appended(Entry entry, long index);

    /** The log goes on after this snapshot, which is durable. */
    default void installed(SnapshotMetadata snapshot) {}
  }

  private final int capacity; // of the buffer, in writes
  private final LogWatcher watcher;

  // Buffer:
  private Write.TermAndVote newestTerm; // null if none waits
  private final List<Write> lines = new ArrayList<>();
  private long position;

  // Cache:
  private final List<Write> cache = new ArrayList<>();
  private long written; // position

  // Platter:
  private long term;
  private String vote;
  private final VirtualLogFiles files = new VirtualLogFiles();
  private final VirtualSnapshots snapshots =
      new VirtualSnapshots(this::recover);
  private long forced; // position
  private long lastBatch = 1; // index of its first line

  // What has rotted; 0 and null if nothing has.
  private long rottenLine; // index of the first such line in the last batch
  private String rottenLog; // why it can never be read again
  private String rottenTerm;

  // What a start would find, and before it what is known to have been there.
  private final SimulatedLog log = new SimulatedLog();

  /** @param capacity how many writes may wait before {@link #isFull} */
  VirtualDisk(int capacity, LogWatcher watcher) {
    this.capacity = capacity;
    this.watcher = watcher;
  }

  // ---- As the server sees it -------------------------------------------

  @Override public Saved saved() {
    if (rottenLine > 0) {
      files.deleteFrom(rottenLine);
      log.deleteFrom(rottenLine);
    }
    rottenLine = 0;
    return tidy(snapshots.newest());
  }

  /** One snapshot at most stays, and one log file, which begins after it. */
  private Saved tidy(SnapshotMetadata snapshot) {
    List<Entry> entries = files.after(snapshot);
    long index = indexOf(snapshot);
    files.replaceBy(index, entries);
    snapshots.discardBefore(index, Set.of());
    return new Saved(term, vote, snapshot, entries);
  }

  private static long indexOf(SnapshotMetadata snapshot) {
    return snapshot == null ? 0 : snapshot.lastIncludedIndex();
  }

  @Override public long appendTermAndVote(long currentTerm, String votedFor) {
    newestTerm = new Write.TermAndVote(currentTerm, votedFor);
    return ++position;
  }

  @Override public long appendEntry(long index, Entry entry) {
    lines.add(new Write.LogLine(index, entry));
    watcher.appended(entry, index);
    return ++position;
  }

  @Override public long appendLogStart(long index, List<Entry> following) {
    lines.add(new Write.LogStart(index, following));
    SnapshotMetadata installed = snapshots.metadata(index);
    if (installed != null) watcher.installed(installed);
    return ++position;
  }

  @Override public long appendDiscard(long index, Set<Long> inUse) {
    lines.add(new Write.Discard(index, inUse));
    return ++position;
  }

  @Override public VirtualSnapshots snapshots() {
    return snapshots;
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
  public boolean has(long position) {
    return position <= forced;
  }

  /** Everything before this position is forced. */
  long forced() {
    return forced;
  }

  public boolean hasBuffered() {
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
  public int unforced() {
    return cache.size();
  }

  /** Forces what was written. */
  void force() {
    settle(cache);
    cache.clear();
    forced = written;
  }

  /** Loses the buffer, and of the cache all but its first writes. */
  void crash(int kept) {
    settle(cache.subList(0, kept));
    cache.clear();
    newestTerm = null;
    lines.clear();
    snapshots.crash();
    position = 0;
    written = 0;
    forced = 0;
  }

  /** Begins with this on it, as if it had been forced long ago. */
  public void begin(long savedTerm, List<Entry> savedLog) {
    wipe();
    term = savedTerm;
    files.replaceBy(0, savedLog);
    recover();
    lastBatch = log.lastIndex();
  }

  /** Loses everything, as a new disk. */
  public void wipe() {
    crash(0);
    term = 0;
    vote = null;
    snapshots.wipe();
    files.replaceBy(0, List.of());
    log.startAfter(0, 0);
    lastBatch = 1;
    rottenLine = 0;
    rottenLog = null;
    rottenTerm = null;
  }

  /** A batch is on the platter, or its beginning. */
  private void settle(List<Write> batch) {
    long first = Long.MAX_VALUE;
    for (Write write : batch) {
      if (write instanceof Write.LogLine line) {
        first = Math.min(first, line.index());
      }
      settle(write);
    }
    if (first < Long.MAX_VALUE) beganBatch(first);
  }

  /** What was in the batch before it was whole once, and is known to be. */
  private void beganBatch(long first) {
    if (rottenLine > 0) rotForGood(rottenLine);
    rottenLine = 0;
    lastBatch = first;
  }

  private void settle(Write write) {
    if (write instanceof Write.LogLine line) {
      files.put(line.index(), line.entry());
      if (line.index() < log.firstIndex()) { // a snapshot overtook it
        recover();
        return;
      }
      log.deleteFrom(line.index());
      log.append(line.entry());
    } else if (write instanceof Write.TermAndVote newest) {
      term = newest.term();
      vote = newest.vote();
      rottenTerm = null; // the file is written anew
    } else if (write instanceof Write.LogStart start) {
      files.begin(start.index(), start.following());
      recover();
      beganBatch(log.lastIndex() + 1);
    } else if (write instanceof Write.Discard discard) {
      files.discard(discard.index());
      snapshots.discardBefore(discard.index(), discard.inUse());
    }
  }

  /** Works out anew what the next start finds on this disk. */
  private void recover() {
    SnapshotMetadata snapshot = snapshots.newest();
    long index = indexOf(snapshot);
    long term = snapshot == null ? 0 : snapshot.lastIncludedTerm();
    if (!log.contains(index, term)) log.startAfter(index, term);
    log.deleteAfter(index);
    log.appendAll(files.after(snapshot));
  }

  // ---- Rot -------------------------------------------------------------

  /** A bit flips in the line of this entry, which was forced. */
  public void rotLine(long index) {
    if (index < lastBatch) rotForGood(index);
    else rottenLine = rottenLine == 0 ? index : Math.min(index, rottenLine);
  }

  private void rotForGood(long index) {
    rottenLog = "entry " + index + " is damaged, and was whole before the last"
        + " batch";
  }

  /** A bit flips where the term and the vote are. */
  public void rotTerm() {
    rottenTerm = "its term and vote are damaged, and it might vote twice";
  }

  /** Why no node starts from this; null if one does. */
  public String refusal() {
    return rottenTerm != null ? rottenTerm : rottenLog;
  }

  // ---- As checkers see it ----------------------------------------------

  long durableTerm() {
    return term;
  }

  String durableVote() {
    return vote;
  }

  long durableSnapshotIndex() {
    return indexOf(snapshots.newest());
  }

  /** What a start would find, and before it what else is known. */
  LogView durableLog() {
    return log;
  }
}
