package raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figure's log[]: "log entries; each entry contains command for state
 * machine, and term when entry was received by leader (first index is 1)".
 *
 * <p>All arithmetic on indexes is here. Index 0 is before the first entry; it
 * always exists and has term 0. Every entry remembers the storage position of
 * its record, and no entry can be added without one: {@link #append} is the
 * only way in, and it writes to the storage.
 *
 * <p>A snapshot replaces the beginning of the log, so an index is in one
 * of three zones:
 * <pre>
 *   below discardedTo   inside a snapshot: committed; its term is not known
 *   discardedTo         the edge: the entry is gone, its term is still known
 *   above               in the log
 * </pre>
 * Before anything is discarded the edge is index 0.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class RaftLog {
  private static final class Slot {
    private final Entry entry; // with nothing but the command's text
    private final long position;
    private final long bytes; // of this entry and of all before it

    // As the application has read it, until it is applied; else null. What was
    // read takes several times the memory of the text.
    private Command command;

    Slot(Entry entry, long position, long bytes) {
      this.entry = entry;
      this.position = position;
      this.bytes = bytes;
    }
  }

  private final Storage storage;

  // The edge: the last index that was discarded, its term, and the bytes up to
  // it. Only grows.
  private long discardedTo;
  private long discardedTerm;
  private long discardedBytes;

  // The configuration up to the edge, and each one in the log, by its index.
  // Changed wherever entries come or go, and nowhere else.
  private Configuration discardedConfiguration;
  private final TreeMap<Long, Configuration> configurations = new TreeMap<>();

  // The entries after the edge.
  private final List<Slot> slots = new ArrayList<>();

  // Up to savedTo the entries are those that were saved; it falls when some are
  // deleted. Up to readTo they have been read; it grows. startAfter sets both
  // anew.
  private long savedTo;
  private long readTo;

  /**
   * A log with the entries that were saved, all of them durable, after the
   * snapshot. Their commands are still {@link #toRead}.
   *
   * @param initial the configuration at the very beginning
   */
  RaftLog(Configuration initial, Storage storage, Storage.Saved saved) {
    this.storage = storage;
    discardedConfiguration = initial;
    if (saved.snapshot() != null) startAfter(saved.snapshot());
    for (Entry entry : saved.entries()) add(entry, 0);
    savedTo = lastIndex();
  }

  private void add(Entry entry, long position) {
    slots.add(new Slot(entry.textOnly(), position,
        bytesUpTo(lastIndex()) + entry.bytes()));
    // MC1. "Once a given server adds the new configuration entry to its log, it
    //      uses that configuration for all future decisions (a server always
    //      uses the latest configuration in its log, regardless of whether the
    //      entry is committed)." (§6)
    if (entry.kind() == Entry.Kind.CONFIGURATION) {
      configurations.put(lastIndex(), entry.configuration());
    }
  }

  /** The one in use: the latest in the log, committed or not (MC1). */
  Configuration configuration() {
    // MC8. "a server always uses the latest configuration in its log" (§6), also
    //      after a restart: the one that it was begun with counts only for as
    //      long as neither log nor snapshot has one.
    return configurations.isEmpty() ? discardedConfiguration
        : configurations.lastEntry().getValue();
  }

  /** Where it stands; the edge if it is not in the log, which is committed. */
  long configurationIndex() {
    return configurations.isEmpty() ? discardedTo : configurations.lastKey();
  }

  /** The latest at or before an index on the edge or in the log. */
  Configuration configurationAt(long index) {
    Map.Entry<Long, Configuration> latest = configurations.floorEntry(index);
    return latest == null ? discardedConfiguration : latest.getValue();
  }

  private long bytesUpTo(long index) {
    return index == discardedTo ? discardedBytes : slot(index).bytes;
  }

  /** How many bytes the entries after this index have, about. */
  long bytesAfter(long index) {
    return bytesBetween(index, lastIndex());
  }

  /** How many bytes the entries after one index up to another have, about. */
  long bytesBetween(long after, long to) {
    return bytesUpTo(to) - bytesUpTo(after);
  }

  /** Of the last entry, discarded ones included; 0 if there is none. */
  long lastIndex() {
    return discardedTo + slots.size();
  }

  /** The last index whose entry was discarded; 0 if none was. */
  long discardedTo() {
    return discardedTo;
  }

  long lastTerm() {
    return termAt(lastIndex());
  }

  /** The term of the entry at an index on the edge or in the log. */
  long termAt(long index) {
    return index == discardedTo ? discardedTerm : entryAt(index).term();
  }

  Entry entryAt(long index) {
    return slot(index).entry;
  }

  /** Whether there is, or was, an entry with this term at this index. */
  boolean contains(long index, long term) {
    // SN5. Index and term of the last discarded entry "are preserved to support
    //      the AppendEntries consistency check for the first log entry following
    //      the snapshot, since that entry needs a previous log index and term."
    //      (§7) What was discarded was committed: there is one entry only that
    //      can have stood there.
    if (index < discardedTo) return true;
    return index <= lastIndex() && termAt(index) == term;
  }

  /**
   * Whether a log that ends so is at least as up-to-date as this one. "Raft
   * determines which of two logs is more up-to-date by comparing the index and
   * term of the last entries in the logs. If the logs have last entries with
   * different terms, then the log with the later term is more up-to-date. If
   * the logs end with the same term, then whichever log is longer is more
   * up-to-date." (§5.4.1)
   */
  boolean isUpToDate(long lastLogTerm, long lastLogIndex) {
    if (lastLogTerm != lastTerm()) return lastLogTerm > lastTerm();
    return lastLogIndex >= lastIndex();
  }

  /**
   * The first index at which this log has an entry of another term than the
   * one sent for it; 0 if there is none.
   */
  long firstConflict(long prevLogIndex, List<Entry> sent) {
    long index = prevLogIndex;
    for (Entry entry : sent) {
      index++;
      if (index > lastIndex()) return 0;
      if (index < discardedTo) continue; // committed, so it is the same
      if (termAt(index) != entry.term()) return index;
    }
    return 0;
  }

  /** Those of the entries sent that lie beyond this log's end. */
  List<Entry> missing(long prevLogIndex, List<Entry> sent) {
    int held = (int) Math.min(lastIndex() - prevLogIndex, sent.size());
    return sent.subList(held, sent.size());
  }

  /**
   * Appends to memory and to the storage's buffer.
   *
   * @return the index of the first of these entries
   */
  long append(List<Entry> entries) {
    long first = lastIndex() + 1;
    for (Entry entry : entries) {
      assert entry.term() >= lastTerm() : "terms in a log never fall";
      long position = storage.appendEntry(lastIndex() + 1, entry);
      add(entry, position);
      slot(lastIndex()).command = entry.command();
    }
    return first;
  }

  /**
   * Deletes the entry at this index and all that follow it. The storage hears
   * of it with the next {@link #append}, at the same index.
   */
  void deleteFrom(long index) {
    slots.subList(slotOf(index), slots.size()).clear();
    savedTo = Math.min(savedTo, lastIndex());
    // MC7. "a log entry for a configuration change can be removed (if
    //      leadership changes); in this case, a server must be prepared to fall
    //      back to the previous configuration in its log." (thesis 4.1)
    configurations.tailMap(index, true).clear();
  }

  /**
   * Discards the entries up to this index: a snapshot that covers them is
   * durable, and they were applied. The storage hears of it by itself.
   */
  void discardTo(long index) {
    if (index <= discardedTo) return;
    discardedTerm = termAt(index);
    discardedBytes = bytesUpTo(index);
    discardedConfiguration = configurationAt(index);
    configurations.headMap(index, true).clear();
    slots.subList(0, slotOf(index) + 1).clear();
    discardedTo = index;
    readTo = Math.max(readTo, index);
  }

  /** Discards all entries: the log goes on after this snapshot. */
  void startAfter(SnapshotMetadata snapshot) {
    slots.clear();
    discardedTo = snapshot.lastIncludedIndex();
    discardedTerm = snapshot.lastIncludedTerm();
    discardedBytes = 0;
    discardedConfiguration = snapshot.configuration(); // MC7
    configurations.clear();
    savedTo = discardedTo;
    readTo = discardedTo;
  }

  /** The entries after an index on the edge or in the log. */
  List<Entry> after(long index) {
    return last((int) (lastIndex() - index));
  }

  /**
   * The entries from this index on, in their order.
   *
   * @param mostEntries in one batch
   * @param mostBytes   of their commands; a first entry that is larger still
   *                    goes, alone
   */
  List<Entry> from(long index, int mostEntries, int mostBytes) {
    List<Entry> batch = new ArrayList<>();
    long bytes = 0;
    for (long i = index; i <= lastIndex(); i++) {
      bytes += bytesBetween(i - 1, i);
      if (batch.size() == mostEntries) break;
      if (bytes > mostBytes && !batch.isEmpty()) break;
      batch.add(entryAt(i));
    }
    return batch;
  }

  /** The last index with an entry of an earlier term; the edge if none has. */
  long lastIndexBefore(long term) {
    long index = lastIndex();
    while (index > discardedTo && termAt(index) >= term) index--;
    return index;
  }

  /**
   * The last index after one and up to another with such a command; 0 if there
   * is none within these bytes.
   */
  long indexOf(String text, long after, long to, long mostBytes) {
    long index = to;
    while (index > after && bytesBetween(index, to) <= mostBytes) {
      if (entryAt(index).text().equals(text)) return index;
      index--;
    }
    return 0;
  }

  /** The last {@code count} entries or fewer, oldest first. */
  List<Entry> last(int count) {
    int from = Math.max(0, slots.size() - count);
    return slots.subList(from, slots.size()).stream()
        .map(slot -> slot.entry).toList();
  }

  /** The last index whose record, and so every one before, is durable. */
  long durableIndex(long durablePosition) {
    // Positions grow with the index: a replaced entry gets a new, higher one.
    long index = lastIndex();
    while (index > discardedTo && slot(index).position > durablePosition) {
      index--;
    }
    return index;
  }

  /** For the hint of §5.3: the term held at this index, 0 if there is none. */
  long conflictTerm(long prevLogIndex) {
    return prevLogIndex > lastIndex() ? 0 : termAt(prevLogIndex);
  }

  /** For the hint of §5.3: the first index of that term, or the log's end. */
  long conflictIndex(long prevLogIndex) {
    if (prevLogIndex > lastIndex()) return lastIndex() + 1;
    long first = prevLogIndex;
    while (first > discardedTo + 1
        && termAt(first - 1) == termAt(prevLogIndex)) first--;
    return first;
  }

  /**
   * Where a leader whose log this is tries next, after a follower that has no
   * match at prevLogIndex hinted at its conflict (§5.3).
   *
   * @return at least 1, at most prevLogIndex: always a step back
   */
  long nextIndexAfterRefusal(long prevLogIndex, long conflictTerm,
      long conflictIndex) {
    long next = conflictIndex;
    if (conflictTerm > 0 && prevLogIndex >= discardedTo) {
      long index = prevLogIndex;
      while (index > discardedTo && termAt(index) > conflictTerm) index--;
      // The leader has entries of that term too: the last of them may match.
      if (termAt(index) == conflictTerm) next = index + 1;
    }
    return Math.max(1, Math.min(next, prevLogIndex));
  }

  /** Whether the next command after this index was read: {@link #toRead}. */
  boolean isReadAfter(long index) {
    return index < readTo || index >= savedTo;
  }

  /**
   * The next saved entries, up to this index, whose commands the application
   * has not read yet.
   *
   * @param mostBytes of their commands, or a single larger one
   */
  List<Entry> toRead(long index, int mostBytes) {
    if (readTo >= savedTo) return List.of();
    int most = (int) Math.max(0, Math.min(index, savedTo) - readTo);
    return from(readTo + 1, most, mostBytes);
  }

  /** Takes what {@link #toRead} gave, read. Some may be deleted by now. */
  void putRead(List<Entry> read) {
    for (Entry entry : read) {
      if (readTo >= savedTo) return;
      assert entry.equals(entryAt(readTo + 1)) : "one thread reads ahead";
      slot(++readTo).command = entry.command();
    }
  }

  /** The command as it was read, to be applied; given once. */
  Command takeCommand(long index) {
    Slot slot = slot(index);
    Command command = slot.command;
    assert command != null : index + " was not read, or was taken";
    slot.command = null;
    return command;
  }

  private Slot slot(long index) {
    assert index > discardedTo : "discarded " + index;
    assert index <= lastIndex() : "no entry " + index;
    return slots.get(slotOf(index));
  }

  private int slotOf(long index) {
    return (int) (index - discardedTo - 1);
  }
}
