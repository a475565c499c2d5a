package raft.node.disk;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import raft.Entry;

/**
 * What a log file holds. Of entries that were replaced only the last is here.
 *
 * @param file    where it was read
 * @param first   the index of the first entry that the file is for
 * @param size    how many bytes the file has; of the last file, without zeros at
 *                its end, which are room for the next batches
 * @param batches the offset at which each batch begins, in the file's order
 * @param entries the log, from that index on; if refused, up to the damage
 * @param end     everything before this offset is sound; if not refused, what
 *                lies behind it is a torn tail
 * @param refusal why a node must not start from this, where, and what to do;
 *                null if it may
 */
public record LogContents(Path file, long first, long size,
    List<Long> batches, List<Stored> entries, long end, String refusal) {

  /** An entry, and the offset of its line in the file. */
  public record Stored(long offset, long index, Entry entry) {}

  /** How many bytes of a batch the next start will cut off, 0 if none. */
  public long tornBytes() {
    return refusal == null ? size - end : 0;
  }

  /** {@code 37 bytes of a torn tail at offset 812 of data/n1/log.jsonl} */
  public String tornTail() {
    return tornBytes() + " bytes of a torn tail at offset " + end + " of "
        + file;
  }

  /** Where the last batch begins: all before was forced when it was written. */
  long lastBatch() {
    return batches.isEmpty() ? 0 : batches.get(batches.size() - 1);
  }

  /** The same file, with those entries only whose index is wanted. */
  LogContents only(LongPredicate wanted) {
    return new LogContents(file, first, size, batches, entries.stream()
        .filter(stored -> wanted.test(stored.index())).toList(), end, refusal);
  }

  List<Entry> log() {
    return entries.stream().map(Stored::entry).toList();
  }
}
