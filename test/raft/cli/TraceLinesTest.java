package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import raft.Role;
import raft.Trace;

class TraceLinesTest {
  private static final Trace.Line LINE =
      new Trace.Line("n2", 5, Role.LEADER, "commits 7..9", "L4");

  private static String shown(FakeTerminal terminal) {
    new TraceLines(terminal.terminal()).change(LINE);
    return terminal.out();
  }

  @Test void aChangeIsColouredByRoleOnATerminalOnly() {
    String plain = "n2 t5 leader   | commits 7..9 (L4)";

    assertEquals(plain + "\n", shown(new FakeTerminal()));
    assertEquals("\u001b[1;32m" + plain + "\u001b[0m\n",
        shown(new FakeTerminal().screen()));
  }

  @Test void aNoticeIsNoResult() {
    FakeTerminal terminal = new FakeTerminal();

    new TraceLines(terminal.terminal()).notice("n2 stops");

    assertEquals("n2 stops\n", terminal.err());
    assertEquals("", terminal.out());
  }

  @Test void ofALongMessageTheBeginningIsShown() {
    FakeTerminal terminal = new FakeTerminal();

    new TraceLines(terminal.terminal()).message("x".repeat(399) + "😀");

    assertEquals("x".repeat(399) + "...\n", terminal.out());
  }
}
