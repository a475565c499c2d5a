package raft.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A terminal in memory: what is typed is known, what is printed is kept. */
public final class FakeTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new TreeMap<>();
  private byte[] input = {};
  private boolean typed;
  private boolean screen;
  private boolean full;

  /** These lines can be read, and then comes the end. */
  public FakeTerminal input(String... lines) {
    return bytes((String.join("\n", lines) + "\n")
        .getBytes(StandardCharsets.UTF_8));
  }

  /** Just these bytes can be read, and then comes the end. */
  public FakeTerminal bytes(byte[] all) {
    input = all;
    return this;
  }

  /** A person types the input. */
  public FakeTerminal typed() {
    typed = true;
    return this;
  }

  /** A person looks at the output. */
  public FakeTerminal screen() {
    screen = true;
    return this;
  }

  /** What is printed as a result goes to a disk that is full. */
  public FakeTerminal full() {
    full = true;
    return this;
  }

  public FakeTerminal variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Terminal terminal() {
    return new Terminal(new ByteArrayInputStream(input),
        full ? printTo(new FullDisk()) : printTo(out), printTo(err),
        environment, typed, screen);
  }

  private static final class FullDisk extends OutputStream {
    @Override public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  private static PrintStream printTo(OutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** Runs the command line {@code raft WORDS}. */
  public Ended raft(String... words) {
    return run(Raft.PROGRAM, words);
  }

  /** Runs a command line of this program. */
  public Ended run(Program program, String... words) {
    int status = program.run(Arrays.asList(words), terminal());
    return new Ended(status, out(), err());
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
