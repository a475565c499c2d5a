package raft.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** A terminal on which somebody listens, and may act at once. */
public final class Overheard {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Consumer<String> listener;
  private final Terminal terminal;
  private int heard;

  /** @param listener is told each line before the printing goes on */
  public Overheard(Consumer<String> listener) {
    this.listener = listener;
    PrintStream out = new PrintStream(new OutputStream() {
      @Override public void write(int octet) {
        print(octet);
      }
    }, true, StandardCharsets.UTF_8);
    terminal = new Terminal(InputStream.nullInputStream(), out, out, Map.of(),
        false, false);
  }

  private void print(int octet) {
    printed.write(octet);
    if (octet != '\n') return;
    String line = text().substring(heard);
    heard = text().length();
    listener.accept(line);
  }

  public Terminal terminal() {
    return terminal;
  }

  public String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
