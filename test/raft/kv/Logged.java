package raft.kv;

import raft.StateMachine;

/** Commands as a server executes them: read from its log, then applied. */
public final class Logged {
  private Logged() {}

  /** The answer to a command that stands in the log. */
  public static String execute(StateMachine machine, String text) {
    return machine.apply(machine.readFromLog(text));
  }
}
