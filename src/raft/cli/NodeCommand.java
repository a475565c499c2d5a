package raft.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.ClusterConfig;
import raft.node.ConfigField;
import raft.node.Node;
import raft.node.NodeStart;
import raft.node.TracePrinter;
import raft.node.disk.Identity;

/** {@code raft node}: one node, in this terminal, until it is told to quit. */
final class NodeCommand implements Subcommand {
  @Override public String name() {
    return "node";
  }

  @Override public String words() {
    return "ID";
  }

  @Override public String summary() {
    return "run one node of the cluster in this terminal";
  }

  @Override public String details() {
    return """
        Its data is in DIR/ID. The first time, say --new; after that never:
        a node that lost its data and does not know it may vote twice in one
        term, and a committed entry can be lost.

        A node that comes later than its cluster began says --join the first
        time, too, and waits for 'raft members add'. If the file does not name
        it, it listens where the file's addresses go on (n4 after n1 to n3), or
        where --at says, then at each start.

        Any field of the configuration may be given as an option, such as
        --heartbeat 40, or as a variable, RAFT_HEARTBEAT=40:
        """ + fields() + """

        A class of yours as the application, such as com.example.Counter, is
        looked for in the folders and jars of RAFT_CLASSPATH.

        While it runs you can type:
        """ + Console.WORDS;
  }

  private static String fields() {
    StringBuilder lines = new StringBuilder();
    for (ConfigField field : ConfigField.SETTINGS) {
      lines.append("%-21s %s%n".formatted(field.name(), field.meaning()));
    }
    return lines.toString();
  }

  @Override public String example() {
    return "raft node n1 --new";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, Option.DATA,
        new Option("new", null, "create the data directory: the first start"),
        Joining.JOIN, Joining.AT, Option.TRACE, Option.PARENT);
  }

  @Override public boolean printsResults() {
    return false;
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    String id = arguments.word(0);
    ClusterConfig config = Joining.config(arguments, id);
    Identity identity = Joining.identity(config, id, arguments);
    Path data = arguments.data().resolve(id);
    TracePrinter printer = new TracePrinter(id, Console.level(arguments),
        new TraceLines(terminal));
    NodeAddress address = config.node(id);
    try (printer; NodeStart ready = new NodeStart(arguments.config(), address,
        identity, data, arguments.has("new"), NodeProcess.application(config),
        printer);
        Node node = ready.start()) {
      NodeProcess.closeOnShutdown(() -> NodeProcess.handOver(node), printer);
      NodeProcess.closeWithParent(arguments, node::close);
      new Console(config, Map.of(id, node), printer, terminal).start(id
          + " listens to peers on " + NodeAddress.text(address.peer())
          + " and to clients on " + NodeAddress.text(address.client())
          + ", data in " + data
          + Joining.advice(config, id, arguments));
      String failure = node.awaitClosed();
      return failure == null ? Exit.DONE : Exit.UNKNOWN;
    }
  }
}
