package raft;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The commands of a leader's clients that wait for their entry to be applied.
 * Only a leader has any: when it is deposed all are completed as {@link
 * Outcome.Unknown}, so an index is enough to know whose entry was applied.
 *
 * <p>Beyond Figure 2, not every command becomes an entry:
 * <ul>
 * <li>One that its client sent again, while the entry of the first time is not
 *     applied, waits for that entry. Without a majority each retry would be
 *     another entry.
 * <li>While too much waits, for the leader's own disk or for a majority, all
 *     are refused, and nothing happened.
 * </ul>
 *
 * <p>No future is completed here, under the lock; see {@link DeferredAnswers}.
 * Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class PendingCommands {
  private final String me;
  private final RaftLog log;
  private final Durability durability;
  private final int mostBytes;
  private final DeferredAnswers answers;
  private final TreeMap<Long, CompletableFuture<Outcome>> byIndex =
      new TreeMap<>();

  // The index of each of these by its command's text; of equal ones the last.
  private final Map<String, Long> indexes = new TreeMap<>();

  // The term in which a retry was last looked for, and the last index of an
  // earlier leader's entry then.
  private long term;
  private long inheritedTo;

  /** @param mostBytes of entries that are not committed */
  PendingCommands(String me, RaftLog log, Durability durability, int mostBytes,
      DeferredAnswers answers) {
    this.me = me;
    this.log = log;
    this.durability = durability;
    this.mostBytes = mostBytes;
    this.answers = answers;
  }

  /** The outcome of a command that is not appended; empty if it is to be. */
  Optional<CompletableFuture<Outcome>> withoutEntry(Command command,
      long currentTerm, long commitIndex, long lastApplied) {
    // L4 commits inherited entries only together with one of this term.
    boolean isFirst = log.lastTerm() < currentTerm;
    if (!isFirst && command.hasSerial()) {
      long index = indexOf(command.text(), currentTerm, lastApplied);
      if (index > 0) return Optional.of(outcomeOf(index));
    }
    if (durability.isBehind()) return refused("its disk is behind");
    boolean hasRoom = isFirst || log.bytesAfter(commitIndex) <= mostBytes;
    if (hasRoom) return Optional.empty();
    return refused("too many commands wait for a majority");
  }

  /** The index of an entry that is not applied; 0 if none has this command. */
  private long indexOf(String text, long currentTerm, long lastApplied) {
    Long own = indexes.get(text);
    if (own != null) return own;
    if (term != currentTerm) {
      term = currentTerm;
      inheritedTo = log.lastIndexBefore(currentTerm);
    }
    return log.indexOf(text, lastApplied, inheritedTo, mostBytes);
  }

  private Optional<CompletableFuture<Outcome>> refused(String why) {
    return Optional.of(Outcome.refused(why, me));
  }

  /** The outcome of the entry at this index, which is not applied yet. */
  CompletableFuture<Outcome> outcomeOf(long index) {
    indexes.put(log.entryAt(index).text(), index);
    return byIndex.computeIfAbsent(index, each -> new CompletableFuture<>());
  }

  /** The entry at this index was applied, with this answer. */
  void applied(long index, String answer) {
    assert byIndex.isEmpty() || byIndex.firstKey() >= index
        : "the client of an earlier entry was passed over";
    CompletableFuture<Outcome> pending = byIndex.remove(index);
    if (pending == null) return;
    indexes.remove(log.entryAt(index).text(), index);
    complete(pending, new Outcome.Applied(answer));
  }

  /** Completes all as unknown: no longer leader, or closing. */
  void completeUnknown(String why) {
    indexes.clear();
    // CL3. "this allows clients to retry their requests with another server"
    //      (thesis 6.2): the next leader may have the entry, or replace it.
    while (!byIndex.isEmpty()) {
      complete(byIndex.pollFirstEntry().getValue(), new Outcome.Unknown(why));
    }
  }

  private void complete(CompletableFuture<Outcome> pending, Outcome outcome) {
    answers.add(() -> pending.complete(outcome));
  }
}
