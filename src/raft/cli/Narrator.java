package raft.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import raft.node.ClusterConfig;

/**
 * Tells a story to somebody at a terminal: when each thing happened, in seconds
 * since the beginning, dots while nothing does, and what the nodes said.
 *
 * <p>{@link #hear} may be called by any thread, everything else by one.
 */
final class Narrator {
  private static final String INDENT = "         ";
  private static final int MOST_QUOTED = 12;
  private static final int POLL_MILLIS = 5;
  private static final int POLLS_A_DOT = 20;

  /** What is waited for: empty as long as it is not there. */
  interface Question<T> {
    Optional<T> ask() throws InterruptedException;
  }

  private final Terminal terminal;
  private final long start = System.nanoTime();

  // What the nodes said since somebody listened anew. Guarded by itself.
  private final List<String> heard = new ArrayList<>();

  Narrator(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Something happened, now. */
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

  /** Something that belongs to no moment. */
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
  <T> Optional<T> await(int millis, Question<T> question)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    int polls = 0;
    Optional<T> answer = question.ask();
    while (answer.isEmpty() && System.nanoTime() < deadline) {
      if (polls++ % POLLS_A_DOT == 0) dot(polls == 1 ? INDENT : "");
      Thread.sleep(POLL_MILLIS);
      answer = question.ask();
    }
    if (polls > 0) terminal.say("");
    return answer;
  }

  private void dot(String before) {
    terminal.out().print(before + ".");
    terminal.out().flush();
  }

  /** How every node of a cluster is, as in {@code raft status}. */
  void table(ClusterConfig config) throws InterruptedException {
    terminal.say("");
    List<RollCall.Answer> answers = RollCall.take(config, 0,
        config.dialTimeout());
    new StatusTable(answers, terminal).lines().forEach(terminal::say);
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

  /** Repeats those of the lines since then that look so, or the last few. */
  void quote(String pattern) {
    List<String> lines;
    synchronized (heard) {
      lines = heard.stream().filter(line -> line.matches(pattern)).toList();
    }
    lines.stream().skip(Math.max(0, lines.size() - MOST_QUOTED))
        .forEach(this::add);
  }
}
