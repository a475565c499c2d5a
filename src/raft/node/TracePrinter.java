package raft.node;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import raft.Trace;

/**
 * Prints what a node does, without ever making it wait. A server traces while
 * its lock is held, and a terminal can stand still for minutes (Ctrl-S), so the
 * lines go through a bounded queue to a thread of their own. If the terminal
 * does not keep up, lines are dropped and their number is printed.
 *
 * <p>Thread-safe; several nodes of one process may share a printer.
 */
public final class TracePrinter implements Trace, AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  /** How much is printed. */
  public enum Level {
    OFF, CHANGES, MESSAGES
  }

  /**
   * Where the lines end up; called by the printer's thread only. It may take
   * its time; if it throws anything, nothing more is printed.
   */
  public interface Screen {
    /** A state change of a server. */
    void change(Line line);

    /** A message that came or went. */
    void message(String line);

    /** Something a person must see, whatever the level. */
    void notice(String line);
  }

  private final Screen screen;
  private final Thread thread;
  private volatile Level level;

  // Guarded by this object's monitor.
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int dropped;
  private boolean closed;

  /** Starts printing, with a thread named after {@code name}. */
  public TracePrinter(String name, Level level, Screen screen) {
    this.level = level;
    this.screen = screen;
    thread = new Thread(this::print, name + " trace");
    thread.setDaemon(true);
    thread.start();
  }

  public void level(Level level) {
    this.level = level;
  }

  @Override public boolean isOn() {
    return level != Level.OFF;
  }

  @Override public void line(Line line) {
    add(() -> screen.change(line), MOST_WAITING);
  }

  /** A message that this node sent: {@code n1 -> n2 {...}}. */
  void sent(String node, String to, Record frame) {
    message(() -> node + " -> " + to + " " + Codec.encode(frame));
  }

  /** A message that came to this node: {@code n1 <- n2 {...}}. */
  void came(String node, String from, Record frame) {
    message(() -> node + " <- " + from + " " + Codec.encode(frame));
  }

  /** A request of this node that came to nothing. */
  void failed(String node, String to, IOException why) {
    message(() -> node + " -> " + to + " failed: " + why);
  }

  private void message(Supplier<String> line) {
    if (level != Level.MESSAGES) return;
    add(() -> screen.message(line.get()), MOST_WAITING);
  }

  /** Something a person must see, whatever the level and however full. */
  public void notice(String line) {
    add(() -> screen.notice(line), Integer.MAX_VALUE);
  }

  private synchronized void add(Runnable line, int most) {
    if (closed) return;
    if (waiting.size() < most) waiting.add(line);
    else dropped++;
    notifyAll();
  }

  private synchronized Runnable next() throws InterruptedException {
    while (waiting.isEmpty() && dropped == 0 && !closed) wait();
    if (!waiting.isEmpty()) return waiting.remove();
    if (dropped == 0) return null;
    String apology = "... " + dropped + " lines not shown: too many at once";
    dropped = 0;
    return () -> screen.notice(apology);
  }

  private void print() {
    try {
      for (Runnable line = next(); line != null; line = next()) line.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private synchronized void end() {
    closed = true;
    notifyAll();
  }

  /** Prints what waits and ends; gives up after half a second. */
  @Override public void close() {
    end();
    try {
      thread.join(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
