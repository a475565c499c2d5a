package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import raft.Outcome;
import raft.RaftServer;
import lab.check.Operation;

/**
 * What clients and people ask of a process, and the answers that it has yet to
 * give them. A question is one step of the process, and each answer is another.
 */
public final class ProcessClients {
  /** @param give hands the answer to the one who asked, after that step */
  private record OwedAnswer(EventKind kind, String words, Runnable say,
      Runnable give) {}

  private final SimulatedProcess process;
  private final List<OwedAnswer> answers = new ArrayList<>(); // not yet given

  ProcessClients(SimulatedProcess process) {
    this.process = process;
  }

  /** A client wants something done. */
  public void propose(Proposal proposal) {
    Operation operation = proposal.operation();
    process.call(EventKind.PROPOSE, null, operation.toString(),
        () -> outcome(operation).thenAccept(outcome -> owe(EventKind.ANSWER,
            operation + ": " + outcome, () -> acknowledge(operation, outcome),
            () -> proposal.whenAnswered().accept(outcome))));
  }

  private CompletableFuture<Outcome> outcome(Operation operation) {
    RaftServer server = process.server();
    String command = operation.command();
    return switch (operation.verb()) {
      case READ -> server.query(command);
      case LOCAL -> CompletableFuture.completedFuture(
          new Outcome.Applied(server.queryLocally(command)));
      default -> server.propose(command);
    };
  }

  private void acknowledge(Operation operation, Outcome outcome) {
    if (operation.isQuery()
        || !(outcome instanceof Outcome.Applied done)) return;
    process.checkers().acknowledged(process, operation, done.answer());
  }

  /** A person wants other members. */
  public void change(ChangeOfMembers wanted) {
    long asked = process.event() + 1; // that of this step
    process.call(EventKind.CHANGE, null, wanted.toString(),
        () -> process.server().changeMembers(wanted.from(),
            wanted.to().voters(), wanted.ticks()).thenAccept(
            outcome -> owe(EventKind.CHANGE_ANSWER, wanted + ": " + outcome,
                () -> process.checkers().changed(process, wanted.to(), asked,
                    outcome),
                () -> wanted.whenAnswered().accept(outcome))));
  }

  /**
   * A person wants another leader.
   *
   * @param target       null for whichever
   * @param whenAnswered hears the outcome when the server's answer leaves
   */
  public void transferLeadership(String target,
      Consumer<Outcome> whenAnswered) {
    String words = target == null ? "whichever" : target;
    process.call(EventKind.TRANSFER, null, words,
        () -> process.server().transferLeadership(target).thenAccept(
            outcome -> owe(EventKind.TRANSFER_ANSWER, words + ": " + outcome,
                () -> { }, () -> whenAnswered.accept(outcome))));
  }

  private void owe(EventKind kind, String words, Runnable say, Runnable give) {
    answers.add(new OwedAnswer(kind, words, say, give));
  }

  /** Whether there is something to tell. */
  public boolean oweAnswers() {
    return !answers.isEmpty();
  }

  /** Tells who has waited longest for an outcome that is known. */
  public void answer() {
    OwedAnswer answer = answers.remove(0);
    process.call(answer.kind(), null, answer.words(), answer.say());
    answer.give().run();
  }

  /** The process has ended: no answer is given any more. */
  void clear() {
    answers.clear();
  }
}
