package raft.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows one page after the other: on a terminal each in the place of the one
 * before, line by line and without clearing first, which would flicker; in a
 * file one below the other.
 */
public final class Screen {
  private static final String CLEAR = "\u001b[2J";
  private static final String HOME = "\u001b[H";
  private static final String END_LINE = "\u001b[K\n";
  private static final String ONE_ROW = "\u001b[?7l"; // a line, if too long
  private static final String MANY_ROWS = "\u001b[?7h";
  private static final String END_PAGE = "\u001b[J";

  private final Terminal terminal;
  private boolean begun;

  public Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  public void show(List<String> page) {
    if (terminal.screen()) redraw(page);
    else append(page);
    terminal.out().flush();
    begun = true;
  }

  /**
   * The same on a terminal of this many rows: nothing scrolls away, and a line
   * that is too long is cut off where the row ends.
   */
  public void show(List<String> page, int rows) {
    if (!terminal.screen()) {
      show(page);
      return;
    }
    terminal.out().print(ONE_ROW);
    show(cut(page, rows - 1)); // below them stands the cursor
    terminal.out().print(MANY_ROWS);
    terminal.out().flush();
  }

  /** As many lines as there is room for; the last counts those left out. */
  public static List<String> cut(List<String> page, int rows) {
    if (page.size() <= rows) return page;
    int kept = Math.max(1, rows - 1);
    List<String> lines = new ArrayList<>(page.subList(0, kept));
    if (rows > 1) lines.add("(no room for " + (page.size() - kept) + " more)");
    return lines;
  }

  /** How many rows the terminal has; no limit if it is none. */
  public int rows() {
    String size = terminal.screen() ? sttySize() : null;
    return size == null ? Integer.MAX_VALUE : rows(size);
  }

  /** The first number of "24 80"; a terminal that does not know says 0. */
  public static int rows(String size) {
    String rows = size.split(" ")[0];
    boolean known = rows.matches("[1-9][0-9]{0,5}");
    return known ? Integer.parseInt(rows) : Integer.MAX_VALUE;
  }

  /** What {@code stty size} prints; null if it is missing or refuses. */
  private static String sttySize() {
    try {
      Process process = new ProcessBuilder("stty", "size")
          .redirectInput(ProcessBuilder.Redirect.INHERIT)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(),
          StandardCharsets.US_ASCII).strip();
      return process.waitFor() == 0 ? said : null;
    } catch (IOException missing) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void redraw(List<String> page) {
    StringBuilder text = new StringBuilder(begun ? HOME : CLEAR + HOME);
    for (String line : page) text.append(line).append(END_LINE);
    terminal.out().print(text.append(END_PAGE));
  }

  private void append(List<String> page) {
    if (begun) terminal.say("");
    page.forEach(terminal::say);
  }
}
