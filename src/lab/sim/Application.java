package lab.sim;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import raft.Command;
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

  /**
   * A command that shows the server no serial. So each retry becomes an entry
   * of its own, more often than in a real node, and the sessions are tried.
   */
  private record Unnumbered(Command command) implements Command {
    @Override public String text() {
      return command.text();
    }

    @Override public String inWords() {
      return command.inWords();
    }
  }

  @Override public Command read(String text) {
    return new Unnumbered(store.read(text));
  }

  @Override public Command readFromLog(String text) {
    return new Unnumbered(store.readFromLog(text));
  }

  @Override public String apply(Command command) {
    String answer = store.apply(((Unnumbered) command).command());
    applied.add(new AppliedCommand(command.text(), answer));
    return answer;
  }

  @Override public Command readQuery(String text) {
    return store.readQuery(text);
  }

  @Override public String query(Command query) {
    return store.query(query);
  }

  @Override public Iterator<String> image() {
    return store.image();
  }

  @Override public Restoring restore() {
    return store.restore();
  }

  /** The lines of an image of the present state. */
  String snapshot() {
    List<String> lines = new ArrayList<>();
    image().forEachRemaining(lines::add);
    return String.join("\n", lines);
  }

  /** What was applied since this was last asked. */
  List<AppliedCommand> takeApplied() {
    if (applied.isEmpty()) return List.of();
    List<AppliedCommand> taken = applied;
    applied = new ArrayList<>();
    return taken;
  }
}
