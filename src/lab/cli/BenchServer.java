package lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import raft.cli.Arguments;
import raft.cli.Exit;
import raft.cli.NodeProcess;
import raft.cli.Terminal;
import raft.cli.TraceLines;
import raft.node.ClusterConfig;
import raft.node.TracePrinter;
import raft.node.Unreplicated;

/** {@code lab bench --serve n1}: the server without Raft, as a process. */
final class BenchServer {
  private BenchServer() {}

  static int run(Arguments arguments, Terminal terminal)
      throws IOException, InterruptedException {
    ClusterConfig config = arguments.config();
    String id = arguments.get("serve");
    Path data = arguments.data().resolve(id);
    TracePrinter printer = new TracePrinter(id, TracePrinter.Level.OFF,
        new TraceLines(terminal));
    try (printer; Unreplicated server = Unreplicated.start(config, id, data,
        arguments.has("new"), NodeProcess.application(config), printer)) {
      NodeProcess.closeOnShutdown(server::close, printer);
      NodeProcess.closeWithParent(arguments, server::close);
      terminal.complain(id + ", without Raft, listens to clients on "
          + ClusterConfig.NodeAddress.text(config.node(id).client())
          + ", data in " + data);
      server.awaitClosed();
      return Exit.DONE;
    }
  }
}
