package raft.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import raft.node.Frame.StatusReply;

/** Statuses as a table: a node a row, 80 columns for numbers up to
 * 99999. */
final class StatusTable {
  private record Column(String over, String under, boolean right,
      Function<StatusReply, String> cell) {}

  private static final List<Column> COLUMNS = List.of(
      left("", "node", StatusReply::node),
      left("", "healthy", status -> status.healthy() ? "yes" : "NO"),
      left("", "role", StatusReply::role),
      right("", "term", status -> String.valueOf(status.term())),
      left("voted", "for", status -> orDash(status.votedFor())),
      left("", "leader", status -> orDash(status.leader())),
      right("commit", "index", status -> String.valueOf(status.commitIndex())),
      right("last", "applied", status -> String.valueOf(status.lastApplied())),
      right("last", "index", status -> String.valueOf(status.lastIndex())),
      right("snap-", "shot", status -> String.valueOf(status.snapshotIndex())),
      right("elects", "in", StatusTable::countdown),
      left("cannot", "reach",
          status -> orDash(String.join(" ", status.unreachable()))));

  private final List<StatusPoll.NodeStatus> replies;
  private final Terminal terminal;
  private final List<Integer> widths = new ArrayList<>();

  StatusTable(List<StatusPoll.NodeStatus> replies, Terminal terminal) {
    this.replies = replies;
    this.terminal = terminal;
    for (Column column : COLUMNS) widths.add(width(column));
  }

  private static Column left(String over, String under,
      Function<StatusReply, String> cell) {
    return new Column(over, under, false, cell);
  }

  private static Column right(String over, String under,
      Function<StatusReply, String> cell) {
    return new Column(over, under, true, cell);
  }

  private static String orDash(String text) {
    return text == null || text.isEmpty() ? "-" : text;
  }

  private static String countdown(StatusReply status) {
    boolean leads = status.role().equals("leader");
    return leads ? "-" : status.electionMillis() + " ms";
  }

  private int width(Column column) {
    int width = Math.max(column.over().length(), column.under().length());
    for (StatusPoll.NodeStatus reply : replies) {
      if (!reply.isThere()) continue;
      width = Math.max(width, column.cell().apply(reply.status()).length());
    }
    return width;
  }

  /** Two lines of headings, and a row for each node. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(Column::over));
    lines.add(line(Column::under));
    for (StatusPoll.NodeStatus reply : replies) lines.add(row(reply));
    return lines;
  }

  private String row(StatusPoll.NodeStatus reply) {
    if (reply.isThere()) {
      String row = line(column -> column.cell().apply(reply.status()));
      return Colour.of(reply.status().role()).paint(row, terminal);
    }
    String node = pad(reply.node(), COLUMNS.get(0), widths.get(0));
    return Colour.MISSING.paint(node + " unreachable: " + reply.why(),
        terminal);
  }

  private String line(Function<Column, String> cell) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      Column column = COLUMNS.get(i);
      cells.add(pad(cell.apply(column), column, widths.get(i)));
    }
    return String.join(" ", cells).stripTrailing();
  }

  private static String pad(String text, Column column, int width) {
    return ("%" + (column.right() ? "" : "-") + width + "s").formatted(text);
  }
}
