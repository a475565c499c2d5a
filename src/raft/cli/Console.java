package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import raft.Role;
import raft.ServerClosedException;
import raft.node.ClusterConfig;
import raft.node.ConfigurationException;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.Node;
import raft.node.TracePrinter;
import raft.text.NearestWord;

/**
 * What can be typed into the terminal of running nodes. With several nodes a
 * word is addressed: {@code n2 pause}. What cannot be understood is reported
 * and ignored, and the end of the input ends the console only.
 */
public final class Console {
  public static final String WORDS = """
      status        how the node is       log [N]    its last entries (10)
      timeout       start an election     pause      do nothing, until resume
      snapshot      take one now
      cut A B       lose all between A and B, until heal
      slow ID MS    delay all that ID sends, until heal
      trace LEVEL   off, changes, messages or json
      quit          stop                  help       show this""";
  public static final List<String> KNOWN = List.of("status", "log", "timeout",
      "snapshot", "pause", "resume", "trace", "cut", "heal", "slow", "quit",
      "help");
  private static final int LONGEST_LINE = 200;

  private final ClusterConfig config;
  private final Map<String, Node> nodes;
  private final TracePrinter printer;
  private final Terminal terminal;

  /** @param nodes in the order in which they are to be listed */
  public Console(ClusterConfig config, Map<String, Node> nodes,
      TracePrinter printer, Terminal terminal) {
    this.config = config;
    this.nodes = nodes;
    this.printer = printer;
    this.terminal = terminal;
  }

  /** The level that {@code --trace} names. */
  public static TracePrinter.Level level(Arguments arguments) {
    String name = arguments.get("trace");
    return name == null ? TracePrinter.Level.CHANGES : level(name);
  }

  private static TracePrinter.Level level(String name) {
    for (TracePrinter.Level level : TracePrinter.Level.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(name)) return level;
    }
    throw new UsageException("trace is off, changes, messages or json, not "
        + name);
  }

  /**
   * Listens in a thread of its own that does not keep the process alive, not
   * even while what it says is not read.
   *
   * @param first what it says before it listens
   */
  public void start(String first) {
    Thread thread = new Thread(() -> listen(first), "console");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen(String first) {
    terminal.complain(first);
    try {
      for (String line = nextLine(); line != null; line = nextLine()) {
        obey(line);
      }
    } catch (IOException e) {
      terminal.complain("the console is closed, the node goes on: "
          + e.getMessage());
    }
  }

  /** The next line, once it was typed to its end; null after the last. */
  private String nextLine() throws IOException {
    int c = terminal.in().read();
    if (c < 0) return null;
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = terminal.in().read()) {
      if (line.length() < LONGEST_LINE) line.append((char) c);
    }
    return line.toString();
  }

  /** Does what a line says, or says why not. */
  public void obey(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.strip()
        .split("\\s+")));
    if (words.get(0).isEmpty()) return;
    try {
      Node node = nodes.get(words.get(0));
      if (node != null) words.remove(0);
      if (words.isEmpty()) throw new UsageException("what shall it do?");
      obey(words, node == null ? List.copyOf(nodes.values()) : List.of(node));
    } catch (UsageException | ConfigurationException
        | ServerClosedException e) {
      terminal.complain(e.getMessage() + " ('help' lists the words)");
    }
  }

  private void obey(List<String> words, List<Node> addressed) {
    switch (words.get(0)) {
      case "status" -> status(addressed);
      case "log" -> log(addressed, words);
      case "timeout" -> timeout(one(addressed, words));
      case "snapshot" -> addressed.forEach(this::snapshot);
      case "pause" -> pause(one(addressed, words));
      case "resume" -> addressed.forEach(this::resume);
      case "trace" -> printer.level(level(argument(words, 1)));
      case "cut" -> cut(argument(words, 1), argument(words, 2));
      case "heal" -> heal();
      case "slow" -> slow(argument(words, 1), words);
      case "quit" -> NodeProcess.closeAll(List.copyOf(nodes.values()));
      case "help" -> terminal.complain(WORDS);
      default -> throw new UsageException("there is no word " + words.get(0)
          + "; did you mean " + NearestWord.to(words.get(0), KNOWN) + "?");
    }
  }

  private static String argument(List<String> words, int i) {
    if (i < words.size()) return words.get(i);
    throw new UsageException(words.get(0) + " needs more than that");
  }

  private static int number(List<String> words, int i, int most) {
    String word = argument(words, i);
    try {
      int number = Integer.parseInt(word);
      if (number >= 0 && number <= most) return number;
    } catch (NumberFormatException e) {
      // Falls to the same complaint as a number out of range.
    }
    throw new UsageException(words.get(0) + " wants a number from 0 to " + most
        + ", not " + word);
  }

  /** Some words are for one node only: with several, an address is needed. */
  private static Node one(List<Node> addressed, List<String> words) {
    if (addressed.size() == 1) return addressed.get(0);
    throw new UsageException("which node? write for example: "
        + addressed.get(0).id() + " " + words.get(0));
  }

  // ---- looking ---------------------------------------------------------

  private void status(List<Node> addressed) {
    List<StatusPoll.NodeStatus> replies = addressed.stream().map(node ->
        new StatusPoll.NodeStatus(node.id(), ask(node, 0), null)).toList();
    new StatusTable(replies, terminal).lines().forEach(terminal::say);
    for (Node node : addressed) {
      if (node.faults().isPaused()) terminal.say(node.id() + " is paused");
    }
  }

  private void log(List<Node> addressed, List<String> words) {
    int count = words.size() > 1 ? number(words, 1, 1000) : 10;
    for (Node node : addressed) {
      if (nodes.size() > 1) terminal.say(node.id());
      LogLines.newestFirst(ask(node, count)).forEach(terminal::say);
    }
  }

  private static StatusReply ask(Node node, int log) {
    return node.status(new StatusRequest("console", log));
  }

  // ---- doing -----------------------------------------------------------

  /** Writing it may take long, and a paused node would never end. */
  private void snapshot(Node node) {
    node.requestSnapshot().whenComplete((snapshot, failure) -> printer.notice(
        failure == null
            ? SnapshotCommand.words(node.id(), snapshot.lastIncludedIndex())
            : node.id() + " has no new snapshot: " + failure.getMessage()));
  }

  // ---- breaking things -------------------------------------------------

  private void timeout(Node node) {
    if (node.status().role() == Role.LEADER) {
      throw new UsageException(node.id() + " leads: only a follower or a"
          + " candidate has an election timeout");
    }
    if (node.status().leader() != null) {
      terminal.complain(node.id() + " asks for votes, and the others refuse"
          + " while they hear " + node.status().leader() + " (PV2, MC6)");
    }
    node.timeout();
  }

  private void pause(Node node) {
    node.faults().pause();
    terminal.complain(node.id() + " does nothing until resume");
  }

  private void resume(Node node) {
    node.faults().resume();
    terminal.complain(node.id() + " goes on");
  }

  /** Each end drops what the other sends, so one end here is enough. */
  private void cut(String a, String b) {
    oneRunsHere(a, b);
    if (nodes.containsKey(a)) nodes.get(a).faults().cut(b);
    if (nodes.containsKey(b)) nodes.get(b).faults().cut(a);
    terminal.complain("nothing passes between " + a + " and " + b
        + " until heal");
  }

  private void slow(String id, List<String> words) {
    int millis = number(words, 2, 60_000);
    oneRunsHere(id, id);
    nodes.get(id).faults().slow(millis);
    terminal.complain(id + " sends everything " + millis + " ms later");
  }

  private void heal() {
    nodes.values().forEach(node -> node.faults().heal());
    terminal.complain("no cut and no delay is left here");
  }

  private void oneRunsHere(String a, String b) {
    config.node(a);
    config.node(b);
    if (nodes.containsKey(a) || nodes.containsKey(b)) return;
    throw new UsageException("only " + String.join(", ", nodes.keySet())
        + " runs here: type that where " + a
        + (a.equals(b) ? "" : " or " + b) + " does");
  }
}
