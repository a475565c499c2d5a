package raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How {@link RaftServer} may be entered by many threads: one at a time. This
 * half knows about threads and nothing about Raft; the other half is Raft and
 * needs no thought about threads.
 *
 * <ul>
 * <li>{@link #enter}: take the lock, run the rules, {@link #settle}, wake who
 *     waits, release the lock, and only then run what was put off with {@link
 *     #later}. So an answer to a client never runs under the lock, and no step
 *     can forget to wake the links: there is one {@code notifyAll}, and every
 *     step comes by it. It passes it if nobody would find an answer: most steps
 *     are of that kind, and waking two threads costs more than the step.
 * <li>{@link #await}: ask a question under the lock, again whenever there may
 *     be an answer, until there is. Both hold the same lock between the
 *     question and the wait, so no wake-up is lost.
 * </ul>
 */
abstract class Monitor {
  // Guarded by this object's monitor: what was put off; and why nobody may
  // enter any more, null while all is well.
  private List<Runnable> later = new ArrayList<>();
  private String closed;

  /**
   * Ends each step, under the lock.
   *
   * @return whether a question that had no answer may have one now
   */
  abstract boolean settle();

  /** Called once, under the lock, when nobody will enter again. */
  abstract void abandon(String why);

  /**
   * One step, alone.
   *
   * @throws ServerClosedException if this is closed
   */
  final <T> T enter(Supplier<T> rules) {
    assert !Thread.holdsLock(this) : "steps do not nest";
    List<Runnable> actions = List.of();
    try {
      synchronized (this) {
        try {
          return step(rules);
        } finally {
          actions = takeLater();
        }
      }
    } finally {
      actions.forEach(Runnable::run);
    }
  }

  private <T> T step(Supplier<T> rules) {
    checkOpen();
    try {
      T result = rules.get();
      if (settle()) notifyAll();
      return result;
    } catch (RuntimeException | Error broken) {
      // Half a step was taken: this server can be trusted no more.
      end("this server stopped itself: " + broken);
      throw broken;
    }
  }

  /** A step that gives nothing back. */
  final void enter(Runnable rules) {
    enter(() -> {
      rules.run();
      return null;
    });
  }

  /**
   * Waits until the question has an answer.
   *
   * @throws ServerClosedException if this is closed meanwhile
   */
  final synchronized <T> T await(Supplier<Optional<T>> question)
      throws InterruptedException {
    while (true) {
      Optional<T> answer = peek(question);
      if (answer.isPresent()) return answer.get();
      wait();
    }
  }

  /** A question that changes nothing anybody waits for: wakes nobody. */
  final synchronized <T> T peek(Supplier<T> question) {
    checkOpen();
    return question.get();
  }

  /** Puts something off until the lock is released. */
  final void later(Runnable action) {
    assert Thread.holdsLock(this);
    later.add(action);
  }

  /** Ends this for good and wakes everybody; does nothing the second time. */
  public final void close(String why) {
    List<Runnable> actions;
    synchronized (this) {
      end(why);
      actions = takeLater();
    }
    actions.forEach(Runnable::run);
  }

  private void checkOpen() {
    assert Thread.holdsLock(this);
    if (closed != null) throw new ServerClosedException(closed);
  }

  private void end(String why) {
    if (closed != null) return;
    closed = why;
    notifyAll();
    abandon(why);
  }

  private List<Runnable> takeLater() {
    List<Runnable> actions = later;
    later = new ArrayList<>();
    return actions;
  }
}
