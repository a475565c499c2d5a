package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import raft.Entry;
import raft.ServerClosedException;
import raft.Status;
import raft.node.NearestWord;
import raft.node.Node;
import raft.node.TracePrinter;

/**
 * What can be typed into the terminal of running nodes. With several nodes a
 * word is addressed: {@code n2 pause}. Whatever cannot be understood is said
 * and otherwise ignored, and the end of the input ends the console only.
 */
final class Console {
  static final String WORDS = "status, log [N], timeout, pause, resume,"
      + " trace off|changes|messages, cut A B, heal, slow ID MS, quit, help";
  private static final List<String> KNOWN = List.of("status", "log", "timeout",
      "pause", "resume", "trace", "cut", "heal", "slow", "quit", "help");

  private final Map<String, Node> nodes;
  private final TracePrinter printer;
  private final Terminal terminal;

  /** @param nodes in the order in which they are to be listed */
  Console(Map<String, Node> nodes, TracePrinter printer, Terminal terminal) {
    this.nodes = nodes;
    this.printer = printer;
    this.terminal = terminal;
  }

  /** The level that {@code --trace} names. */
  static TracePrinter.Level level(Arguments arguments) {
    String name = arguments.get("trace");
    return name == null ? TracePrinter.Level.CHANGES : level(name);
  }

  private static TracePrinter.Level level(String name) {
    for (TracePrinter.Level level : TracePrinter.Level.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(name)) return level;
    }
    throw new UsageException("trace is off, changes or messages, not " + name);
  }

  /** Listens in a thread of its own that does not keep the process alive. */
  void start() {
    Thread thread = new Thread(this::listen, "console");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try {
      String line = terminal.in().readLine();
      while (line != null) {
        obey(line);
        line = terminal.in().readLine();
      }
    } catch (IOException e) {
      terminal.complain("the console is closed: " + e.getMessage());
    }
  }

  private void obey(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.strip()
        .split("\\s+")));
    if (words.get(0).isEmpty()) return;
    try {
      Node node = nodes.get(words.get(0));
      if (node != null) words.remove(0);
      if (words.isEmpty()) throw new UsageException("and then? " + WORDS);
      obey(words, node == null ? List.copyOf(nodes.values()) : List.of(node));
    } catch (UsageException | ServerClosedException e) {
      terminal.complain(e.getMessage());
    } catch (NumberFormatException e) {
      terminal.complain("a number was expected: " + line);
    }
  }

  private void obey(List<String> words, List<Node> addressed) {
    switch (words.get(0)) {
      case "status" -> addressed.forEach(this::status);
      case "log" -> log(addressed, words);
      case "timeout" -> one(addressed).timeout();
      case "pause" -> one(addressed).faults().pause();
      case "resume" -> addressed.forEach(node -> node.faults().resume());
      case "trace" -> printer.level(level(argument(words, 1)));
      case "cut" -> cut(argument(words, 1), argument(words, 2));
      case "heal" -> nodes.values().forEach(node -> node.faults().heal());
      case "slow" -> slow(argument(words, 1), argument(words, 2));
      case "quit" -> quit();
      case "help" -> terminal.complain(WORDS);
      default -> throw new UsageException("unknown word " + words.get(0)
          + "; did you mean " + NearestWord.to(words.get(0), KNOWN) + "?");
    }
  }

  private static String argument(List<String> words, int i) {
    if (i < words.size()) return words.get(i);
    throw new UsageException(words.get(0) + " needs more: " + WORDS);
  }

  /** What would be odd to do to all at once wants an address. */
  private Node one(List<Node> addressed) {
    if (addressed.size() == 1) return addressed.get(0);
    throw new UsageException("which node? write for example: "
        + addressed.get(0).id() + " pause");
  }

  private void status(Node node) {
    Status status = node.status();
    terminal.say(("%s t%d %-8s | votedFor %s, leader %s, commitIndex %d,"
        + " lastApplied %d, lastIndex %d%s").formatted(status.node(),
        status.term(), status.role(), status.votedFor(), status.leader(),
        status.commitIndex(), status.lastApplied(), status.lastIndex(),
        node.faults().isPaused() ? ", paused" : ""));
  }

  private void log(List<Node> addressed, List<String> words) {
    int count = words.size() > 1 ? Integer.parseInt(words.get(1)) : 10;
    for (Node node : addressed) {
      if (nodes.size() > 1) terminal.say(node.id());
      List<Entry> entries = node.lastEntries(count);
      LogLines.newestFirst(entries, node.status().lastIndex(),
          node.status().lastApplied()).forEach(terminal::say);
    }
  }

  /** Each end drops what the other sends, so one end here is enough. */
  private void cut(String a, String b) {
    known(a, b);
    if (nodes.containsKey(a)) nodes.get(a).faults().cut(b);
    if (nodes.containsKey(b)) nodes.get(b).faults().cut(a);
  }

  private void slow(String id, String millis) {
    known(id, id);
    nodes.get(id).faults().slow(Integer.parseInt(millis));
  }

  private void known(String a, String b) {
    if (nodes.containsKey(a) || nodes.containsKey(b)) return;
    throw new UsageException("neither " + a + " nor " + b
        + " runs here; here run " + String.join(", ", nodes.keySet()));
  }

  private void quit() {
    nodes.values().forEach(Node::close);
  }
}
