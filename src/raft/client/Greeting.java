package raft.client;

import java.io.IOException;
import raft.node.ClusterConfig;
import raft.node.Connection;
import raft.node.ErrorFrame;
import raft.node.Hello;
import raft.node.StatusReply;
import raft.node.StatusRequest;
import raft.node.Welcome;

/** How a client comes to a node: connect, say hello, be welcome. */
public final class Greeting {
  private Greeting() {}

  static Connection connect(ClusterConfig config,
      ClusterConfig.NodeAddress node, int millis) throws IOException {
    Connection connection = Connection.dial(node.client(), millis,
        config.maxFrame(), config.frameTimeout());
    try {
      connection.write(Hello.client(config.cluster(), node.id()));
      Record answer = connection.read(millis);
      if (answer instanceof Welcome) return connection;
      throw new IOException(answer instanceof ErrorFrame error ? error.why()
          : "it did not welcome us");
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Asks one node how it is.
   *
   * @param log how many of its last log entries to bring along
   * @throws IOException if it cannot be reached, or does not answer in time
   */
  public static StatusReply status(ClusterConfig config,
      ClusterConfig.NodeAddress node, int log, int millis) throws IOException {
    try (Connection connection = connect(config, node, millis)) {
      connection.write(new StatusRequest("status-of-" + node.id(), log));
      Record answer = connection.read(millis);
      if (answer instanceof StatusReply status) return status;
      throw new IOException("it did not tell its status");
    }
  }
}
