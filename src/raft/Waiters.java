package raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The clients of a leader that wait for their entry to be applied, in the order
 * of the log. Only a leader has any: when it is deposed all are told {@link
 * Outcome.Unknown}, so an index is enough to know whose entry was applied.
 *
 * <p>Futures are never completed here and now, under the lock, but handed to
 * {@link Monitor#later}. Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Waiters {
  private record Waiter(long index, CompletableFuture<Outcome> outcome) {}

  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private final Consumer<Runnable> later;

  Waiters(Consumer<Runnable> later) {
    this.later = later;
  }

  /** Somebody waits for the entry at this index, the last of the log. */
  CompletableFuture<Outcome> add(long index) {
    assert waiting.isEmpty() || waiting.getLast().index() < index;
    Waiter waiter = new Waiter(index, new CompletableFuture<>());
    waiting.add(waiter);
    return waiter.outcome();
  }

  /** The entry at this index was applied, with this answer. */
  void applied(long index, String answer) {
    if (waiting.isEmpty() || waiting.getFirst().index() != index) return;
    tell(waiting.removeFirst(), new Outcome.Applied(answer));
  }

  /** Nobody will be able to tell what becomes of their entries. */
  void disappoint(String why) {
    while (!waiting.isEmpty()) {
      tell(waiting.removeFirst(), new Outcome.Unknown(why));
    }
  }

  private void tell(Waiter waiter, Outcome outcome) {
    later.accept(() -> waiter.outcome().complete(outcome));
  }
}
