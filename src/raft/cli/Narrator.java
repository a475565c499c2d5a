package raft.cli;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import raft.node.ClusterConfig;

/**
 * Tells a story to a person at a terminal: when each thing happened, in seconds
 * since the beginning, dots while nothing does, and what the nodes said.
 *
 * <p>{@link #hear} may be called by any thread, everything else by one.
 */
final class Narrator {
  private static final String INDENT = "         ";
  private static final int MOST_QUOTED = 12;
  private static final int LATE_MILLIS = 5000;
  private static final int POLLS_A_DOT = 20;

  private final Terminal terminal;
  private final long start = System.nanoTime();
  private final LocalTime startOfDay = LocalTime.now();

  // The telling thread only: questions in vain since this wait began.
  private int polls;

  // What the nodes said since the last listening began. Guarded by itself.
  private final List<String> heard = new ArrayList<>();

  Narrator(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints what has just happened, with the time. */
  void say(String what) {
    String line = "%6.2f s %s".formatted(seconds(), what);
    terminal.say(terminal.coloured() ? "\u001b[1m" + line + "\u001b[0m" : line);
  }

  /** More about what was just said. */
  void add(String detail) {
    terminal.say(INDENT + detail);
  }

  /** An empty line, and on a terminal a moment to read what came before. */
  void nextAct() throws InterruptedException {
    terminal.say("");
    if (terminal.screen()) Thread.sleep(1000);
  }

  /** Prints a line without a time. */
  void tell(String text) {
    terminal.say(text);
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Waits for something, with a dot now and then.
   *
   * @return it, or empty if it does not come in time
   */
  <T> Optional<T> await(int millis, Polling.Awaited<T> awaited)
      throws InterruptedException {
    polls = 0;
    Optional<T> answer = Polling.await(millis, () -> {
      Optional<T> now = awaited.ask();
      if (now.isEmpty()) dot();
      return now;
    });
    if (polls > 0) terminal.say("");
    return answer;
  }

  private void dot() {
    if (polls++ % POLLS_A_DOT != 0) return;
    terminal.out().print(polls == 1 ? INDENT + "." : ".");
    terminal.out().flush();
  }

  /** How every node of a cluster is, as in {@code raft status}. */
  void table(ClusterConfig config) throws InterruptedException {
    terminal.say("");
    List<StatusPoll.NodeStatus> replies = StatusPoll.take(config, 0,
        config.dialTimeout());
    new StatusTable(replies, terminal).lines().forEach(terminal::say);
  }

  // ---- what the nodes say ----------------------------------------------

  /** A node printed a line. */
  void hear(String line) {
    synchronized (heard) {
      heard.add(line);
    }
  }

  /** Forgets what was said so far. */
  void listenAnew() {
    synchronized (heard) {
      heard.clear();
    }
  }

  /**
   * Repeats those of the trace lines since then that look so, or the last few:
   * in the order of their times, since each node has a pipe of its own, and
   * what one brings late was not said late.
   */
  void quote(String pattern) {
    List<Said> lines = heard(pattern).map(this::said)
        .sorted(Comparator.comparing(Said::seconds)).toList();
    lines.stream().skip(Math.max(0, lines.size() - MOST_QUOTED))
        .forEach(said -> terminal.say(
            "%7.3f s %s".formatted(said.seconds(), said.what())));
  }

  private Stream<String> heard(String pattern) {
    synchronized (heard) {
      return heard.stream().filter(line ->
          line.matches(TraceLines.TIME + " " + pattern)).toList().stream();
    }
  }

  /** Waits for such a trace line; empty if it does not come. */
  Optional<String> awaitHeard(String pattern) throws InterruptedException {
    return Polling.await(LATE_MILLIS, () -> heard(pattern).findFirst());
  }

  private record Said(double seconds, String what) {}

  /** A trace line, its time of day counted from the beginning of the story. */
  private Said said(String line) {
    String[] parts = line.split(" ", 2);
    long nanos = LocalTime.parse(parts[0]).toNanoOfDay()
        - startOfDay.toNanoOfDay();
    long day = Duration.ofDays(1).toNanos(); // midnight may have passed
    return new Said(Math.floorMod(nanos, day) / 1e9, parts[1]);
  }
}
