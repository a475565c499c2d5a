package lab.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A command takes effect once, however often it is sent and logged. Executes
 * what is applied for the first time on a store of its own, in which nothing
 * can happen twice, and compares the answers; also with what clients are told.
 * A get has no effect: a repeated one is executed again, on what is there then.
 */
final class ExactlyOnce extends Checker {
  private record Last(Operation operation, String answer, Fact fact) {}

  // By command; never walked. What clients want, its first execution, and all
  // answers there were to it, of which a get may have several:
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Last> first = new HashMap<>();
  private final Map<String, Set<String>> answers = new HashMap<>();

  private final Map<String, Last> sessions = new TreeMap<>(); // by client
  private final Map<String, Register> store = new TreeMap<>(); // by key
  private final CommandCounts counts;
  private int executed;

  ExactlyOnce(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    counts = new CommandCounts(committed);
  }

  @Override void started(ServerView node) {
    counts.restart(node);
  }

  @Override void restored(ServerView node) {
    counts.restart(node);
  }

  @Override void called(Operation operation) {
    operations.put(operation.command(), operation);
  }

  @Override void applied(ServerView node, AppliedCommand applied) {
    if (counts.add(node) <= executed) return;
    executed++;
    Operation operation = operations.get(applied.command());
    Fact now = fact("%s answers %s: %s", node.id(), operation,
        applied.answer());
    Last last = sessions.get(operation.client());
    if (last != null && last.operation().serial() >= operation.serial()) {
      repeated(last, operation, applied.answer(), now);
    } else {
      execute(operation, applied.answer(), now);
    }
  }

  private void repeated(Last last, Operation operation, String answer,
      Fact now) {
    if (last.operation().serial() > operation.serial()) {
      if (isGone(answer)) return;
      throw broken(Property.EXACTLY_ONCE, last.fact(), now);
    }
    if (operation.verb() == Operation.Verb.GET) {
      readAgain(operation, answer, now);
    } else if (!answer.equals(last.answer())) {
      throw broken(Property.EXACTLY_ONCE, last.fact(), now);
    }
  }

  private void readAgain(Operation operation, String answer, Fact now) {
    requireFit(operation, answer, now);
    answers.get(operation.command()).add(answer);
  }

  private void execute(Operation operation, String answer, Fact now) {
    Register register = requireFit(operation, answer, now);
    store.put(operation.key(), register.after(operation));
    Last last = new Last(operation, answer, now);
    sessions.put(operation.client(), last);
    first.put(operation.command(), last);
    answers.put(operation.command(), new HashSet<>(Set.of(answer)));
  }

  /** Returns what it is executed on. */
  private Register requireFit(Operation operation, String answer, Fact now) {
    Register register = store.getOrDefault(operation.key(), Register.EMPTY);
    if (register.fits(operation, answer)) return register;
    throw broken(Property.EXACTLY_ONCE, fact("each executed once, the commands"
        + " before leave %s = %s", operation.key(), register), now);
  }

  @Override void acknowledged(ServerView node, Operation operation,
      String answer) {
    Last executed = first.get(operation.command());
    if (executed == null || isGone(answer)) return; // nothing to compare with
    if (answers.get(operation.command()).contains(answer)) return;
    throw broken(Property.EXACTLY_ONCE, executed.fact(),
        fact("%s tells %s of %s: %s", node.id(), operation.client(), operation,
            answer));
  }

  /** "A later one came first": its outcome is unknown. */
  private static boolean isGone(String answer) {
    return answer.startsWith("{\"status\":\"gone\"");
  }
}
