package raft.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Entry;

/**
 * Reads a log file once, from its beginning to its end, and changes nothing.
 * Not thread-safe.
 *
 * <p>How a tear is told from rot: a batch begins with the offset up to which
 * the file had been forced, which is the batch's own offset. If a batch begins
 * behind a damaged line, that line was on disk, whole, before; so this is rot,
 * and to cut it off would be to forget what this server has acknowledged. If
 * none does, the last force may never have finished: then nobody has been told
 * of what it was to force, and the rest may go. Rot inside the last batch
 * looks just the same, and is cut too.
 */
final class LogReader {
  private static final String BATCH_BEGINS = "{\"forced\":";
  private static final Pattern ENTRY = Pattern.compile(
      "\\{\"index\":([0-9]+),\"term\":([0-9]+),\"(command|no-op)\":");

  private final Path file;
  private final List<Long> batches = new ArrayList<>();
  private final List<LogContents.Stored> entries = new ArrayList<>();
  private Line damaged; // the first such line, or null
  private String refusal; // the first reason, or null

  private LogReader(Path file) {
    this.file = file;
  }

  static LogContents read(Path file) throws IOException {
    return new LogReader(file).read();
  }

  private LogContents read() throws IOException {
    if (Files.notExists(file)) return missing();
    try (LineReader lines = new LineReader(file)) {
      long end = 0;
      for (Line line = lines.next(); line != null; line = lines.next()) {
        take(line);
        if (refusal != null) return contents(Files.size(file), end);
        if (damaged == null) end = lines.offset();
      }
      return contents(lines.offset(), end);
    }
  }

  private LogContents missing() {
    refusal = file + " is missing: it was there when this directory was made,"
        + " and may have held entries that others count on. "
        + DataDirectoryException.STAY_DOWN;
    return contents(0, 0);
  }

  private LogContents contents(long size, long end) {
    return new LogContents(file, size, List.copyOf(batches),
        List.copyOf(entries), end, refusal);
  }

  private void take(Line line) {
    String text = line.text();
    if (text == null && damaged == null) damaged = line;
    if (damaged != null) lookForBatch(line);
    else if (text.startsWith(BATCH_BEGINS)) beginBatch(line, text);
    else addEntry(line, text);
  }

  /** A newline that rotted makes one line of two: it may be inside. */
  private void lookForBatch(Line line) {
    Line batch = line.from(BATCH_BEGINS);
    if (!beginsBatch(batch)) return;
    refuse(damaged, "is damaged, and was whole when the batch at offset "
        + batch.offset() + " was written. It cannot be cut off like a torn"
        + " tail: this server has told others that it stores what is there");
  }

  private static boolean beginsBatch(Line line) {
    String text = line.text();
    return text != null && text.equals(BATCH_BEGINS + line.offset());
  }

  private void beginBatch(Line line, String text) {
    if (beginsBatch(line)) batches.add(line.offset());
    else refuse(line, "says " + text + "}, which is not where it stands:"
        + " something was taken out or put in before it");
  }

  private void addEntry(Line line, String text) {
    LogContents.Stored stored = parse(line, text);
    if (stored == null || stored.index() < 1 || batches.isEmpty()) {
      refuse(line, "is nothing that belongs there: " + shortened(text));
      return;
    }
    long before = stored.index() - 1;
    if (before > entries.size()) {
      refuse(line, "has index " + stored.index() + ", but the log before it"
          + " ends at " + entries.size() + ": entries between are missing");
      return;
    }
    // A line whose index exists replaces the entry there and all after it.
    entries.subList((int) before, entries.size()).clear();
    append(line, stored);
  }

  private static LogContents.Stored parse(Line line, String text) {
    Matcher start = ENTRY.matcher(text);
    if (!start.lookingAt()) return null;
    try {
      Entry entry = entry(Long.parseLong(start.group(2)), start.group(3),
          text.substring(start.end()));
      long index = Long.parseLong(start.group(1));
      return new LogContents.Stored(line.offset(), index, entry);
    } catch (IllegalArgumentException e) {
      return null; // numbers that no server writes; the caller refuses them
    }
  }

  private static Entry entry(long term, String kind, String rest) {
    if (kind.equals("command")) return Entry.command(term, rest);
    if (rest.equals("true")) return Entry.noOp(term);
    throw new IllegalArgumentException("no-op " + rest);
  }

  private void append(Line line, LogContents.Stored stored) {
    long lastTerm = entries.isEmpty() ? 0
        : entries.get(entries.size() - 1).entry().term();
    long term = stored.entry().term();
    if (term >= lastTerm) entries.add(stored);
    else refuse(line, "has term " + term + " after term " + lastTerm
        + ": terms in a log never fall");
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private void refuse(Line line, String why) {
    refusal = file + ": the line at offset " + line.offset() + " " + why + ". "
        + DataDirectoryException.STAY_DOWN;
  }
}
