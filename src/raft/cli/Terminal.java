package raft.cli;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command reads and writes: results on {@code out}, everything else on
 * {@code err}.
 *
 * @param bytes       what {@code in} reads as lines; use only one of the two
 * @param environment the variables
 * @param typed       whether a person types what {@code in} reads
 * @param screen      whether {@code out} is a terminal, which can be redrawn
 */
public record Terminal(InputStream bytes, BufferedReader in, PrintStream out,
    PrintStream err, Map<String, String> environment, boolean typed,
    boolean screen) {

  /** One that reads lines of UTF-8. */
  public Terminal(InputStream bytes, PrintStream out, PrintStream err,
      Map<String, String> environment, boolean typed, boolean screen) {
    this(bytes, new BufferedReader(new InputStreamReader(bytes,
        StandardCharsets.UTF_8)), out, err, environment, typed, screen);
  }

  /** The one this process was started from. */
  public static Terminal system() {
    // The launching script knows which descriptors are a terminal; Java 17
    // only knows it of input and output together.
    String terminals = System.getProperty("raft.tty", "");
    return new Terminal(System.in, utf8(System.out), utf8(System.err),
        System.getenv(), terminals.contains("0"), terminals.contains("1"));
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Whether to show colours: never in a file, nor to who asked for none. */
  public boolean coloured() {
    return screen && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** The project's folder: the launching script knows it; otherwise here. */
  public Path project() {
    return Path.of(environment.getOrDefault("RAFT_HOME", "."));
  }

  public void say(String line) {
    out.println(line);
  }

  /** What is quoted from elsewhere must not move the cursor. */
  public void complain(String line) {
    err.println(line.replaceAll("[\\p{Cntrl}&&[^\n]]", "?"));
  }
}
