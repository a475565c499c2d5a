package lab.cli;

import java.util.List;
import raft.cli.Terminal;

/**
 * One line that tells what is going on, in the place of the one before. Where
 * there is no terminal, to draw it in, each new stage is told once. Thread-safe.
 */
final class Progress {
  private static final String ERASE = "\r\u001b[K";

  private final Terminal terminal;

  // Guarded by this object's monitor.
  private String stage = "";

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** @param line a stage, and after a colon how far it is */
  synchronized void show(String line) {
    String before = stage;
    stage = line.split(":")[0];
    if (terminal.screen()) {
      terminal.err().print(ERASE + line);
      terminal.err().flush();
    } else if (!stage.equals(before)) {
      terminal.complain(stage);
    }
  }

  /** Makes room for a result. */
  synchronized void clear() {
    if (terminal.screen()) terminal.err().print(ERASE);
    terminal.err().flush();
  }

  /** Results, in the place of the line that told of the way to them. */
  synchronized void say(List<String> lines) {
    clear();
    lines.forEach(terminal::say);
  }
}
