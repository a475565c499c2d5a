package lab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import raft.cli.Screen;
import raft.cli.Terminal;

/**
 * What a person wants who walks through something: on, back, or no more. Where
 * the terminal can be told to, it hands over each key as it is pressed, the
 * arrows too; otherwise a letter and Enter, or Enter alone, must do.
 *
 * <p>{@link #close} gives the terminal back as it was; so does the end of the
 * process, should it come first.
 */
final class Keys implements AutoCloseable {
  enum Key { ON, BACK, END }

  private static final int ESCAPE = 27;
  private static final int BACKSPACE = 127;

  private final Terminal terminal;
  private final Function<List<String>, String> stty;
  private final String asItWas; // what stty calls it; null if nothing changed
  private Thread atExit; // null unless something changed

  Keys(Terminal terminal) {
    this(terminal, Screen::stty);
  }

  /** @param stty what it says to these words; null if it refuses */
  Keys(Terminal terminal, Function<List<String>, String> stty) {
    this.terminal = terminal;
    this.stty = stty;
    asItWas = canBeAsked(terminal) ? stty.apply(List.of("-g")) : null;
    if (asItWas == null) return;
    atExit = new Thread(() -> stty.apply(List.of(asItWas)),
        "terminal as it was");
    Runtime.getRuntime().addShutdownHook(atExit);
    stty.apply(List.of("-icanon", "-echo", "min", "1"));
  }

  private static boolean canBeAsked(Terminal terminal) {
    String kind = terminal.environment().getOrDefault("TERM", "dumb");
    return terminal.typed() && !kind.equals("dumb");
  }

  /** How to say it, for a prompt. */
  String words() {
    return asItWas == null ? "Enter: on   b: back   q: end > "
        : "arrows: on and back   q: end ";
  }

  /** Waits for the next that means anything. */
  Key next() throws IOException {
    Key key = null;
    while (key == null) {
      key = asItWas == null ? typed(terminal.in()) : pressed(terminal.in());
    }
    return key;
  }

  private static Key typed(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) return Key.END;
    String word = line.strip().toLowerCase(Locale.ROOT);
    return word.isEmpty() ? Key.ON : meaning(word.charAt(0));
  }

  /** The next key, as a terminal sends it; null if it means nothing. */
  static Key pressed(BufferedReader in) throws IOException {
    int key = in.read();
    if (key != ESCAPE) return meaning(key);
    key = in.read(); // however late: a slow line may tear an arrow apart
    return key == '[' || key == 'O' ? arrow(in) : meaning(key);
  }

  /** It ends in a letter; held together with Shift, numbers go before that. */
  private static Key arrow(BufferedReader in) throws IOException {
    int key = in.read();
    while (key == ';' || Character.isDigit(key)) key = in.read();
    return switch (key) {
      case 'C', 'B' -> Key.ON; // right, down
      case 'D', 'A' -> Key.BACK; // left, up
      default -> null;
    };
  }

  private static Key meaning(int key) {
    return switch (key) {
      case '\n', ' ', 'n' -> Key.ON;
      case 'b', BACKSPACE -> Key.BACK;
      case 'q', 'Q', 4, -1 -> Key.END; // 4 is Ctrl-D
      default -> null;
    };
  }

  @Override public void close() {
    if (asItWas == null) return;
    stty.apply(List.of(asItWas));
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
