package raft.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node in a process of its own, and what can be done to one: start it, kill
 * it, freeze it, ask it to end. Whatever it prints is read at once, by a
 * thread named after it, since a node must never wait for a full pipe.
 *
 * <p>It cannot outlive the process that started it, not even when it is frozen
 * and that process is killed: see {@link NodeProcess} and {@link #freeze}.
 *
 * <p>Thread-safe.
 */
public final class LocalNode {
  private static final int REMEMBERED_LINES = 20;
  private static final int MOST_SECONDS = 10;

  private static final File NOBODY_TYPES = new File("/dev/null");

  // Says when the process has stopped, waits for the end of its own input, and
  // lets the process go on. The input ends when it is closed, and also when the
  // process that could close it has ended.
  private static final String FREEZE = "trap '' INT HUP TERM;"
      + " kill -STOP $0 && echo frozen; read end; kill -CONT $0";

  private final String id;
  private final List<String> command;
  private final List<String> firstWords;
  private final Path data;
  private final LocalCluster.Listener listener;

  // What it said last, to explain why it ended. Guarded by itself.
  private final Deque<String> lastLines = new ArrayDeque<>();

  // Guarded by this object's monitor; null until it first starts.
  private Process process;
  private Thread reader;

  // Guarded by this object's monitor; null unless it is frozen.
  private Process freezer;

  /**
   * A node that does not run yet.
   *
   * @param command    starts it
   * @param firstWords what follows that the first time, such as --new
   * @param data       its own data directory, made when it first starts
   */
  public LocalNode(String id, List<String> command, List<String> firstWords,
      Path data, LocalCluster.Listener listener) {
    this.id = id;
    this.command = List.copyOf(command);
    this.firstWords = List.copyOf(firstWords);
    this.data = data;
    this.listener = listener;
  }

  /** Starts its process; it may take a moment until it can be reached. */
  public synchronized void start() throws IOException {
    if (isRunning()) throw new IllegalStateException(id + " runs already");
    List<String> line = new ArrayList<>(command);
    // Made last: a node that was killed before it had one has never spoken.
    if (Files.notExists(data.resolve("identity.json"))) {
      line.addAll(firstWords);
    }
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
        .redirectInput(NOBODY_TYPES);
    // What it must know stands in its command line and its configuration file.
    builder.environment().keySet().removeIf(name -> name.startsWith("RAFT_"));
    process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    reader = new Thread(() -> listen(output), "output of " + id);
    reader.setDaemon(true);
    reader.start();
  }

  private void listen(BufferedReader output) {
    try (output) {
      String line = output.readLine();
      while (line != null) {
        remember(line);
        listener.line(id, line);
        line = output.readLine();
      }
    } catch (IOException e) {
      remember("its output cannot be read: " + e.getMessage());
    }
  }

  private void remember(String line) {
    synchronized (lastLines) {
      lastLines.add(line);
      if (lastLines.size() > REMEMBERED_LINES) lastLines.remove();
    }
  }

  /** The last lines it printed. */
  public String lastLines() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  // ---- what is done to it ----------------------------------------------

  /** SIGKILL: it ends at once and no line of its code runs any more. */
  public synchronized void kill() throws InterruptedException {
    if (process == null) return;
    process.toHandle().destroyForcibly();
    awaitEnd();
    if (freezer != null) {
      freezer.destroyForcibly();
      freezer.waitFor();
      freezer = null;
    }
  }

  /** SIGSTOP: it does nothing until {@link #thaw}, and its sockets stay. */
  public synchronized void freeze() throws IOException {
    if (!isRunning() || freezer != null) return;
    freezer = new ProcessBuilder("sh", "-c", FREEZE,
        String.valueOf(process.pid())).start();
    if (freezer.inputReader().readLine() == null) {
      throw new IOException(id + " cannot be frozen: "
          + freezer.errorReader().readLine());
    }
  }

  /** SIGCONT, if it is frozen. */
  public synchronized void thaw() throws IOException, InterruptedException {
    if (freezer == null) return;
    freezer.getOutputStream().close();
    freezer.waitFor();
    freezer = null;
  }

  /**
   * SIGTERM: it closes in order.
   *
   * @return how many milliseconds it took
   * @throws IOException if it does not end
   */
  public synchronized long terminate()
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    process.toHandle().destroy();
    awaitEnd();
    if (isRunning()) throw new IOException(id + " ignores SIGTERM");
    return (System.nanoTime() - start) / 1_000_000;
  }

  private void awaitEnd() throws InterruptedException {
    process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    reader.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
  }

  // ---- how it is -------------------------------------------------------

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  public synchronized boolean isFrozen() {
    return freezer != null;
  }

  /** The id of its latest process; 0 before the first. */
  public synchronized long pid() {
    return process == null ? 0 : process.pid();
  }

  /** How it ended, and what it printed last; it must have ended. */
  public synchronized String end() {
    return id + " ended with status " + process.exitValue() + " and said:\n"
        + lastLines();
  }
}
