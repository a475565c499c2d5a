package raft.cli;

import java.util.List;

/**
 * Shows one page after the other: on a terminal each in the place of the one
 * before, line by line and without clearing first, which would flicker; in a
 * file one below the other.
 */
final class Screen {
  private static final String CLEAR = "\u001b[2J";
  private static final String HOME = "\u001b[H";
  private static final String END_LINE = "\u001b[K\n";
  private static final String END_PAGE = "\u001b[J";

  private final Terminal terminal;
  private boolean begun;

  Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(List<String> page) {
    if (terminal.screen()) redraw(page);
    else append(page);
    terminal.out().flush();
    begun = true;
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
