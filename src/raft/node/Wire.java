package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import raft.Server;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.Hello;
import raft.node.Frame.Welcome;
import raft.node.disk.Identity;

/**
 * What all connections between the nodes have in common: who we are, the
 * configuration, the faults to obey, and where to count, trace and complain.
 *
 * @param identity marks this node and its cluster, as its disk says
 * @param boot     tells this run of the node from its earlier ones
 */
record Wire(ClusterConfig config, Identity identity, long boot, Faults faults,
    TracePrinter printer, Troubles troubles, PeerCounters traffic,
    Connections connections) {

  /** Who we are. */
  String node() {
    return identity.node();
  }

  /** Connects to a peer; the connection is closed when the node closes. */
  Connection dial(InetSocketAddress address) throws IOException {
    Connection connection = Connection.dialPeer(address, config.dialTimeout(),
        config.maxFrame(), config.frameTimeout());
    connections.add(connection);
    return connection;
  }

  /** Says hello on a new connection; the reply is yet to come. */
  void greet(Connection connection, String peer) throws IOException {
    connection.write(Hello.peer(identity, peer, boot));
  }

  /**
   * Takes the first frame of a peer for its welcome.
   *
   * @return which run of the peer replied
   * @throws FrameException if the peer refuses us
   */
  long welcomed(Record reply, String peer) throws FrameException {
    if (reply instanceof Welcome welcome) return welcome.boot();
    throw new FrameException(reply instanceof ErrorFrame error
        ? "refused by " + peer + ": " + error.why()
        : peer + " sent no welcome: is this its address for peers?");
  }

  /** Says something that a person must see; null is nothing. */
  void notice(String what) {
    if (what != null) printer.notice(node() + " " + what);
  }

  /** Reads the hello of a peer, or complains. */
  Hello helloOfPeer(Connection connection)
      throws IOException, InterruptedException {
    Hello hello = hello(connection);
    String caller = hello.node();
    if (caller == null) {
      throw new FrameException("peers call here; clients of " + node()
          + " call " + text(config.node(node()).client()));
    }
    if (caller.equals(node())) {
      throw new FrameException(hello.boot() == boot
          ? "this is " + node() + " itself: an address in its configuration leads"
              + " back to it"
          : "this is " + node() + " itself: is it started twice? Another process"
              + " that calls itself so runs at " + connection.remote());
    }
    try {
      new Server(caller, ""); // the id stands in thread names and traces
    } catch (IllegalArgumentException e) {
      throw new FrameException(e.getMessage());
    }
    // Whether it is a member only its own log can say: it may have the entry
    // with its configuration, and this node not yet.
    refuseOthers(hello, identity);
    return hello;
  }

  /** Clusters that began with other nodes are not the same. */
  private static void refuseOthers(Hello hello, Identity me)
      throws FrameException {
    if (!hello.nodes().equals(me.nodes())) {
      throw new FrameException(hello.node() + " counts "
          + Identity.count(hello.nodes()) + ", " + me.node() + " counts "
          + Identity.count(me.nodes()) + ": give both the same configuration,"
          + " the one that the cluster began with; a node that comes later is"
          + " started with --new --join");
    }
    if (!hello.application().equals(me.application())) {
      throw new FrameException(hello.node() + " replicates the application "
          + hello.application() + ", " + me.node() + " " + me.application()
          + ": give both the same configuration");
    }
  }

  /** Reads the hello of a client, or complains. */
  void helloOfClient(Connection connection)
      throws IOException, InterruptedException {
    if (hello(connection).node() == null) return;
    throw new FrameException("clients call here; peers of " + node()
        + " call " + text(config.node(node()).peer()));
  }

  private static String text(InetSocketAddress address) {
    return ClusterConfig.NodeAddress.text(address);
  }

  private Hello hello(Connection connection)
      throws IOException, InterruptedException {
    Record frame = firstFrame(connection);
    faults.pass();
    if (frame instanceof Hello hello) {
      refuseStrangers(hello);
      return hello;
    }
    throw new FrameException("say Hello first");
  }

  private Record firstFrame(Connection connection) throws IOException {
    try {
      return connection.readFirst(config.frameTimeout());
    } catch (SocketTimeoutException e) {
      throw new FrameException("no Hello within " + config.frameTimeout()
          + " ms");
    }
  }

  private void refuseStrangers(Hello hello) throws FrameException {
    if (hello.protocol() != Hello.PROTOCOL) {
      throw new FrameException("this node speaks protocol " + Hello.PROTOCOL
          + ", not " + hello.protocol());
    }
    if (!hello.cluster().equals(config.cluster())) {
      throw new FrameException("this is the cluster " + config.cluster()
          + ", not " + hello.cluster());
    }
    boolean any = hello.node() == null && hello.to().equals(Hello.ANY);
    if (!any && !hello.to().equals(node())) {
      throw new FrameException("this is " + node() + ", not " + hello.to());
    }
  }
}
