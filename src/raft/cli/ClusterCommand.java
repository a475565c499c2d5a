package raft.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.ClusterConfig;
import raft.node.Node;
import raft.node.TracePrinter;

/** {@code raft cluster}: every node in one process and one terminal. */
final class ClusterCommand implements Command {
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
        A node without data is created. While it runs you can type, with a
        node's id in front where one is meant (n2 pause):
        """ + Console.WORDS;
  }

  @Override public List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(Option.CONFIG, Option.DATA,
        Option.TRACE,
        new Option("parent", "PID", "stop when this process ends")));
    options.addAll(Option.overrides());
    return options;
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    ClusterConfig config = arguments.config();
    TracePrinter printer = new TracePrinter("cluster", Console.level(arguments),
        new TraceLines(terminal));
    Map<String, Node> nodes = new LinkedHashMap<>();
    try (printer) {
      Runnable closeAll = () -> nodes.values().forEach(Node::close);
      NodeProcess.closeOnShutdown(closeAll, printer);
      for (ClusterConfig.NodeAddress address : config.nodes()) {
        nodes.put(address.id(), start(config, address.id(),
            arguments.data().resolve(address.id()), printer));
      }
      NodeProcess.closeWithParent(arguments, closeAll);
      terminal.complain(nodes.size() + " nodes run here; type: "
          + Console.WORDS);
      new Console(nodes, printer, terminal).start();
      for (Node node : nodes.values()) node.awaitClosed();
      return Exit.DONE;
    } finally {
      nodes.values().forEach(Node::close);
    }
  }

  private static Node start(ClusterConfig config, String id, Path data,
      TracePrinter printer) throws Exception {
    return Node.start(config, id, data, Files.notExists(data),
        Applications.named(config.application(),
            new Limits(config.maxKey(), config.maxValue())), printer);
  }
}
