package raft.sim.script;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Outcome;
import raft.sim.check.Operation;

/** Those who want something: what they asked for last, and what they heard. */
final class Clients {
  private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\w+)\"");

  // Both by what is wanted, as it stands in the scenario:
  private final Map<String, Operation> operations = new TreeMap<>();
  private final Map<String, Outcome> outcomes = new TreeMap<>();
  private int count;

  /** A new client wants that. */
  Operation anew(Wish wish) {
    return ask(wish, wish.of("client-" + ++count, 1));
  }

  /** The client that wanted the other thing wants that next. */
  Operation after(Wish other, Wish wish) {
    Operation before = again(other);
    return ask(wish, wish.of(before.client(), before.serial() + 1));
  }

  /** The client that wanted that still wants it, with the same serial. */
  Operation again(Wish wish) {
    Operation operation = operations.get(wish.toString());
    if (operation != null) return operation;
    throw new ScenarioException("nobody has asked for " + wish + " yet");
  }

  private Operation ask(Wish wish, Operation operation) {
    operations.put(wish.toString(), operation);
    return operation;
  }

  /** It hears this; in words. */
  String hear(Wish wish, Outcome outcome) {
    outcomes.put(wish.toString(), outcome);
    return words(outcome);
  }

  private static String words(Outcome outcome) {
    if (outcome instanceof Outcome.Refused no) return "refused, " + no.why();
    if (outcome instanceof Outcome.Unknown open) return "unknown, " + open.why();
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

  /** One word: done, refused, unknown, gone, or waiting. */
  String outcome(Wish wish) {
    Outcome outcome = outcomes.get(wish.toString());
    return outcome == null ? "waiting" : words(outcome).split(",")[0];
  }
}
