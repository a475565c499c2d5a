package raft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The commands of a leader's clients that wait for their entry to be applied,
 * in the order of the log. Only a leader has any: when it is deposed all are
 * completed as {@link Outcome.Unknown}, so an index is enough to know whose
 * entry was applied.
 *
 * <p>No future is completed here, under the lock: {@link #takeAnswers} hands
 * the completions to {@link Monitor}, which runs them after it. Not
 * thread-safe; {@link RaftServer}'s lock guards it.
 */
final class PendingCommands {
  private record Pending(long index, CompletableFuture<Outcome> outcome) {}

  private final Deque<Pending> waiting = new ArrayDeque<>();
  private List<Runnable> answers = new ArrayList<>();

  /** A client waits for the entry at this index, the last of the log. */
  CompletableFuture<Outcome> add(long index) {
    assert waiting.isEmpty() || waiting.getLast().index() < index;
    Pending pending = new Pending(index, new CompletableFuture<>());
    waiting.add(pending);
    return pending.outcome();
  }

  /** The entry at this index was applied, with this answer. */
  void applied(long index, String answer) {
    assert waiting.isEmpty() || waiting.getFirst().index() >= index
        : "the client of an earlier entry was passed over";
    if (waiting.isEmpty() || waiting.getFirst().index() != index) return;
    complete(waiting.removeFirst(), new Outcome.Applied(answer));
  }

  /** Completes all as unknown: no longer leader, or closing. */
  void completeUnknown(String why) {
    while (!waiting.isEmpty()) {
      complete(waiting.removeFirst(), new Outcome.Unknown(why));
    }
  }

  private void complete(Pending pending, Outcome outcome) {
    answers.add(() -> pending.outcome().complete(outcome));
  }

  /** What completes the futures whose outcome is known; empty afterwards. */
  List<Runnable> takeAnswers() {
    if (answers.isEmpty()) return List.of();
    List<Runnable> taken = answers;
    answers = new ArrayList<>();
    return taken;
  }
}
