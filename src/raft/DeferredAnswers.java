package raft;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be told to those who wait, once the lock is free: a rule that
 * knows an outcome puts it here, and {@link Monitor} runs it after the step.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class DeferredAnswers {
  private List<Runnable> answers = new ArrayList<>();

  void add(Runnable answer) {
    answers.add(answer);
  }

  /** All of them, in their order; none is left. */
  List<Runnable> take() {
    if (answers.isEmpty()) return List.of();
    List<Runnable> taken = answers;
    answers = new ArrayList<>();
    return taken;
  }
}
