package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import raft.Entry;
import raft.RaftServer;
import raft.Role;
import raft.ServerClosedException;
import raft.StateMachine;
import raft.Status;
import raft.StorageException;

/**
 * A running node: one {@link RaftServer}, and all the threads around it.
 *
 * <pre>
 *  thread             how many           waits on           calls
 *  n1 tick            1                  time               tick
 *  n1 accept peers    1                  accept             -
 *  n1 accept clients  1                  accept             -
 *  n1 from n2         one a connection   read, disk         handle
 *  n1 to n2           one a peer         the server's       awaitRequest,
 *                                        monitor, disk,     handleReply,
 *                                        then the reply     handleSilence
 *  n1 client 17       one a connection   read, then its     propose, status
 *                                        own future
 *  n1 disk            1                  the buffer         durable
 * </pre>
 *
 * <p>Locks: the server's, then the buffer's, never the other way round; no
 * thread waits for network or disk while it holds either. A thread that dies of
 * anything unexpected takes the node with it: half a node is worse than none.
 *
 * <p>Thread-safe.
 */
public final class Node implements AutoCloseable {
  private static final int REFUSALS_AT_A_TIME = 64;

  private final ClusterConfig config;
  private final String id;
  private final StateMachine stateMachine;
  private final TracePrinter printer;
  private final FileStorage storage;
  private final RaftServer server;
  private final Wire wire;
  private final Faults faults = new Faults();
  private final Traffic traffic = new Traffic();
  private final Connections peers = new Connections();
  private final Connections clients = new Connections();
  private final Map<String, Link> links = new TreeMap<>();
  private final Map<String, Connection> incoming = new ConcurrentHashMap<>();
  private final List<Acceptor> acceptors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger clientNumber = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  // Guarded by this object's monitor.
  private boolean closing;
  private String failure;

  private Node(ClusterConfig config, String id, Path data, boolean create,
      StateMachine stateMachine, TracePrinter printer) {
    this.config = config;
    this.id = id;
    this.stateMachine = stateMachine;
    this.printer = printer;
    config.node(id);
    storage = FileStorage.open(data, config.cluster(), id, create,
        config.maxBuffer());
    server = new RaftServer(id, config.configuration(), config.settings(),
        storage, stateMachine, printer, new Random());
    wire = new Wire(config, id, System.nanoTime(), faults, printer, traffic,
        peers);
  }

  /**
   * Opens the data directory, binds both addresses, and starts every thread.
   *
   * @param data   this node's own data directory
   * @param create whether to create it; it must then be empty or missing
   * @throws ConfigurationException if the configuration has no such node
   * @throws DataDirectoryException if the data directory cannot be used
   * @throws IOException            if an address cannot be bound
   */
  public static Node start(ClusterConfig config, String id, Path data,
      boolean create, StateMachine stateMachine, TracePrinter printer)
      throws IOException {
    Node node = new Node(config, id, data, create, stateMachine, printer);
    try {
      node.start();
      return node;
    } catch (IOException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private void start() throws IOException {
    for (String notice : storage.notices()) printer.notice(id + " " + notice);
    ClusterConfig.NodeAddress address = config.node(id);
    Acceptor fromPeers = accept(address.peer(), this::peerConnects);
    Acceptor fromClients = accept(address.client(), this::clientConnects);
    storage.start(id + " disk", server::durable,
        cause -> fail("the disk failed: " + cause.getMessage()));
    for (ClusterConfig.NodeAddress peer : config.nodes()) {
      if (!peer.id().equals(id)) links.put(peer.id(),
          new Link(server, storage, wire, peer.id(), peer.peer()));
    }
    links.forEach((peer, link) -> keepRunning(id + " to " + peer, link::run));
    keepRunning(id + " accept peers", fromPeers::run);
    keepRunning(id + " accept clients", fromClients::run);
    keepRunning(id + " tick", this::tick);
  }

  private Acceptor accept(InetSocketAddress address,
      Consumer<Socket> newcomer) throws IOException {
    try {
      Acceptor acceptor = new Acceptor(address, newcomer);
      acceptors.add(acceptor);
      return acceptor;
    } catch (IOException e) {
      throw new IOException(id + " cannot listen on " + address + ": "
          + e.getMessage() + "; does another node run there?", e);
    }
  }

  // ---- threads ---------------------------------------------------------

  private interface Body {
    void run() throws IOException, InterruptedException;
  }

  private void keepRunning(String name, Body body) {
    threads.add(spawn(name, body));
  }

  private Thread spawn(String name, Body body) {
    Thread thread = new Thread(() -> live(body), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void live(Body body) {
    try {
      body.run();
    } catch (ServerClosedException | StorageException e) {
      // The node is closing; whoever closed it has said why.
    } catch (IOException e) {
      // A connection ended. Its peer or client knows, and may call again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(Thread.currentThread().getName() + " died of " + e);
    }
  }

  /** Fixed delay, not fixed rate: after a pause there is no burst of ticks. */
  private void tick() throws InterruptedException {
    while (!closed.await(config.tick(), TimeUnit.MILLISECONDS)) {
      faults.pass();
      server.tick();
      peers.closeOverdue();
      clients.closeOverdue();
    }
  }

  // ---- connections -----------------------------------------------------

  private void peerConnects(Socket socket) {
    spawn(id + " from ?", () -> serve(socket, peers, connection -> {
      Hello hello = wire.receiveHello(connection);
      if (hello == null || faults.isCut(String.valueOf(hello.node()))) return;
      Link link = links.get(String.valueOf(hello.node()));
      if (link == null) {
        connection.refuse("no node " + hello.node() + " in " + id + "'s file");
        return;
      }
      Thread.currentThread().setName(id + " from " + hello.node());
      replace(hello.node(), connection);
      link.peerCalled(hello.boot());
      new PeerConnection(server, storage, wire, connection, hello.node())
          .serve();
    }));
  }

  /** Of one peer only the newest connection counts: the older is stale. */
  private void replace(String peer, Connection connection) {
    Connection old = incoming.put(peer, connection);
    if (old != null) old.close();
  }

  private void clientConnects(Socket socket) {
    if (clients.count() > config.maxConnections() + REFUSALS_AT_A_TIME) {
      closeQuietly(socket);
      return;
    }
    String name = id + " client " + clientNumber.incrementAndGet();
    spawn(name, () -> serve(socket, clients, connection -> {
      Hello hello = wire.receiveHello(connection);
      if (hello == null) return;
      if (clients.count() > config.maxConnections()) {
        connection.refuse(id + " serves " + config.maxConnections()
            + " clients already (max-connections); ask another node, or later");
        return;
      }
      new ClientConnection(server, stateMachine, wire, connection, this)
          .serve();
    }));
  }

  private interface Conversation {
    void hold(Connection connection) throws IOException, InterruptedException;
  }

  private void serve(Socket socket, Connections all, Conversation conversation)
      throws IOException, InterruptedException {
    Connection connection = new Connection(socket, config.maxFrame(),
        config.frameTimeout());
    all.add(connection);
    try {
      conversation.hold(connection);
    } catch (FrameException e) {
      connection.refuse(e.getMessage());
    } finally {
      all.remove(connection);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  // ---- what others may ask ---------------------------------------------

  /** How this node is, and the end of its log. */
  public StatusReply status(StatusRequest request) {
    Status status = server.status();
    List<Entry> entries = server.lastEntries(request.log());
    return new StatusReply(request.id(), id, isHealthy(),
        status.role().toString(), status.term(), status.votedFor(),
        status.leader(), status.commitIndex(), status.lastApplied(),
        status.lastIndex(), (long) status.electionCountdown() * config.tick(),
        unreachable(status), entries);
  }

  /** Followers do not call anybody, so they cannot know. */
  private List<String> unreachable(Status status) {
    if (status.role() == Role.FOLLOWER) return List.of();
    return links.keySet().stream()
        .filter(peer -> !links.get(peer).isReachable()).toList();
  }

  private boolean isHealthy() {
    return storage.isHealthy() && threads.stream().allMatch(Thread::isAlive);
  }

  public String id() {
    return id;
  }

  public Status status() {
    return server.status();
  }

  public List<Entry> lastEntries(int count) {
    return server.lastEntries(count);
  }

  /** Starts an election now. */
  public void timeout() {
    server.timeout();
  }

  /** The faults this node obeys. */
  public Faults faults() {
    return faults;
  }

  /** What it said to its peers. */
  public Traffic traffic() {
    return traffic;
  }

  // ---- the end ---------------------------------------------------------

  /** Something happened after which this node must not go on. */
  private void fail(String why) {
    synchronized (this) {
      if (closing || failure != null) return;
      failure = why;
    }
    printer.notice(id + " stops: " + why);
    // A thread of its own: close() waits for the one that failed.
    new Thread(this::close, id + " close").start();
  }

  /**
   * Waits until this node is closed, by whomever.
   *
   * @return why it stopped itself, or null if it was told to
   */
  public String awaitClosed() throws InterruptedException {
    closed.await();
    synchronized (this) {
      return failure;
    }
  }

  /**
   * Ends every thread and connection, in order, within about a second: nobody
   * new, no more decisions, last answers, the disk. What was accepted and is
   * not committed is answered "unknown".
   */
  @Override public void close() {
    if (!isFirstToClose()) {
      awaitOtherClose();
      return;
    }
    acceptors.forEach(Acceptor::close);
    server.close(id + " is stopping");
    faults.close();
    links.values().forEach(Link::close);
    clients.shutdownInput();
    awaitLastAnswers();
    clients.closeAll();
    peers.closeAll();
    storage.close();
    closed.countDown();
    threads.forEach(Node::join);
  }

  private synchronized boolean isFirstToClose() {
    boolean first = !closing;
    closing = true;
    return first;
  }

  private void awaitOtherClose() {
    try {
      closed.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitLastAnswers() {
    long deadline = System.nanoTime() + 300_000_000L;
    while (clients.count() > 0 && System.nanoTime() < deadline) pause();
  }

  private static void pause() {
    LockSupport.parkNanos(5_000_000L);
  }

  private static void join(Thread thread) {
    try {
      thread.join(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
