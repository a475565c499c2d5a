package lab.figure16;

import raft.Command;
import raft.StateMachine;

/** A state machine to which nothing comes: nothing is committed here. */
final class Idle implements StateMachine {
  @Override public Command read(String text) {
    throw new AssertionError("nobody proposes " + text);
  }

  @Override public String apply(Command command) {
    throw new AssertionError("nobody proposed " + command);
  }

  @Override public String snapshot() {
    return "{}";
  }

  @Override public void restore(String snapshot) {
    throw new AssertionError("nobody sent " + snapshot);
  }
}
