package lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import lab.maelstrom.MaelstromNode;
import lab.maelstrom.Times;
import raft.TraceLine;
import raft.cli.Arguments;
import raft.cli.Console;
import raft.cli.Exit;
import raft.cli.NodeProcess;
import raft.cli.Option;
import raft.cli.Subcommand;
import raft.cli.Terminal;
import raft.cli.TraceLines;
import raft.cli.UsageException;
import raft.node.TracePrinter;
import raft.text.Reason;

/** {@code lab maelstrom}: one node, its network on stdin and stdout. */
final class MaelstromCommand implements Subcommand {
  private static final Times DEFAULT = Times.DEFAULT;
  private static final int LONGEST = 600_000;

  @Override public String name() {
    return "maelstrom";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "run one node for Maelstrom, on stdin and stdout";
  }

  @Override public String details() {
    return """
        Maelstrom, the workbench of the Jepsen team, plays the network and the
        clients, and judges the history. With its program `maelstrom`:
          maelstrom test -w lin-kv --bin build/lab --node-count 3 \\
            --concurrency 4n --rate 100 --time-limit 30 \\
            --nemesis partition -- maelstrom
        If your version does not hand on what stands after --, give it as
        --bin a script of these two lines:
          #!/bin/sh
          exec /absolute/path/to/build/lab maelstrom "$@"
        It runs until stdin ends; everything for people goes to stderr.
        Nodes that are to be killed and restarted need --data DIR, a new one for
        each test: without it a node keeps its log and its vote in memory, and
        one that has forgotten its vote may vote twice.
        It waits for a slow network by itself, up to the shortest election
        timeout; where a round trip takes longer, raise the times.""";
  }

  @Override public String example() {
    return "lab maelstrom --data /tmp/one-test";
  }

  @Override public List<Option> options() {
    return List.of(
        new Option("data", "DIR",
            "its data is in DIR/<node_id> (NODE_DATA, else in memory)"),
        new Option("trace", "LEVEL",
            "off or changes: what to say of the algorithm (changes)"),
        time("tick", DEFAULT.tick(), "the clock's step"),
        time("heartbeat", DEFAULT.heartbeat(), "a leader speaks this often"),
        time("election-timeout-min", DEFAULT.electionTimeoutMin(),
            "the shortest election timeout"),
        time("election-timeout-max", DEFAULT.electionTimeoutMax(),
            "the longest: many times the latency"),
        time("reply-timeout", DEFAULT.replyTimeout(),
            "then a peer is silent: more than twice the latency"),
        time("request-timeout", DEFAULT.requestTimeout(),
            "then the answer is code 13, or 11 without a leader"));
  }

  private static Option time(String name, int otherwise, String help) {
    return new Option(name, "MS", help + " (" + otherwise + ")");
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    Times times = times(arguments);
    TracePrinter printer = new TracePrinter("maelstrom",
        Console.level(arguments), new Stderr(terminal));
    try (printer; MaelstromNode node = new MaelstromNode(times,
        data(arguments, terminal), line -> write(line, terminal), printer)) {
      NodeProcess.closeOnShutdown(node::close, printer);
      Thread reader = new Thread(() -> read(terminal, node, printer),
          "maelstrom in");
      reader.setDaemon(true);
      reader.start();
      String failure = node.awaitClosed();
      return failure == null ? Exit.DONE : Exit.UNKNOWN;
    }
  }

  private static Times times(Arguments arguments) {
    try {
      return new Times(time(arguments, "tick", DEFAULT.tick()),
          time(arguments, "heartbeat", DEFAULT.heartbeat()),
          time(arguments, "election-timeout-min",
              DEFAULT.electionTimeoutMin()),
          time(arguments, "election-timeout-max",
              DEFAULT.electionTimeoutMax()),
          time(arguments, "reply-timeout", DEFAULT.replyTimeout()),
          time(arguments, "request-timeout", DEFAULT.requestTimeout()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("these times do not fit together: "
          + e.getMessage() + "; an election timeout is at least twice the"
          + " heartbeat, the longest at least the shortest, and a heartbeat at"
          + " least a tick");
    }
  }

  private static int time(Arguments arguments, String name, int otherwise) {
    return (int) arguments.number(name, 1, LONGEST, otherwise);
  }

  /** The directory asked for, or null. */
  private static Path data(Arguments arguments, Terminal terminal) {
    if (arguments.has("data")) return Path.of(arguments.get("data"));
    String variable = terminal.environment().getOrDefault("NODE_DATA", "");
    return variable.isEmpty() ? null : Path.of(variable);
  }

  private static void read(Terminal terminal, MaelstromNode node,
      TracePrinter printer) {
    try (node) {
      String line = terminal.in().readLine();
      while (line != null) {
        node.receive(line);
        line = terminal.in().readLine();
      }
    } catch (IOException e) {
      printer.notice("stdin is broken, so this node ends: "
          + Reason.of(e));
    }
  }

  private static void write(String line, Terminal terminal) {
    terminal.say(line);
    if (terminal.out().checkError()) {
      throw new IllegalStateException("stdout is closed: no one listens");
    }
  }

  /** Stdout belongs to the network, so every line goes to stderr. */
  private record Stderr(Terminal terminal) implements TracePrinter.Output {
    @Override public void change(Instant when, TraceLine line) {
      notice(when, line.toString());
    }

    @Override public void message(Instant when, String line) {
      notice(when, line);
    }

    @Override public void notice(Instant when, String line) {
      terminal.complain(TraceLines.stamped(when, line));
    }
  }
}
