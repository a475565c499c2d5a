package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.Outcome;
import lab.check.Operation;

/**
 * A client that wants one thing after the other done, and asks again and
 * elsewhere until it is: always with the same serial. Some are worse than that:
 * they send old commands once more, believe in a leader that was, or give up.
 */
final class Client {
  private static final long MILLI = 1000;
  private static final int MOST_QUITS = 2; // what is open for good costs time

  private final World world;
  private final String id;
  private final Chance chance;
  private final List<Operation> past = new ArrayList<>();

  private Operation operation; // the present one; null between two
  private int attempt; // of the present operation
  private boolean patient; // an attempt at it got no answer
  private Host target; // whom to ask next
  private String seen = "nothing"; // the last value that came back
  private long left = Long.MAX_VALUE; // operations to do
  private int quits; // how often it gave up

  Client(World world, String id, Chance chance) {
    this.world = world;
    this.id = id;
    this.chance = chance;
    target = chance.pick(world.hosts());
  }

  /** Thinks, and then does the next thing. */
  void begin() {
    operation = null;
    if (left == 0) return;
    left--;
    world.timeline().after(chance.until(world.plan().think()), this::call);
  }

  /** So many more operations, and then no more. */
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
    world.checkers().called(operation);
    ask();
  }

  private Operation draw() {
    long serial = past.size() + 1;
    String key = "k" + chance.below(world.plan().keys());
    String value = id + "." + serial + " ";
    Operation.Kind kind = chance.pick(KINDS);
    return switch (kind) {
      case GET, DELETE -> new Operation(id, serial, kind, key, null, null);
      case PUT, APPEND -> new Operation(id, serial, kind, key, value, null);
      case CAS -> new Operation(id, serial, kind, key, value, seen);
    };
  }

  private static final List<Operation.Kind> KINDS = List.of(
      Operation.Kind.GET, Operation.Kind.GET, Operation.Kind.GET,
      Operation.Kind.APPEND, Operation.Kind.APPEND, Operation.Kind.APPEND,
      Operation.Kind.PUT, Operation.Kind.CAS, Operation.Kind.DELETE);

  private void ask() {
    int now = ++attempt;
    Operation asked = operation;
    send(target, asked);
    world.timeline().after(patience(), () -> {
      if (operation == asked && attempt == now) loseHope();
    });
  }

  /**
   * Each attempt may be one more entry in the log of a leader that is only
   * slow: who never waits longer never lets it catch up.
   */
  private long patience() {
    return patient ? 2 * world.patience() : world.patience();
  }

  private void send(Host host, Operation asked) {
    if (world.strikes(Fault.LOST_CALLS, chance)) return;
    Proposal proposal = new Proposal(asked,
        outcome -> answer(host, asked, outcome));
    world.timeline().after(delay(),
        () -> host.act(() -> host.machine().propose(proposal)));
  }

  /** The answer is on its way back. */
  private void answer(Host host, Operation asked, Outcome outcome) {
    if (world.strikes(Fault.LOST_CALLS, chance)) return;
    world.timeline().after(delay(), () -> hear(host, asked, outcome));
  }

  private long delay() {
    return world.plan().delay() + chance.between(0, world.plan().delay());
  }

  private void hear(Host host, Operation asked, Outcome outcome) {
    if (asked != operation) return;
    if (outcome instanceof Outcome.Applied applied) {
      target = host;
      finish(applied.answer());
    } else if (outcome instanceof Outcome.Refused refused) {
      redirect(refused.leader());
    } else {
      redirect(null);
    }
  }

  private void finish(String answer) {
    world.checkers().returned(operation, answer);
    if (answer.contains("\"value\":\"")) {
      seen = answer.substring(answer.indexOf("\"value\":\"") + 9,
          answer.length() - 2);
    }
    if (world.strikes(Fault.OLD_SERIALS, chance)) {
      send(chance.pick(world.hosts()), chance.pick(past));
    }
    begin();
  }

  private void redirect(String leader) {
    boolean obstinate = world.strikes(Fault.OLD_LEADERS, chance);
    if (!obstinate) {
      target = leader == null ? chance.pick(world.hosts())
          : world.host(leader);
    }
    int now = ++attempt;
    Operation asked = operation;
    world.timeline().after(chance.between(MILLI, 20 * MILLI), () -> {
      if (operation == asked && attempt == now) ask();
    });
  }

  /** No answer came. */
  private void loseHope() {
    patient = true;
    if (quits < MOST_QUITS && world.strikes(Fault.QUITTERS, chance)) {
      quits++;
      begin();
    } else {
      redirect(null);
    }
  }
}
