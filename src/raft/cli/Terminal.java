package raft.cli;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes: results on {@code out}, everything else on
 * {@code err}.
 *
 * @param environment the variables
 * @param coloured    whether {@code out} is a terminal that shows colours
 */
record Terminal(BufferedReader in, PrintStream out, PrintStream err,
    Map<String, String> environment, boolean coloured) {

  /** The one this process was started from. */
  static Terminal system() {
    Map<String, String> environment = System.getenv();
    // The launching script knows whether its output is a terminal; Java 17
    // only knows it of input and output together.
    boolean coloured = environment.containsKey("RAFT_TTY")
        && !environment.containsKey("NO_COLOR");
    return new Terminal(reader(System.in), utf8(System.out), utf8(System.err),
        environment, coloured);
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  void say(String line) {
    out.println(line);
  }

  void complain(String line) {
    err.println(line);
  }
}
