package raft.node;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import raft.Role;
import raft.Trace;
import raft.TraceLine;

/**
 * Prints what a node does, without ever making it wait. A server traces while
 * its lock is held, and a terminal can stand still for minutes (Ctrl-S), so the
 * lines go through a queue, bounded in lines and in bytes, to a thread of their
 * own. If the terminal does not keep up, lines are dropped and their number is
 * printed. Appends and commits that come faster than a person reads are summed
 * up before they are put into words; see {@link TraceSums}.
 *
 * <p>Thread-safe; several nodes of one process may share a printer. Lines are
 * printed in the order in which they came, and their times never decrease. A
 * thread traces before others can know: a change under the server's lock, a
 * message before it is written. So a cause stands above its effect. Processes
 * of one machine share a clock, so there it also has the earlier time.
 */
public final class TracePrinter implements Trace, AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  // How late the sums of a second may be shown.
  private static final int LOOK_MILLIS = 100;

  // Of the frames that wait; less than this, and there is room for one more.
  // What was read of the entries that a change tells of counts nothing here.
  private static final long MOST_BYTES = 4 << 20;

  /** How much is printed. */
  public enum Level {
    /** Notices only. */
    OFF,
    /** Each change of a server's state. */
    CHANGES,
    /** Each message as well, in a few words. */
    MESSAGES,
    /** The same, as the JSON that it is on the wire. */
    JSON
  }

  /**
   * Where the lines end up, and when each of them came; called by the printer's
   * thread only. It may take its time; if it throws anything, nothing more is
   * printed.
   */
  public interface Output {
    /** A state change of a server. */
    void change(Instant when, TraceLine line);

    /** A message that came or went. */
    void message(Instant when, String line);

    /** Something a person must see, whatever the level. */
    void notice(Instant when, String line);
  }

  // Of a message in words. With a time before it, it fits into 100 columns.
  private static final int LONGEST = 80;

  /** A line that waits, to be put into words when it is its turn. */
  private record WaitingLine(Instant when, Consumer<Instant> words,
      long bytes) {}

  private final Output output;
  private final InstantSource clock;
  private final Thread thread;
  private volatile Level level;

  // Guarded by this object's monitor.
  private List<WaitingLine> waiting = new ArrayList<>();
  private final TraceSums sums = new TraceSums();
  private long waitingBytes;
  private int dropped;
  private boolean closed;

  /** Starts printing, with a thread named after {@code name}. */
  public TracePrinter(String name, Level level, Output output) {
    this(name, level, output, InstantSource.system());
  }

  TracePrinter(String name, Level level, Output output, InstantSource clock) {
    this.clock = clock;
    this.level = level;
    this.output = output;
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

  @Override public void line(TraceLine line) {
    add(when -> output.change(when, line), 0, false);
  }

  /** The server's lock is held: putting it into words can wait. */
  @Override public void line(String server, long term, Role role, String rule,
      String format, Object... args) {
    if (!isOn()) return;
    add(when -> output.change(when, new TraceLine(server, term, role,
        format.formatted(args), rule)), 0, false);
  }

  @Override public void range(String server, long term, Role role, String rule,
      Range range) {
    if (!isOn()) return;
    synchronized (this) {
      if (closed || isSummedUp(server, term, role, rule, range)) return;
    }
    Trace.super.range(server, term, role, rule, range);
  }

  private boolean isSummedUp(String server, long term, Role role, String rule,
      Range range) {
    if (level != Level.CHANGES) return false;
    Instant now = clock.instant();
    if (sums.isOver(now)) {
      showSumsOfTheSecond();
      sums.begin(now);
    }
    if (sums.canBeRead()) return false;
    if (sums.isEmpty()) notifyAll(); // the second's end is to be awaited
    if (sums.add(now, server, term, role, rule, range)) return true;
    showSums();
    return sums.add(now, server, term, role, rule, range);
  }

  /** What was summed up takes its place among the lines. */
  private void showSums() {
    for (TraceSums.Sum sum : sums.take()) {
      putOrDrop(sum.when(), when -> output.change(when, sum.line()), 0);
    }
  }

  private void showSumsOfTheSecond() {
    showSums();
    long left = sums.takeLeft();
    if (left == 0) return;
    putOrDrop(clock.instant(), when -> output.message(when,
        "... %,d more lines in this second".formatted(left)), 0);
  }

  /** A message that this node is about to send: {@code n1 -> n2 ...}. */
  void sends(String node, String to, Record frame) {
    message(node, " -> " + to + " ", frame);
  }

  /** A message that came to this node: {@code n1 <- n2 ...}. */
  void came(String node, String from, Record frame) {
    message(node, " <- " + from + " ", frame);
  }

  private void message(String node, String other, Record frame) {
    switch (level) {
      case MESSAGES -> message(FrameInWords.bytes(frame),
          () -> brief(node + other + FrameInWords.of(frame)));
      case JSON -> message(FrameInWords.bytes(frame),
          () -> node + other + Codec.encode(frame));
      case OFF, CHANGES -> { }
    }
  }

  /** A request of this node that came to nothing. */
  void failed(String node, String to, IOException why) {
    if (level.compareTo(Level.MESSAGES) < 0) return;
    message(0, () -> brief(node + " -> " + to + " failed: " + why));
  }

  private void message(long bytes, Supplier<String> line) {
    add(when -> output.message(when, line.get()), bytes, false);
  }

  private static String brief(String line) {
    return line.length() <= LONGEST ? line
        : line.substring(0, LONGEST - 3) + "...";
  }

  /** Something a person must see, whatever the level and however full. */
  public void notice(String line) {
    add(when -> output.notice(when, line), 0, true);
  }

  private synchronized void add(Consumer<Instant> words, long bytes,
      boolean always) {
    if (closed) return;
    showSums();
    // Inside the monitor, so that the times are in the order of the lines.
    if (always) put(clock.instant(), words, bytes);
    else putOrDrop(clock.instant(), words, bytes);
  }

  private void putOrDrop(Instant when, Consumer<Instant> words, long bytes) {
    if (hasRoom()) put(when, words, bytes);
    else dropped++;
  }

  private boolean hasRoom() {
    return waiting.size() < MOST_WAITING && waitingBytes < MOST_BYTES;
  }

  private void put(Instant when, Consumer<Instant> words, long bytes) {
    if (waiting.isEmpty()) notifyAll(); // else the thread is not waiting
    waiting.add(new WaitingLine(when, words, bytes));
    waitingBytes += bytes;
  }

  /** All lines that wait, at once: the printing thread comes seldom. */
  private synchronized List<WaitingLine> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      if (sums.isEmpty()) wait();
      else if (sums.isOver(clock.instant())) showSumsOfTheSecond();
      else wait(LOOK_MILLIS);
    }
    if (closed) showSumsOfTheSecond();
    List<WaitingLine> lines = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    if (dropped > 0) {
      String note = "... " + dropped + " lines not shown: too many at once";
      dropped = 0;
      lines.add(new WaitingLine(clock.instant(),
          when -> output.notice(when, note), 0));
    }
    return lines;
  }

  private void print() {
    try {
      for (List<WaitingLine> lines = next(); !lines.isEmpty(); lines = next()) {
        lines.forEach(line -> line.words().accept(line.when()));
      }
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
