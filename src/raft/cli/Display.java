package raft.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Shows a page in the browser of whoever sits at the screen, if anybody. */
final class Display {
  private Display() {}

  /** Opens it if a person reads what is printed and has a display. */
  static void open(Path page, Terminal terminal) {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    boolean display = terminal.environment().containsKey("DISPLAY")
        || terminal.environment().containsKey("WAYLAND_DISPLAY");
    if (!terminal.screen() || !mac && !display) return;
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException none) {
      terminal.complain("it cannot be opened from here: " + none.getMessage());
    }
  }
}
