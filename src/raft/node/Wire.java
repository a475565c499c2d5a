package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * What all connections between the nodes have in common: who we are, the
 * configuration, the faults to obey, and where to count and trace.
 *
 * @param boot tells this run of the node from its earlier ones
 */
record Wire(ClusterConfig config, String node, long boot, Faults faults,
    TracePrinter printer, Traffic traffic, Connections connections) {

  /** Connects to a peer; the connection is closed when the node closes. */
  Connection dial(InetSocketAddress address) throws IOException {
    Connection connection = Connection.dial(address, config.dialTimeout(),
        config.maxFrame(), config.frameTimeout());
    connections.add(connection);
    return connection;
  }

  /**
   * Says hello on a new connection.
   *
   * @return which run of the peer answered
   */
  long greet(Connection connection, String peer) throws IOException {
    connection.write(new Hello(Hello.PROTOCOL, config.cluster(), node, peer,
        boot));
    Record answer = connection.read(config.replyTimeout());
    if (answer instanceof Welcome welcome) return welcome.boot();
    if (answer instanceof ErrorFrame error) printer.notice(
        node + " is refused by " + peer + ": " + error.why());
    throw new IOException(peer + " did not welcome us");
  }

  /**
   * Reads the hello on an accepted connection.
   *
   * @return the hello, or null if the stranger was refused or said nothing
   */
  Hello receiveHello(Connection connection)
      throws IOException, InterruptedException {
    Record frame = connection.read(config.frameTimeout());
    faults.pass();
    if (frame == null) return null;
    if (!(frame instanceof Hello hello)) {
      connection.refuse("say Hello first");
      return null;
    }
    String objection = objection(hello);
    if (objection == null) return hello;
    connection.refuse(objection);
    return null;
  }

  private String objection(Hello hello) {
    if (hello.protocol() != Hello.PROTOCOL) {
      return "this node speaks protocol " + Hello.PROTOCOL + ", not "
          + hello.protocol();
    }
    if (!hello.cluster().equals(config.cluster())) {
      return "this is the cluster " + config.cluster() + ", not "
          + hello.cluster();
    }
    if (!hello.to().equals(node)) {
      return "this is " + node + ", not " + hello.to();
    }
    return null;
  }
}
