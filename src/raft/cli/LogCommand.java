package raft.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import raft.SnapshotMetadata;
import raft.node.disk.DataDirectory;
import raft.node.disk.Identity;
import raft.node.disk.LogContents;
import raft.node.disk.SavedLog;
import raft.node.disk.SnapshotContents;
import raft.node.disk.TermAndVote;

/** {@code raft log}: what a node has on disk, read without the node. */
final class LogCommand implements Subcommand {
  @Override public String name() {
    return "log";
  }

  @Override public String words() {
    return "DIR";
  }

  @Override public String summary() {
    return "show and verify what a node has on disk";
  }

  @Override public String details() {
    return """
        DIR is a node's data directory, or its id: then DIR/ID is read, with
        the DIR of --data. Nothing is changed, and the node may be running;
        then its last batch may look torn. Each line of the snapshot is read
        and verified; then the log after it is shown. Each batch was written
        together and forced once. Entries that were replaced later, or that
        the snapshot covers, are not shown.
        Status 0 if a node may start from this, 1 if not: it says why, where,
        and what to do.""";
  }

  @Override public String example() {
    return "raft log data/n1";
  }

  @Override public List<Option> options() {
    return List.of(Option.DATA);
  }

  @Override public int run(Arguments arguments, Terminal terminal) {
    DataDirectory.Inspection found =
        DataDirectory.inspect(directory(arguments));
    terminal.say(found.directory() + owner(found.identity()));
    terminal.say(termAndVote(found.termAndVote()));
    SavedLog log = found.log();
    if (log.snapshot() != null) terminal.say(snapshot(log.snapshot()));
    log.files().forEach(file -> show(file, terminal));
    explainTear(log.last(), terminal);
    found.refusals().forEach(why -> terminal.complain("refused: " + why));
    return found.refusals().isEmpty() ? Exit.DONE : Exit.NO;
  }

  private static Path directory(Arguments arguments) {
    Path given = Path.of(arguments.word(0));
    Path ofNode = arguments.data().resolve(given);
    return Files.notExists(given) && Files.exists(ofNode) ? ofNode : given;
  }

  private static String owner(Identity identity) {
    if (identity == null) return ": nobody knows whose this is";
    return " belongs to " + identity + ", one of "
        + String.join(", ", identity.nodes()) + ", and holds commands for "
        + identity.application();
  }

  private static String termAndVote(TermAndVote saved) {
    if (saved == null) return "term and vote cannot be read";
    return "currentTerm " + saved.currentTerm() + ", votedFor "
        + (saved.votedFor() == null ? "nobody" : saved.votedFor());
  }

  private static String snapshot(SnapshotContents found) {
    String bytes = found.bytes() + " bytes";
    SnapshotMetadata metadata = found.metadata();
    if (metadata == null) return found.file() + " cannot be read, " + bytes;
    return found.file() + ": a snapshot up to entry "
        + found.lastIncludedIndex() + ", of term "
        + metadata.lastIncludedTerm() + ", with the servers "
        + String.join(", ", metadata.configuration().servers()) + "; begun at "
        + found.begun() + "; " + found.lines() + " lines of state, " + bytes;
  }

  private static void explainTear(LogContents log, Terminal terminal) {
    if (log.tornBytes() == 0) return;
    terminal.complain(log.tornTail() + ": the next start cuts it off, and keeps"
        + " it beside the log in a file " + log.file().getFileName() + ".cut-"
        + log.end() + ". A crash interrupted the last write, and nobody had"
        + " been told that it was stored (rot in the last batch looks just the"
        + " same)");
  }

  /** Shows each batch, in the file's order, and what of it still counts. */
  private static void show(LogContents log, Terminal terminal) {
    terminal.say(log.file() + ": " + log.entries().size() + " entries, "
        + log.batches().size() + " batches, " + log.size() + " bytes");
    terminal.say("  offset");
    int batch = 0;
    for (LogContents.Stored stored : log.entries()) {
      batch = showBatches(log, batch, stored.offset(), terminal);
      terminal.say("%8d    %s".formatted(stored.offset(),
          LogLines.line(stored.index(), stored.entry())));
    }
    showBatches(log, batch, Long.MAX_VALUE, terminal);
  }

  /** Shows the batches that begin before an offset; returns the next. */
  private static int showBatches(LogContents log, int from, long before,
      Terminal terminal) {
    int batch = from;
    while (batch < log.batches().size() && log.batches().get(batch) < before) {
      terminal.say("%8d  batch".formatted(log.batches().get(batch)));
      batch++;
    }
    return batch;
  }
}
