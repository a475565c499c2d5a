package raft.cli;

import java.util.List;
import raft.node.ClusterConfig;

/** {@code raft status}: how every node is, at a glance. */
final class StatusCommand implements Subcommand {
  private static final int ROUND_MILLIS = 500;
  private static final int PATIENCE_MILLIS = 1000;

  @Override public String name() {
    return "status";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "show how each node is: a table, a node a row";
  }

  @Override public String details() {
    return """
        healthy      every thread alive; the disk works, and no write takes
                     longer than an election timeout; a leader was answered
                     by a majority within one
        snapshot     the last index that its newest snapshot covers
        elects in    until it starts an election, unless it hears from a leader
        cannot reach peers that leave it without an answer, as far as it calls
                     them: a follower calls no one
        Nodes that the file does not name are asked too if a node names them.
        Who votes, who catches up and who is no member any more stands below the
        table, if that is not what the file says. With --json each node tells
        its own members: voters, next (while joint, the new ones), catchingUp
        (only a leader knows), and whether it votes itself.
        In a log * stands before the entries that are applied. With --watch a
        terminal shows as many of them as it has room for.
        Status 0 if any node answered, 3 if none did.""";
  }

  @Override public String example() {
    return "raft status --watch --log 5";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG,
        new Option("json", null, "one JSON object a line instead of a table"),
        new Option("watch", null, "again twice a second, until Ctrl-C"),
        new Option("log", "N", "each node's last N entries too, newest first"),
        new Option("timeout", "MS", "how long to wait for each node ("
            + PATIENCE_MILLIS + ")"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws InterruptedException {
    View view = new View(arguments.config(),
        (int) arguments.number("log", 1, 1000, 0), arguments.has("json"),
        terminal);
    if (arguments.has("watch")) return view.watch();
    return view.once((int) arguments.number("timeout", 1, 3_600_000,
        PATIENCE_MILLIS));
  }

  /** The table alone, once; as {@code raft status} without options. */
  static int once(ClusterConfig config, Terminal terminal)
      throws InterruptedException {
    return new View(config, 0, false, terminal).once(PATIENCE_MILLIS);
  }

  private record View(ClusterConfig config, int log, boolean json,
      Terminal terminal) {

    int once(int millis) throws InterruptedException {
      List<StatusPoll.NodeStatus> replies =
          StatusPoll.take(config, log, millis);
      lines(replies).forEach(terminal::say);
      return replies.stream().anyMatch(StatusPoll.NodeStatus::isThere)
          ? Exit.DONE : Exit.NOTHING_DONE;
    }

    /** Goes on until it is ended, or is not read any more. */
    int watch() throws InterruptedException {
      Screen screen = new Screen(terminal);
      while (!terminal.out().checkError()) {
        long begun = System.nanoTime();
        show(StatusPoll.take(config, log, ROUND_MILLIS), screen);
        long taken = (System.nanoTime() - begun) / 1_000_000;
        Thread.sleep(Math.max(0, ROUND_MILLIS - taken));
      }
      return Exit.DONE;
    }

    private void show(List<StatusPoll.NodeStatus> replies, Screen screen) {
      if (json) {
        lines(replies).forEach(terminal::say);
        return;
      }
      int rows = screen.rows();
      screen.show(page(replies, below(replies), log, rows, terminal), rows);
    }

    private List<String> below(List<StatusPoll.NodeStatus> replies) {
      return StatusMembers.lines(config, replies);
    }

    private List<String> lines(List<StatusPoll.NodeStatus> replies) {
      if (!json) {
        return page(replies, below(replies), log, Integer.MAX_VALUE, terminal);
      }
      return replies.stream().map(each -> StatusJson.line(each, log > 0))
          .toList();
    }
  }

  /**
   * A table, and of each log its end, as much as there are rows for.
   *
   * @param below what stands right below the table
   * @param log   most entries of each node; 0 for no logs
   */
  static List<String> page(List<StatusPoll.NodeStatus> replies,
      List<String> below, int log, int rows, Terminal terminal) {
    List<String> lines = new StatusTable(replies, terminal).lines();
    lines.addAll(below);
    if (log == 0) return lines;
    for (StatusPoll.NodeStatus reply : replies) addLog(reply, log, lines);
    boolean fits = lines.size() < rows; // below them stands the cursor
    return fits || log == 1 ? lines
        : page(replies, below, log - 1, rows, terminal);
  }

  private static void addLog(StatusPoll.NodeStatus reply, int log,
      List<String> lines) {
    if (!reply.isThere()) return;
    lines.add("");
    lines.add(reply.node() + ", newest first, * applied:");
    LogLines.newestFirst(reply.status()).stream().limit(log)
        .forEach(lines::add);
  }
}
