package raft.node.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Puts a snapshot and log files together, and says what of them is the log.
 * Not thread-safe.
 *
 * <p>A crash may come at any moment after a snapshot has its name. Then the
 * files may begin before its end, stop before it, or hold another entry there.
 */
final class LogJoiner {
  private final SnapshotContents snapshot; // null if there is none
  private final List<LogContents> files; // at least one
  private final List<String> refusals = new ArrayList<>();

  LogJoiner(SnapshotContents snapshot, List<LogContents> files) {
    this.snapshot = snapshot;
    this.files = files;
  }

  SavedLog join() {
    if (snapshot != null) refuse(snapshot.refusal());
    files.forEach(file -> refuse(file.refusal()));
    List<LogContents> earlier = files.subList(0, files.size() - 1);
    earlier.forEach(this::refuseTear);
    List<LogContents> log = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) log.add(valid(i));
    if (refusals.isEmpty()) refuseFallingTerms(log);
    return new SavedLog(snapshot, log, refusals);
  }

  private void refuse(String why) {
    if (why != null) refusals.add(why);
  }

  /** Each had been forced, whole, when the next was begun. */
  private void refuseTear(LogContents file) {
    if (file.tornBytes() == 0) return;
    refuse(file.file() + ": the line at offset " + file.end() + " is damaged,"
        + " and was whole when a later log file was begun. "
        + DataDirectoryException.STAY_DOWN);
  }

  private LogContents valid(int i) {
    LogContents file = files.get(i);
    if (!keepsLog()) return file.only(index -> false);
    LongPredicate afterSnapshot = index -> index > lastIncludedIndex();
    if (i == files.size() - 1) return file.only(afterSnapshot);
    long next = files.get(i + 1).first();
    refuseGap(file, files.get(i + 1));
    return file.only(afterSnapshot.and(index -> index < next));
  }

  private void refuseGap(LogContents file, LogContents next) {
    long end = file.first() + file.entries().size();
    if (file.refusal() != null || end >= next.first()) return;
    refuse(next.file() + " begins with entry " + next.first() + ", but the log"
        + " before it, in " + file.file() + ", has none from " + end + " on:"
        + " entries between are missing. " + DataDirectoryException.STAY_DOWN);
  }

  /**
   * A file that begins right after the snapshot was made for it. One that
   * begins before, is older; then Figure 13 says, in its steps 6 and 7, what a
   * crash prevented: "If existing log entry has same index and term as
   * snapshot's last included entry, retain log entries following it", or else
   * "discard the entire log".
   */
  private boolean keepsLog() {
    LogContents first = files.get(0);
    if (first.first() > lastIncludedIndex()) return true;
    if (snapshot.metadata() == null) return true; // refused; to be shown
    long term = snapshot.metadata().lastIncludedTerm();
    return first.entries().stream().anyMatch(stored ->
        stored.index() == lastIncludedIndex() && stored.entry().term() == term);
  }

  private long lastIncludedIndex() {
    return snapshot == null ? 0 : snapshot.lastIncludedIndex();
  }

  private void refuseFallingTerms(List<LogContents> log) {
    long before = snapshot == null ? 0
        : snapshot.metadata().lastIncludedTerm();
    for (LogContents file : log) {
      for (LogContents.Stored stored : file.entries()) {
        long term = stored.entry().term();
        if (term < before) {
          refuse(file.file() + ": the line at offset " + stored.offset()
              + " has term " + term + " after term " + before + ": terms in a"
              + " log never fall. " + DataDirectoryException.STAY_DOWN);
          return;
        }
        before = term;
      }
    }
  }
}
