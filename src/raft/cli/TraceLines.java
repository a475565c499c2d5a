package raft.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import raft.TraceLine;
import raft.node.TracePrinter;
import raft.text.Text;

/**
 * Shows trace lines, each with its time of day: plain in a file, coloured by
 * role on a terminal. An election may take less than a millisecond, so there
 * are six digits: {@code sort} of what several nodes printed shows what came
 * first.
 */
public final class TraceLines implements TracePrinter.Output {
  private static final int LONGEST_MESSAGE = 400;

  /** What a line begins with, as a pattern; then comes a space. */
  public static final String TIME = "\\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS")
          .withZone(ZoneId.systemDefault());

  private final Terminal terminal;

  public TraceLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override public void change(Instant when, TraceLine line) {
    Colour colour = Colour.of(line.role().toString());
    terminal.say(stamped(when, colour.paint(line.toString(), terminal)));
  }

  /** What is quoted from elsewhere must not move the cursor. */
  @Override public void message(Instant when, String line) {
    terminal.say(stamped(when, Text.shortened(line, LONGEST_MESSAGE)
        .replaceAll("\\p{Cc}", "?")));
  }

  @Override public void notice(Instant when, String line) {
    terminal.complain(stamped(when, line));
  }

  /** The line after its time. */
  public static String stamped(Instant when, String line) {
    return TIME_OF_DAY.format(when) + " " + line;
  }
}
