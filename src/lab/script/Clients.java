package lab.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Outcome;
import lab.check.Checkers;
import lab.check.Operation;

/**
 * The clients of a scenario: what each asked for last, and what it heard. The
 * checkers are told of it.
 */
final class Clients {

  /**
   * A client asks for something, perhaps not for the first time.
   *
   * @param number from 1 on, in the order of the scenario
   */
  record Asking(Wish wish, Operation operation, int number) {}

  private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\w+)\"");

  private final Checkers checkers;

  // Never walked. An answer counts if it is the first to what its client wants
  // now: a client listens to nothing else.
  private final Set<Operation> called = new HashSet<>();
  private final Map<String, Operation> open = new HashMap<>(); // by client

  // Both by what is wanted, as it stands in the scenario:
  private final Map<String, Asking> latest = new TreeMap<>();
  private final Map<String, Outcome> outcomes = new TreeMap<>(); // since then
  private int clients;
  private int askings;

  Clients(Checkers checkers) {
    this.checkers = checkers;
  }

  /** A new client wants that. */
  Asking anew(Wish wish) {
    return ask(wish, wish.of("client-" + ++clients, 1));
  }

  /** The client that wanted the other thing wants that next. */
  Asking after(Wish other, Wish wish) {
    Operation before = asked(other);
    return ask(wish, wish.of(before.client(), before.serial() + 1));
  }

  /** The client that wanted that still wants it, with the same serial. */
  Asking again(Wish wish) {
    return ask(wish, asked(wish));
  }

  private Operation asked(Wish wish) {
    Asking asking = latest.get(wish.toString());
    if (asking != null) return asking.operation();
    throw new ScenarioException("nobody has asked for " + wish + " yet");
  }

  private Asking ask(Wish wish, Operation operation) {
    Asking asking = new Asking(wish, operation, ++askings);
    latest.put(wish.toString(), asking);
    outcomes.remove(wish.toString());
    return asking;
  }

  /** A server is asked for this, or was once; maybe not for the first time. */
  void call(Operation operation) {
    if (!called.add(operation)) return;
    open.put(operation.client(), operation);
    checkers.called(operation);
  }

  /** The client gets this outcome; returns it in words. */
  String hear(Asking asking, Outcome outcome) {
    Operation operation = asking.operation();
    if (outcome instanceof Outcome.Applied done
        && open.remove(operation.client(), operation)) {
      checkers.returned(operation, done.answer());
    }
    note(asking, outcome);
    return words(outcome);
  }

  /**
   * An answer is one, whichever asking it belongs to: they have one serial.
   * That there is none counts only of the latest, and only until there is one.
   */
  private void note(Asking asking, Outcome outcome) {
    String wish = asking.wish().toString();
    Asking last = latest.get(wish);
    if (!asking.operation().equals(last.operation())) return; // other client's
    if (outcome instanceof Outcome.Applied) outcomes.put(wish, outcome);
    else if (asking.equals(last)) outcomes.putIfAbsent(wish, outcome);
  }

  private static String words(Outcome outcome) {
    if (outcome instanceof Outcome.Refused no) return "refused, " + no.why();
    if (outcome instanceof Outcome.Unknown open) {
      return "unknown, " + open.why();
    }
    String answer = ((Outcome.Applied) outcome).answer();
    if (answer.startsWith("{\"status\":\"gone\"")) {
      return "gone, a later command of its client came first";
    }
    return "done" + value(answer);
  }

  /** {@code , it is 1} if it was read; otherwise nothing. */
  private static String value(String answer) {
    Matcher found = VALUE.matcher(answer);
    return found.find() ? ", it is " + found.group(1) : "";
  }

  /** Done, refused, unknown, gone, or waiting, since it was last asked for. */
  String outcome(Wish wish) {
    Outcome outcome = outcomes.get(wish.toString());
    return outcome == null ? "waiting" : words(outcome).split(",")[0];
  }
}
