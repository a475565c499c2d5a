package lab.figure16;

import raft.StateMachine;

/** A state machine to which nothing comes: nothing is committed here. */
final class Idle implements StateMachine {
  @Override public void check(String command) {
    throw new AssertionError("nobody proposes " + command);
  }

  @Override public String apply(String command) {
    throw new AssertionError("nobody proposed " + command);
  }

  @Override public String snapshot() {
    return "{}";
  }

  @Override public void restore(String snapshot) {
    throw new AssertionError("nobody sent " + snapshot);
  }
}
