package raft.node;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import raft.StateMachine;
import raft.node.disk.Disk;
import raft.node.disk.FileStorage;
import raft.node.disk.Identity;

/**
 * A node that is about to start: its configuration and its data directory were
 * checked, and both its addresses are bound. Nothing has been made or changed
 * on disk yet, so one that is given up leaves no trace. Otherwise a first start
 * that is refused, for a port that is taken, would leave an empty data
 * directory, and the next start would take it for this node's own.
 *
 * <p>Not thread-safe.
 */
public final class NodeStart implements AutoCloseable {
  final ClusterConfig file;
  final ClusterConfig config; // of the file, and this node
  final Identity identity;
  final Path data;
  final boolean create;
  final StateMachine stateMachine;
  final TracePrinter printer;
  final Acceptor peers;
  final Acceptor clients;
  Disk disk = new Disk(); // tests give it another one
  private boolean started;

  /**
   * Checks, and binds both addresses.
   *
   * @param data   this node's own data directory
   * @param create whether to create it; it must then be empty or missing
   * @throws ConfigurationException if the configuration has no such node
   * @throws DataDirectoryException if the data directory cannot be used
   * @throws IOException            if an address cannot be bound
   */
  public NodeStart(ClusterConfig config, String id, Path data, boolean create,
      StateMachine stateMachine, TracePrinter printer) throws IOException {
    this(config, config.node(id), config.identity(id), data, create, stateMachine, printer);
  }

  /**
   * The same for a node that may come later than its cluster began.
   *
   * @param file     need not name this node
   * @param address  where this node listens
   * @param identity says with which nodes the cluster began, if {@code create};
   *                 else its data does
   */
  public NodeStart(ClusterConfig file, ClusterConfig.NodeAddress address,
      Identity identity, Path data, boolean create, StateMachine stateMachine,
      TracePrinter printer) throws IOException {
    this.file = file;
    config = file.and(address);
    this.identity = identity;
    this.data = data;
    this.create = create;
    this.stateMachine = stateMachine;
    this.printer = printer;
    FileStorage.check(data, identity, create);
    peers = listen(address.peer());
    try {
      clients = listen(address.client());
    } catch (IOException e) {
      peers.close();
      throw e;
    }
  }

  private Acceptor listen(InetSocketAddress address) throws IOException {
    try {
      return new Acceptor(address, printer);
    } catch (IOException e) {
      throw new IOException(identity.node() + " cannot listen on "
          + ClusterConfig.NodeAddress.text(address) + ": " + e.getMessage()
          + (e instanceof BindException ? "; does another node run there?"
              : ""), e);
    }
  }

  /**
   * Opens the data directory, or makes it, and starts every thread.
   *
   * @throws DataDirectoryException if the data directory cannot be used
   */
  public Node start() {
    Node node = new Node(this);
    started = true; // from here on the addresses are the node's
    node.start();
    return node;
  }

  /** Lets the addresses go, unless the node has started. */
  @Override public void close() {
    if (started) return;
    peers.close();
    clients.close();
  }
}
