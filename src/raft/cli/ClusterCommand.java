package raft.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Node;
import raft.node.NodeStart;
import raft.node.TracePrinter;

/** {@code raft cluster}: every node in one process and one terminal. */
final class ClusterCommand implements Subcommand {
  @Override public String name() {
    return "cluster";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "run all nodes of the configuration in this terminal";
  }

  @Override public String details() {
    return """
        The nodes talk over the same sockets as if each had its own terminal.
        Their data is created if none of them has any. While they run you can
        type, with a node's id in front where one is meant (n2 pause):
        """ + Console.WORDS;
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, Option.DATA,
        new Option("new", null, "create the data of every node without any"),
        Option.TRACE, Option.PARENT);
  }

  @Override public boolean printsResults() {
    return false;
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    ClusterConfig config = arguments.config();
    TracePrinter printer = new TracePrinter("cluster", Console.level(arguments),
        new TraceLines(terminal));
    List<Node> nodes = new CopyOnWriteArrayList<>();
    Runnable closeAll = () -> NodeProcess.closeAll(nodes);
    try (printer) {
      NodeProcess.closeOnShutdown(closeAll, printer);
      start(config, arguments, printer, nodes);
      NodeProcess.closeWithParent(arguments, closeAll);
      new Console(config, byId(nodes), printer, terminal).start(nodes.size()
          + " nodes run here; type help for what you can do with them");
      return awaitClosed(nodes);
    } finally {
      closeAll.run();
    }
  }

  private static void start(ClusterConfig config, Arguments arguments,
      TracePrinter printer, List<Node> nodes) throws Exception {
    List<Path> data = config.nodes().stream().map(NodeAddress::id)
        .map(arguments.data()::resolve).toList();
    // If only some have lost their data, somebody must decide what to do.
    boolean create = arguments.has("new")
        || data.stream().allMatch(Files::notExists);
    List<NodeStart> ready = new ArrayList<>();
    try {
      // All or none: no directory is made while one of them may be refused.
      for (int i = 0; i < data.size(); i++) {
        ready.add(new NodeStart(config, config.nodes().get(i).id(),
            data.get(i), create && Files.notExists(data.get(i)),
            NodeProcess.application(config), printer));
      }
      for (NodeStart each : ready) nodes.add(each.start());
    } finally {
      ready.forEach(NodeStart::close);
    }
  }

  private static Map<String, Node> byId(List<Node> nodes) {
    Map<String, Node> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    return byId;
  }

  private static int awaitClosed(List<Node> nodes)
      throws InterruptedException {
    int status = Exit.DONE;
    for (Node node : nodes) {
      if (node.awaitClosed() != null) status = Exit.UNKNOWN;
    }
    return status;
  }
}
