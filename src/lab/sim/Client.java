package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.Outcome;
import lab.check.Operation;

/**
 * A client that wants one thing after the other done, and asks again and
 * elsewhere until it is: always with the same serial. Some make mistakes: they
 * send old commands once more, ask a former leader, or give up.
 */
final class Client {
  private static final List<Operation.Verb> VERBS = List.of(
      Operation.Verb.GET, Operation.Verb.GET, Operation.Verb.GET,
      Operation.Verb.APPEND, Operation.Verb.APPEND, Operation.Verb.APPEND,
      Operation.Verb.PUT, Operation.Verb.CAS, Operation.Verb.DELETE);

  private static final long MILLI = 1000;
  private static final int MOST_QUITS = 2; // open calls are slow to check

  private final Simulation simulation;
  private final String id;
  private final SeededRandom random;
  private final SeededRandom queries; // apart: without queries all is as it was
  private final List<Operation> past = new ArrayList<>();

  private Operation operation; // the present one; null between two
  private int attempt; // of the present operation
  private boolean patient; // an attempt at it got no answer
  private SimulatedNode target; // is asked next
  private String seen = "nothing"; // the last value that came back
  private long left = Long.MAX_VALUE; // operations to do
  private int quits; // how often it gave up

  Client(Simulation simulation, String id, SeededRandom random) {
    this.simulation = simulation;
    this.id = id;
    this.random = random;
    queries = new SeededRandom(Setup.mix(simulation.plan().seed(),
        id.hashCode()));
    target = random.pick(simulation.nodes());
  }

  /** Thinks, and then does the next thing. */
  void begin() {
    operation = null;
    if (left == 0) return;
    left--;
    simulation.timeline().after(random.until(simulation.plan().think()),
        this::call);
  }

  /** Does this number of further operations, and then no more. */
  void finish(int more) {
    left = more;
  }

  boolean isFinished() {
    return left == 0 && operation == null;
  }

  private void call() {
    operation = draw();
    past.add(operation);
    attempt = 0;
    patient = false;
    simulation.checkers().called(operation);
    ask();
  }

  private Operation draw() {
    long serial = past.size() + 1;
    String key = "k" + random.below(simulation.plan().keys());
    String value = id + "." + serial + " ";
    Operation.Verb kind = random.pick(VERBS);
    if (kind == Operation.Verb.GET && simulation.plan().readsByIndex()
        && queries.hits(0.7)) {
      return new Operation(id, serial, Operation.Verb.READ, key, null, null);
    }
    return switch (kind) {
      case GET, READ, LOCAL, DELETE ->
          new Operation(id, serial, kind, key, null, null);
      case PUT, APPEND -> new Operation(id, serial, kind, key, value, null);
      case CAS -> new Operation(id, serial, kind, key, value, seen);
    };
  }

  private void ask() {
    int now = ++attempt;
    Operation asked = operation;
    // A query may be put to whomever: half of them go to any server.
    send(asked.isQuery() && queries.hits(0.5)
        ? queries.pick(simulation.nodes()) : target, asked);
    simulation.timeline().after(timeout(), () -> {
      if (operation == asked && attempt == now) giveUp();
    });
  }

  /**
   * Each attempt may be one more entry in the log of a leader that is only
   * slow: a client that never waits longer never lets it catch up.
   */
  private long timeout() {
    return patient ? 2 * simulation.clientTimeout()
        : simulation.clientTimeout();
  }

  private void send(SimulatedNode node, Operation asked) {
    if (simulation.strikes(Fault.LOST_CALLS, random)) return;
    Proposal proposal = new Proposal(asked,
        outcome -> answer(node, asked, outcome));
    simulation.timeline().after(delay(),
        () -> node.act(() -> node.process().clients().propose(proposal)));
  }

  /** The answer is on its way back. */
  private void answer(SimulatedNode node, Operation asked, Outcome outcome) {
    if (simulation.strikes(Fault.LOST_CALLS, random)) return;
    simulation.timeline().after(delay(), () -> hear(node, asked, outcome));
  }

  private long delay() {
    return simulation.plan().environment().delay(random);
  }

  private void hear(SimulatedNode node, Operation asked, Outcome outcome) {
    if (asked != operation) return;
    if (outcome instanceof Outcome.Applied applied) {
      target = node;
      finish(applied.answer());
    } else if (outcome instanceof Outcome.Refused refused) {
      redirect(refused.leader());
    } else {
      redirect(null);
    }
  }

  private void finish(String answer) {
    simulation.checkers().returned(operation, answer);
    if (answer.contains("\"value\":\"")) {
      seen = answer.substring(answer.indexOf("\"value\":\"") + 9,
          answer.length() - 2);
    }
    if (simulation.strikes(Fault.OLD_SERIALS, random)) {
      send(random.pick(simulation.nodes()), random.pick(past));
    }
    begin();
  }

  private void redirect(String leader) {
    boolean obstinate = simulation.strikes(Fault.OLD_LEADERS, random);
    if (!obstinate) {
      target = leader == null ? random.pick(simulation.nodes())
          : simulation.node(leader);
    }
    int now = ++attempt;
    Operation asked = operation;
    simulation.timeline().after(random.between(MILLI, 20 * MILLI), () -> {
      if (operation == asked && attempt == now) ask();
    });
  }

  /** No answer came within the timeout. */
  private void giveUp() {
    patient = true;
    if (quits < MOST_QUITS && simulation.strikes(Fault.QUITTERS, random)) {
      quits++;
      begin();
    } else {
      redirect(null);
    }
  }
}
