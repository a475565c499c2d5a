package lab.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import raft.cli.Terminal;
import raft.cli.UsageException;
import raft.node.Reason;

/** Pages for a browser: written where somebody wants them, and shown. */
final class Display {
  private Display() {}

  /** @throws UsageException if there is no directory for it */
  static void write(Path page, String text) throws IOException {
    Path directory = page.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("there is no directory " + directory
          + "; make it, or write " + page.getFileName() + " elsewhere");
    }
    try {
      Files.writeString(page, text);
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException e) { // "No space left on device", and not where
      throw new FileSystemException(page.toString(), null, e.getMessage());
    }
  }

  /** Opens it if a person reads what is printed and has a display. */
  static void open(Path page, Terminal terminal) {
    String opener = opener(System.getProperty("os.name", ""), terminal);
    if (opener != null) open(page, opener, terminal);
  }

  /** The program that opens pages here; null if nobody would see them. */
  static String opener(String system, Terminal terminal) {
    if (!terminal.screen()) return null;
    if (system.startsWith("Mac")) return "open";
    boolean display = terminal.environment().containsKey("DISPLAY")
        || terminal.environment().containsKey("WAYLAND_DISPLAY");
    return display ? "xdg-open" : null;
  }

  static void open(Path page, String opener, Terminal terminal) {
    try {
      new ProcessBuilder(opener, page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException none) {
      terminal.complain("it cannot be opened from here: " + Reason.of(none));
    }
  }
}
