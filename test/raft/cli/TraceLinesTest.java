package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import raft.Role;
import raft.TraceLine;

class TraceLinesTest {
  private static final TraceLine LINE =
      new TraceLine("n2", 5, Role.LEADER, "commits 7..9", "L4");

  private static final Instant WHEN =
      LocalDateTime.of(2026, 11, 26, 21, 4, 5, 67_089_000)
          .atZone(ZoneId.systemDefault()).toInstant();

  private static String shown(FakeTerminal terminal) {
    new TraceLines(terminal.terminal()).change(WHEN, LINE);
    return terminal.out();
  }

  @Test void aChangeIsColouredByRoleOnATerminalOnly() {
    String plain = "n2 t5 leader   | commits 7..9 (L4)";

    assertEquals("21:04:05.067089 " + plain + "\n",
        shown(new FakeTerminal()));
    assertEquals("21:04:05.067089 \u001b[1;32m" + plain + "\u001b[0m\n",
        shown(new FakeTerminal().screen()));
  }

  @Test void aNoticeIsNoResult() {
    FakeTerminal terminal = new FakeTerminal();

    new TraceLines(terminal.terminal()).notice(WHEN, "n2 stops");

    assertEquals("21:04:05.067089 n2 stops\n", terminal.err());
    assertEquals("", terminal.out());
  }

  @Test void ofALongMessageTheBeginningIsShown() {
    FakeTerminal terminal = new FakeTerminal();

    new TraceLines(terminal.terminal()).message(WHEN,
        "x".repeat(399) + "😀");

    assertEquals("21:04:05.067089 " + "x".repeat(399) + "...\n", terminal.out());
  }

  @Test void nothingInAMessageMovesTheCursor() {
    FakeTerminal terminal = new FakeTerminal();

    new TraceLines(terminal.terminal()).message(WHEN, "a\u001b[2J\nb");

    assertEquals("21:04:05.067089 a?[2J?b\n", terminal.out());
  }

  @Test void theTimeIsWhatLinesAreRecognizedBy() {
    assertTrue(shown(new FakeTerminal()).matches(
        TraceLines.TIME + " n2 t5 leader .*\n"));
  }
}
