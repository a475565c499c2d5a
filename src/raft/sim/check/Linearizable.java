package raft.sim.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each operation appears to take effect at one instant between its call and its
 * answer. Linearizability is local: a history is linearizable if that of each
 * key is. Looks when all is over.
 */
final class Linearizable extends Checker {
  private final Map<String, List<Call>> byKey = new TreeMap<>();
  private final Map<String, Call> latest = new TreeMap<>(); // by client
  private long moment;

  Linearizable(Scene scene) {
    super(scene);
  }

  @Override void called(Operation operation) {
    Call call = new Call(operation, ++moment, scene().event());
    byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(call);
    latest.put(operation.client(), call);
  }

  @Override void returned(Operation operation, String answer) {
    Call call = latest.get(operation.client());
    assert call.operation().equals(operation);
    call.returns(++moment, answer);
  }

  @Override void ended() {
    byKey.values().forEach(this::check);
  }

  private void check(List<Call> calls) {
    Ordering ordering = new Ordering(calls);
    if (ordering.exists()) return;
    throw broken(Property.LINEARIZABLE,
        fact("in no order of the calls did the key, after %d of %d,"
            + " hold anything but %s", ordering.longest(), calls.size(),
            ordering.reached()),
        fact("nothing fits from there on, and this had to: %s",
            ordering.stuck()));
  }
}
