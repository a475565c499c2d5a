package raft.cli;

import raft.Trace;
import raft.node.TracePrinter;

/** Shows trace lines: plain in a file, with the role in colour on a terminal. */
final class TraceLines implements TracePrinter.Screen {
  private final Terminal terminal;

  TraceLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override public void change(Trace.Line line) {
    terminal.say(paint(line));
  }

  @Override public void message(String line) {
    terminal.say(line);
  }

  @Override public void notice(String line) {
    terminal.complain(line);
  }

  private String paint(Trace.Line line) {
    if (!terminal.coloured()) return line.toString();
    String colour = switch (line.role()) {
      case FOLLOWER -> "\u001b[36m";
      case CANDIDATE -> "\u001b[33m";
      case LEADER -> "\u001b[1;32m";
    };
    return colour + line + "\u001b[0m";
  }
}
