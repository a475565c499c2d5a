package raft;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The smallest state machine: it lists its commands and answers how many. */
class Listing implements StateMachine {
  private final List<String> commands = new ArrayList<>();

  List<String> commands() {
    return List.copyOf(commands);
  }

  @Override public Command read(String text) {
    return Command.unread(text);
  }

  @Override public Command readQuery(String text) {
    return Command.unread(text);
  }

  /** All commands so far. */
  @Override public String query(Command query) {
    return String.join(" ", commands);
  }

  @Override public String apply(Command command) {
    commands.add(command.text());
    return "%d".formatted(commands.size());
  }

  @Override public Iterator<String> image() {
    return commands().iterator();
  }

  @Override public Restoring restore() {
    return new RestoredLines(lines -> {
      commands.clear();
      commands.addAll(lines);
    });
  }
}
