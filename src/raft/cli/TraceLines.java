package raft.cli;

import raft.Trace;
import raft.node.TracePrinter;

/** Shows trace lines: plain in a file, coloured by role on a terminal. */
final class TraceLines implements TracePrinter.Screen {
  private static final int LONGEST_MESSAGE = 400;

  private final Terminal terminal;

  TraceLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override public void change(Trace.Line line) {
    Colour colour = Colour.of(line.role().toString());
    terminal.say(colour.paint(line.toString(), terminal));
  }

  @Override public void message(String line) {
    terminal.say(LogLines.shortened(line, LONGEST_MESSAGE));
  }

  @Override public void notice(String line) {
    terminal.complain(line);
  }
}
