package raft.mit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import raft.Command;
import raft.RestoredLines;
import raft.StateMachine;

/** A state machine that only remembers what was applied, in order. */
final class AppliedLog implements StateMachine {
  private final List<String> commands = new ArrayList<>();

  @Override public Command read(String text) {
    return Command.unread(text);
  }

  @Override public synchronized String apply(Command command) {
    commands.add(command.text());
    return "{\"index\":" + commands.size() + "}";
  }

  /** The command applied at this index, from 1; null if there is none yet. */
  synchronized String at(long index) {
    return index > commands.size() ? null : commands.get((int) index - 1);
  }

  @Override public synchronized Iterator<String> image() {
    return List.copyOf(commands).iterator();
  }

  @Override public Restoring restore() {
    return new RestoredLines(this::replaceBy);
  }

  private synchronized void replaceBy(List<String> others) {
    commands.clear();
    commands.addAll(others);
  }
}
