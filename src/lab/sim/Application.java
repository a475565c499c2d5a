package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;
import lab.check.AppliedCommand;

/** The key-value store with its sessions, and a list of what it is given. */
final class Application implements StateMachine {
  private static final int MOST_BYTES = 1 << 16; // of a key or a value

  private final StateMachine store = Applications.named("key-value",
      new Limits(MOST_BYTES, MOST_BYTES));
  private List<AppliedCommand> applied = new ArrayList<>();
  private long count;

  @Override public void check(String command) {
    store.check(command);
  }

  @Override public String inWords(String command) {
    return store.inWords(command);
  }

  @Override public String apply(String command) {
    String answer = store.apply(command);
    String snapshot = ++count % AppliedCommand.OFTEN == 0 ? snapshot() : null;
    applied.add(new AppliedCommand(command, answer, snapshot));
    return answer;
  }

  @Override public String snapshot() {
    return store.snapshot();
  }

  @Override public void restore(String snapshot) {
    store.restore(snapshot);
  }

  /** What was applied since this was last asked. */
  List<AppliedCommand> takeApplied() {
    if (applied.isEmpty()) return List.of();
    List<AppliedCommand> taken = applied;
    applied = new ArrayList<>();
    return taken;
  }
}
