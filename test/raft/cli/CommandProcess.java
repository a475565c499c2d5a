package raft.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The command {@code raft} in a process of its own, as a user would type it.
 * Whatever is waited for has a deadline, and whoever misses it is shown what
 * the process printed.
 */
public final class CommandProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 100;

  private final List<String> words;
  private final Process process;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final List<Thread> readers = new ArrayList<>();

  private CommandProcess(ProcessBuilder builder, List<String> words)
      throws IOException {
    this.words = words;
    process = builder.start();
    read(process.inputReader(), out);
    read(process.errorReader(), err);
  }

  private static ProcessBuilder line(Class<?> main, List<String> options,
      List<String> words) {
    List<String> line = LocalCluster.java(main, "-XX:TieredStopAtLevel=1");
    line.addAll(1, options);
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line)
        .redirectInput(new File("/dev/null"));
    builder.environment().keySet().removeIf(name -> name.startsWith("RAFT_"));
    return builder;
  }

  private void read(BufferedReader from, StringBuffer into) {
    Thread thread = new Thread(() -> from.lines()
        .forEach(line -> into.append(line).append('\n')),
        "output of raft " + words);
    thread.setDaemon(true);
    thread.start();
    readers.add(thread);
  }

  public static CommandProcess start(String... words) {
    return start(List.of(), words);
  }

  /** Starts it so that its temporary files are here. */
  public static CommandProcess startIn(Path temporary, Class<?> main,
      String... words) {
    return start(line(main, List.of("-Djava.io.tmpdir=" + temporary),
        Arrays.asList(words)), words);
  }

  /**
   * Starts a line in a shell, in this folder of a project; its command is
   * found by the names raft and lab, too.
   */
  public static CommandProcess startShell(Path folder, String line) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
        .directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("RAFT_")
        || name.startsWith("MAKE") || name.equals("MFLAGS"));
    environment.put("PATH", folder.resolve("build") + File.pathSeparator
        + environment.get("PATH"));
    return start(builder, line);
  }

  /** Starts it with options for its JVM. */
  public static CommandProcess start(List<String> options, String... words) {
    return start(line(Raft.class, options, Arrays.asList(words)), words);
  }

  private static CommandProcess start(ProcessBuilder builder,
      String... words) {
    try {
      return new CommandProcess(builder, Arrays.asList(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end. */
  public static Ended run(String... words) {
    try (CommandProcess command = start(words)) {
      return command.awaitEnd();
    }
  }

  public Ended awaitEnd() {
    until("raft " + words + " ends", () -> !process.isAlive());
    readers.forEach(CommandProcess::join);
    return new Ended(process.exitValue(), out.toString(), err.toString());
  }

  public boolean hasEnded() {
    return !process.isAlive();
  }

  /** What it has printed on stderr so far. */
  public String printedAsError() {
    return err.toString();
  }

  /** Waits until it has printed this, anywhere. */
  public void awaitPrinted(String text) {
    until("raft " + words + " prints " + text, () ->
        (out.toString() + err).contains(text) || !process.isAlive());
    if (process.isAlive()) return;
    readers.forEach(CommandProcess::join);
    if ((out.toString() + err).contains(text)) return;
    fail("raft " + words + " ended and had not printed " + text
        + ", but:\n" + out + err);
  }

  private void until(String what, BooleanSupplier holds) {
    if (comesTrue(holds)) return;
    fail("waited " + PATIENCE_SECONDS + " s in vain until " + what
        + "; it printed:\n" + out + err);
  }

  /** Whether this holds before patience ends. */
  public static boolean comesTrue(BooleanSupplier holds) {
    return comesTrue(PATIENCE_SECONDS, holds);
  }

  private static boolean comesTrue(int seconds, BooleanSupplier holds) {
    try {
      return Polling.comesTrue(1000 * seconds, holds::getAsBoolean);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }

  private static void join(Thread reader) {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }

  /** Types these keys. */
  public void type(String keys) {
    try {
      process.outputWriter().append(keys).flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its own child processes. */
  public List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Sends it a signal, such as KILL. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
          .start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }

  /** Ctrl-C. What was started with & is deaf to it, and SIGTERM is the same. */
  public void interrupt() {
    signal("INT");
    if (!comesTrue(5, () -> !process.isAlive())) signal("TERM");
  }

  /** Kills it, and whatever it started. */
  @Override public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
