package raft.node;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Thread thread;
  private volatile Level level;
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

  /** One message that came or went. */
  void message(String from, String to, Record frame) {
    if (level != Level.MESSAGES) return;
    add(() -> screen.message(from + " -> " + to + " " + Codec.encode(frame)),
        MOST_WAITING);
  }

  /** One exchange that came to nothing. */
  void failure(String from, String to, IOException e) {
    if (level != Level.MESSAGES) return;
    add(() -> screen.message(from + " -> " + to + " failed: " + e),
        MOST_WAITING);
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
