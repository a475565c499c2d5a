package raft.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.ClusterConfig;
import raft.node.Node;
import raft.node.TracePrinter;

/** {@code raft node}: one node, in this terminal, until it is told to quit. */
final class NodeCommand implements Command {
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
        While it runs you can type:
        """ + Console.WORDS;
  }

  @Override public List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(Option.CONFIG, Option.DATA,
        new Option("new", null, "create the data directory: the first start"),
        Option.TRACE,
        new Option("parent", "PID", "stop when this process ends")));
    options.addAll(Option.overrides());
    return options;
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    ClusterConfig config = arguments.config();
    String id = arguments.word(0);
    TracePrinter printer = new TracePrinter(id, Console.level(arguments),
        new TraceLines(terminal));
    try (printer; Node node = Node.start(config, id,
        arguments.data().resolve(id), arguments.has("new"),
        Applications.named(config.application(),
            new Limits(config.maxKey(), config.maxValue())), printer)) {
      NodeProcess.closeOnShutdown(node::close, printer);
      NodeProcess.closeWithParent(arguments, node::close);
      ClusterConfig.NodeAddress address = config.node(id);
      terminal.complain(id + " listens to peers on " + address.peer()
          + " and to clients on " + address.client() + ", data in "
          + arguments.data().resolve(id));
      new Console(Map.of(id, node), printer, terminal).start();
      String failure = node.awaitClosed();
      return failure == null ? Exit.DONE : Exit.UNKNOWN;
    }
  }
}
