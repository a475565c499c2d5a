package raft;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How {@link RaftServer} may be entered by many threads: one at a time. This
 * half knows about threads and nothing about Raft; the other half is Raft and
 * needs no thought about threads.
 *
 * <ul>
 * <li>{@link #step}: take the lock, run the rules, {@link #endOfStep}, wake
 *     those who wait in {@link #await}, release the lock, and only then answer
 *     clients. So no client is answered under the lock, and no step can forget
 *     to wake the links: there is one {@code notifyAll}, and every step comes
 *     by it. It is skipped if no link has anything to send, which is the usual
 *     case, and waking two threads costs more than the step.
 * <li>{@link #ask}: a step that makes a request for a link. No thread waits
 *     for what it changes, so it wakes none.
 * <li>{@link #await}: ask, again after each wake-up, until there is an answer.
 *     The lock is held from the question to the wait, so no wake-up is lost.
 * <li>{@link #read}: a question that changes nothing.
 * </ul>
 */
abstract class Monitor {
  // Made when the class is loaded: when memory has run out, nothing can be.
  private static final String BROKEN =
      String.valueOf("this server stopped itself");

  // Guarded by this object's monitor: why no step is taken any more, or null.
  private String closed;

  /**
   * Called at the end of each step, under the lock.
   *
   * @return whether a question that had no answer may have one now
   */
  abstract boolean endOfStep();

  /** The answers that became known in this step; called under the lock. */
  abstract List<Runnable> takeAnswers();

  /** Called once, under the lock, after the last step. */
  abstract void onClose(String why);

  /**
   * One step, alone.
   *
   * @throws ServerClosedException if this is closed
   */
  final <T> T step(Supplier<T> rules) {
    assert !Thread.holdsLock(this) : "steps do not nest";
    List<Runnable> answers = List.of();
    try {
      synchronized (this) {
        try {
          return orClose(() -> {
            T result = rules.get();
            if (endOfStep()) notifyAll();
            return result;
          });
        } finally {
          answers = takeAnswers();
        }
      }
    } finally {
      answers.forEach(Runnable::run);
    }
  }

  /** A step that gives nothing back. */
  final void step(Runnable rules) {
    step(() -> {
      rules.run();
      return null;
    });
  }

  /**
   * Makes the answer to a question, if it has one now.
   *
   * @throws ServerClosedException if this is closed
   */
  final <T> Optional<T> ask(Supplier<Optional<T>> question) {
    synchronized (this) {
      return orClose(question);
    }
  }

  /**
   * Waits until the question has an answer.
   *
   * @throws ServerClosedException if this is closed meanwhile
   */
  final synchronized <T> T await(Supplier<Optional<T>> question)
      throws InterruptedException {
    while (true) {
      Optional<T> answer = orClose(question);
      if (answer.isPresent()) return answer.get();
      wait();
    }
  }

  /**
   * A question that changes nothing.
   *
   * @throws ServerClosedException if this is closed
   */
  final synchronized <T> T read(Supplier<T> question) {
    checkOpen();
    return question.get();
  }

  private <T> T orClose(Supplier<T> rules) {
    checkOpen();
    try {
      return rules.get();
    } catch (RuntimeException | Error broken) {
      // Half a step was taken: this server can be trusted no more. That must
      // be so even if there is no memory left to say why.
      String why = BROKEN;
      try {
        why += ": " + broken;
      } finally {
        end(why);
      }
      throw broken;
    }
  }

  /**
   * Ends this for good, wakes all threads, and answers the clients that still
   * wait; does nothing the second time.
   */
  public final void close(String why) {
    List<Runnable> answers;
    synchronized (this) {
      end(why);
      answers = takeAnswers();
    }
    answers.forEach(Runnable::run);
  }

  private void checkOpen() {
    assert Thread.holdsLock(this);
    if (closed != null) throw new ServerClosedException(closed);
  }

  private void end(String why) {
    if (closed != null) return;
    closed = why;
    notifyAll();
    onClose(why);
  }
}
