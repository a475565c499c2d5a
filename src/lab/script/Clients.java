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
   * A client calls a server, perhaps not for the first time.
   *
   * @param number from 1 on, in the order of the scenario
   */
  record ClientCall(ClientOperation wanted, Operation operation, int number) {}

  private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\w+)\"");

  private final Checkers checkers;

  // Never walked. An answer counts if it is the first to the operation that its
  // client wants now: a client ignores any other.
  private final Set<Operation> called = new HashSet<>();
  private final Map<String, Operation> open = new HashMap<>(); // by client

  // Both by the operation, as it stands in the scenario:
  private final Map<String, ClientCall> latest = new TreeMap<>();
  private final Map<String, Outcome> outcomes = new TreeMap<>(); // of it
  private int clients;
  private int calls;

  Clients(Checkers checkers) {
    this.checkers = checkers;
  }

  /** A new client asks for this. */
  ClientCall anew(ClientOperation wanted) {
    return ask(wanted, wanted.of("client-" + ++clients, 1));
  }

  /** The client that asked for the other one asks for this next. */
  ClientCall after(ClientOperation other, ClientOperation wanted) {
    Operation before = asked(other);
    return ask(wanted, wanted.of(before.client(), before.serial() + 1));
  }

  /** The client that asked for this asks again, with the same serial. */
  ClientCall again(ClientOperation wanted) {
    return ask(wanted, asked(wanted));
  }

  private Operation asked(ClientOperation wanted) {
    ClientCall call = latest.get(wanted.toString());
    if (call != null) return call.operation();
    throw new ScenarioException("no client has asked for " + wanted + " yet");
  }

  private ClientCall ask(ClientOperation wanted, Operation operation) {
    ClientCall call = new ClientCall(wanted, operation, ++calls);
    latest.put(wanted.toString(), call);
    outcomes.remove(wanted.toString());
    return call;
  }

  /** A server is asked for this, or was once; maybe not for the first time. */
  void call(Operation operation) {
    if (!called.add(operation)) return;
    open.put(operation.client(), operation);
    checkers.called(operation);
  }

  /** The client gets this outcome; returns it in words. */
  String hear(ClientCall call, Outcome outcome) {
    Operation operation = call.operation();
    if (outcome instanceof Outcome.Applied done
        && open.remove(operation.client(), operation)) {
      checkers.returned(operation, done.answer());
    }
    note(call, outcome);
    return words(outcome);
  }

  /**
   * An answer counts for every call with its serial. An outcome without an
   * answer counts only for the latest call, and only until there is an answer.
   */
  private void note(ClientCall call, Outcome outcome) {
    String wanted = call.wanted().toString();
    ClientCall last = latest.get(wanted);
    if (!call.operation().equals(last.operation())) return; // another client's
    if (outcome instanceof Outcome.Applied) outcomes.put(wanted, outcome);
    else if (call.equals(last)) outcomes.putIfAbsent(wanted, outcome);
  }

  static String words(Outcome outcome) {
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

  /** {@code , it is 1} if a value was read; otherwise nothing. */
  private static String value(String answer) {
    Matcher found = VALUE.matcher(answer);
    return found.find() ? ", it is " + found.group(1) : "";
  }

  /** Done, refused, unknown, gone, or waiting, since the latest call. */
  String outcome(ClientOperation wanted) {
    Outcome outcome = outcomes.get(wanted.toString());
    return outcome == null ? "waiting" : words(outcome).split(",")[0];
  }
}
