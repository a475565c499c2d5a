package lab.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each operation appears to take effect at one instant between its call and its
 * answer. Linearizability is local: a history is linearizable if that of each
 * key is. Checked when the run is over.
 *
 * <p>The order in which a state machine executed the operations is tried first.
 * If it explains what the clients saw, that is proof enough; if not, another
 * order may.
 */
final class Linearizable extends Checker {
  private final Map<String, List<Invocation>> byKey = new TreeMap<>();
  private final Map<String, Invocation> latest = new TreeMap<>(); // by client

  // By command, in the order in which they were first executed.
  // Never walked.
  private final Map<String, Invocation> unexecuted = new HashMap<>();
  private final Map<String, List<Invocation>> executed =
      new TreeMap<>(); // by key
  private long moment;

  Linearizable(ClusterView cluster) {
    super(cluster);
  }

  @Override void called(Operation operation) {
    Invocation call = new Invocation(operation, ++moment, cluster().event());
    byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(call);
    latest.put(operation.client(), call);
    unexecuted.put(operation.command(), call);
  }

  @Override void applied(ServerView node, AppliedCommand applied) {
    Invocation call = unexecuted.remove(applied.command());
    if (call == null) return; // not for the first time
    executed.computeIfAbsent(call.operation().key(), key -> new ArrayList<>())
        .add(call);
  }

  @Override void returned(Operation operation, String answer) {
    Invocation call = latest.get(operation.client());
    assert call.operation().equals(operation);
    call.returns(++moment, answer);
  }

  @Override void ended() {
    byKey.forEach(this::check);
  }

  private void check(String key, List<Invocation> calls) {
    List<Invocation> order = executed.getOrDefault(key, List.of());
    if (explains(order, calls)) return;
    Ordering ordering = new Ordering(calls);
    if (ordering.exists()) return;
    throw broken(Property.LINEARIZABLE,
        fact("in no order of the calls did the key, after %d of %d,"
            + " hold anything but %s", ordering.longest(), calls.size(),
            ordering.reached()),
        fact("nothing fits from there on, and this had to: %s",
            ordering.stuck()));
  }

  private static boolean explains(List<Invocation> order,
      List<Invocation> calls) {
    long answered = calls.stream().filter(call -> !call.isOpen()).count();
    return order.stream().filter(call -> !call.isOpen()).count() == answered
        && keepsTime(order) && fits(order);
  }

  /** Whether no operation stands after one that was called when it was over. */
  private static boolean keepsTime(List<Invocation> order) {
    long earliestEnd = Long.MAX_VALUE;
    for (int i = order.size() - 1; i >= 0; i--) {
      if (earliestEnd < order.get(i).begin()) return false;
      earliestEnd = Math.min(earliestEnd, order.get(i).end());
    }
    return true;
  }

  private static boolean fits(List<Invocation> order) {
    Register register = Register.EMPTY;
    for (Invocation call : order) {
      if (!call.fits(register)) return false;
      register = register.after(call.operation());
    }
    return true;
  }
}
