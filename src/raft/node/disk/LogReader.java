package raft.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Configuration;
import raft.Entry;
import raft.Message;
import raft.text.Text;

/**
 * Reads a log file once, from its beginning to its end, and changes nothing.
 * Not thread-safe.
 *
 * <p>How a tear is told from rot: what was forced when the last batch was
 * written was on disk, whole. So damage before it is rot, and to cut it off
 * would be to forget what this server has acknowledged. Whether a batch was
 * written after the damaged line, {@link LaterBatch} finds out; of the first
 * line of all it is known, since that was forced when the file was made.
 * If nothing proves it, the last force may never have finished: then no message
 * has told of what it was to force, and the rest may go.
 *
 * <p>Three things look just like that and are not. Rot inside the last batch.
 * Rot that leaves not one line whole behind it. And a file that ends sooner
 * than it did, or in zeros: there is nothing left that could tell.
 */
final class LogReader {
  private static final String BATCH_BEGINS = "{\"forced\":";
  static final Pattern ENTRY = Pattern.compile("\\{\"index\":([0-9]+),"
      + "\"term\":([0-9]+),\"batch\":([0-9]+),\"(command|no-op|configuration)\":");

  private final Path file;
  private final long first; // the index of its first entry, by its name
  private final List<Long> batches = new ArrayList<>();
  private final List<LogContents.Stored> entries = new ArrayList<>();
  private LaterBatch later; // of the first damaged line; null if all are sound
  private String refusal; // the first reason, or null

  private LogReader(Path file) {
    this.file = file;
    first = FileNames.first(file);
  }

  /**
   * What a log file holds.
   *
   * @param isLast whether entries are appended to it: then zeros at its end are
   *               room for the next ones, and not read
   */
  static LogContents read(Path file, boolean isLast) throws IOException {
    return new LogReader(file).read(isLast);
  }

  private LogContents read(boolean isLast) throws IOException {
    if (!DataDirectory.isThere(file)) return gone("is missing");
    // Before anything is read: a running node goes on meanwhile, and a batch
    // that is read behind zeros, where one stands by now, would prove damage.
    long size = isLast ? sizeWithoutZeros(file) : Files.size(file);
    if (size == 0) return gone("is empty");
    try (Line.Reader lines = new Line.Reader(file, size)) {
      long end = 0;
      for (Line line = lines.next(); line != null; line = lines.next()) {
        take(line);
        if (refusal != null) break;
        if (later == null) end = lines.offset();
      }
      return contents(size, end);
    }
  }

  private static long sizeWithoutZeros(Path file) throws IOException {
    try (FileChannel bytes = FileChannel.open(file)) {
      ByteBuffer piece = ByteBuffer.allocate(1 << 16);
      long end = bytes.size();
      while (end > 0) {
        long from = Math.max(0, end - piece.capacity());
        piece.clear().limit((int) (end - from));
        while (piece.hasRemaining()
            && bytes.read(piece, from + piece.position()) > 0) continue;
        int last = piece.position();
        while (last > 0 && piece.get(last - 1) == 0) last--;
        if (last > 0) return from + last;
        end = from;
      }
      return 0;
    }
  }

  private LogContents gone(String what) {
    refusal = file + " " + what + ": its first line was there when it was"
        + " made, and others may have followed that someone"
        + " counts on. " + DataDirectoryException.STAY_DOWN;
    return contents(0, 0);
  }

  private LogContents contents(long size, long end) {
    return new LogContents(file, first, size, List.copyOf(batches),
        List.copyOf(entries), end, refusal);
  }

  private void take(Line line) {
    String text = line.text();
    if (text == null && later == null) {
      later = new LaterBatch(line, lastBatch());
      if (line.offset() == 0) refuse(line, "is damaged, and was whole when"
          + " the file was made");
    }
    if (later != null) lookBehindDamage(line);
    else if (text.startsWith(BATCH_BEGINS)) beginBatch(line, text);
    else addEntry(line, text);
  }

  private void lookBehindDamage(Line line) {
    String proof = later.proof(line);
    if (proof == null || refusal != null) return;
    refuse(later.damaged(), "is damaged, and was whole when a later batch was"
        + " written, of which there is " + proof + ". It cannot be cut off"
        + " like a torn tail: this server has told others that it stores what"
        + " is there");
  }

  private long lastBatch() {
    return batches.isEmpty() ? 0 : batches.get(batches.size() - 1);
  }

  private void beginBatch(Line line, String text) {
    if (text.equals(BATCH_BEGINS + line.offset())) batches.add(line.offset());
    else refuse(line, "says " + text + "}, which is not where it stands:"
        + " something was taken out or put in before it");
  }

  private void addEntry(Line line, String text) {
    Matcher start = ENTRY.matcher(text);
    boolean entry = start.lookingAt();
    if (entry && number(start.group(2)) > Message.MAX_TERM_OR_INDEX) {
      refuse(line, "has term " + start.group(2) + ", and no server gets beyond "
          + Message.MAX_TERM_OR_INDEX);
      return;
    }
    LogContents.Stored stored = entry
        ? stored(line, start, text.substring(start.end())) : null;
    if (stored == null || stored.index() < first || batches.isEmpty()) {
      refuse(line, "is nothing that belongs there: "
          + Text.shortened(text));
    } else if (number(start.group(3)) != lastBatch()) {
      refuse(line, "came with the batch at offset " + start.group(3) + ", and"
          + " stands in the one at " + lastBatch() + ": something was taken out"
          + " or put in before it");
    } else {
      add(line, stored);
    }
  }

  private static LogContents.Stored stored(Line line, Matcher start,
      String rest) {
    try {
      Entry entry = entry(number(start.group(2)), start.group(4), rest);
      long index = number(start.group(1));
      return new LogContents.Stored(line.offset(), index, entry);
    } catch (IllegalArgumentException e) {
      return null; // what no server writes; the caller refuses it
    }
  }

  /** Of digits; what is beyond 64 bits is the largest there is. */
  static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static Entry entry(long term, String kind, String rest) {
    if (kind.equals("command")) return Entry.command(term, rest);
    if (kind.equals("no-op") && rest.equals("true")) return Entry.noOp(term);
    if (!kind.equals("configuration") || !rest.matches("\"[^\"]+\"")) {
      throw new IllegalArgumentException(kind + " " + rest);
    }
    return Entry.configuration(term,
        Configuration.of(rest.substring(1, rest.length() - 1)));
  }

  /** A line whose index exists replaces the entry there and all after it. */
  private void add(Line line, LogContents.Stored stored) {
    long before = stored.index() - first;
    if (before > entries.size()) {
      long last = first + entries.size() - 1;
      refuse(line, "has index " + stored.index() + ", but the log before it"
          + " ends at " + last + ": entries between are missing");
      return;
    }
    entries.subList((int) before, entries.size()).clear();
    long lastTerm = entries.isEmpty() ? 0
        : entries.get(entries.size() - 1).entry().term();
    long term = stored.entry().term();
    if (term >= lastTerm) entries.add(stored);
    else refuse(line, "has term " + term + " after term " + lastTerm
        + ": terms in a log never fall");
  }

  private void refuse(Line line, String why) {
    refusal = file + ": the line at offset " + line.offset() + " " + why + ". "
        + DataDirectoryException.STAY_DOWN;
  }
}
