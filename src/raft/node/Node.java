package raft.node;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import raft.Configuration;
import raft.Entry;
import raft.Members;
import raft.RaftServer;
import raft.Server;
import raft.ServerClosedException;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.StateMachine;
import raft.Status;
import raft.StorageException;
import raft.node.Frame.CountersReply;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.Hello;
import raft.node.Frame.MembersReply;
import raft.node.Frame.MembersRequest;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.disk.FileStorage;
import raft.node.disk.Identity;

/**
 * A running node: one {@link RaftServer}, and all the threads around it.
 *
 * <pre>
 *  thread             how many           waits on           calls
 *  n1 tick            1                  time               tick, peers
 *  n1 accept peers    1                  accept             -
 *  n1 accept clients  1                  accept             -
 *  n1 from n2         one a connection   read, disk, a      handle,
 *                                        read index         readIndex
 *  n1 to n2           one a peer         the server's       awaitRequest,
 *                                        monitor, disk,     handleReply,
 *                                        then the reply     handleNoReply
 *  n1 client 17       one a connection   read, then its     propose, query,
 *                                        own future         and so on
 *  n1 disk            1                  the buffer         durable
 *  n1 snapshot        1                  time, disk         beginSnapshot,
 *                                                           snapshotSaved,
 *                                                           snapshotFailed
 *  n1 close           1                  a failure          close
 * </pre>
 *
 * <p>Until it has heard who calls, {@code n1 from n2} is {@code n1 from ?}. The
 * {@link TracePrinter}, which nodes may share, has a thread of its own.
 *
 * <p>Locks: the server's, then the buffer's, never the other way round; no
 * thread waits for network or disk while it holds either. A thread that dies of
 * anything unexpected takes the node with it: half a node is worse than none.
 * Only a thread of one connection ends alone, with its connection.
 *
 * <p>Thread-safe.
 */
public final class Node implements AutoCloseable {
  // How many more than are served may be connected, to be told it is full.
  private static final int REFUSED_CONNECTIONS = 64;

  // How long close waits for each side of slow connections.
  private static final int CLOSE_MILLIS = 300;

  private static final String DIED = " died of ";

  /** The exit status of a process that could not even close its node. */
  public static final int HALTED = 4;

  private final ClusterConfig config;
  private final List<String> inFile; // the nodes that the file names
  private final String id;
  private final TracePrinter printer;
  private final FileStorage storage;
  private final RaftServer server;
  private final Wire wire;
  private final SnapshotTaker snapshots;
  private final SelfReport report;
  private final Faults faults = new Faults();
  private final Connections peers = new Connections();
  private final Connections clients = new Connections();
  private final Map<String, Connection> incoming = new ConcurrentHashMap<>();
  private final Acceptor fromPeers;
  private final Acceptor fromClients;
  private final NodeThreads threads = new NodeThreads(this::threadFailed);
  private final Semaphore clientSlots;
  private final AtomicInteger clientNumber = new AtomicInteger();
  private final FrameMemory frameMemory;
  private final Runs runs = new Runs();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Links links;
  private final String wordless; // made while there is memory for it

  // Guarded by this object's monitor.
  private boolean closing;
  private String failure;

  Node(NodeStart from) {
    config = from.config;
    inFile = sorted(from.file.configuration());
    id = from.identity.node();
    printer = from.printer;
    fromPeers = from.peers;
    fromClients = from.clients;
    clientSlots = new Semaphore(config.maxConnections());
    frameMemory = new FrameMemory(config.maxFrame());
    wordless = id + " ran out of memory";
    storage = FileStorage.open(from.data, from.identity, from.create,
        config.maxBuffer(), from.disk);
    Identity identity = storage.identity();
    server = new RaftServer(id, initial(identity), config.settings(), storage,
        from.stateMachine, printer, new Random());
    wire = new Wire(config, identity, System.nanoTime(), faults, printer,
        new Troubles(printer), new PeerCounters(), peers);
    snapshots = new SnapshotTaker(server, storage.snapshots(), wire);
    links = new Links(server, storage, wire, threads);
    report = new SelfReport(wire, server, storage, threads, links);
  }

  /**
   * The servers with which the cluster began, as the data directory says: the
   * file may have been edited since, and tells only their addresses. A newcomer
   * waits to be told.
   */
  private Configuration initial(Identity identity) {
    if (!identity.nodes().contains(id)) return Configuration.UNKNOWN;
    return new Configuration(identity.nodes().stream().map(each ->
        config.names(each) ? config.node(each).server()
            : new Server(each, "")).toList(), List.of());
  }

  /**
   * Binds both addresses, opens the data directory, and starts every thread.
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
    try (NodeStart from = new NodeStart(config, id, data, create, stateMachine,
        printer)) {
      return from.start();
    }
  }

  void start() {
    try {
      startThreads();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void startThreads() {
    threads.start(id + " close", this::closeInTheEnd);
    storage.notices().forEach(wire::notice);
    wire.notice(differenceToFile());
    storage.start(id + " disk", this::durable,
        cause -> fail("the disk failed: ", cause));
    threads.keepRunning(id + " snapshot", snapshots::run);
    links.follow();
    threads.keepRunning(id + " accept peers",
        () -> fromPeers.run(this::peerConnects));
    threads.keepRunning(id + " accept clients",
        () -> fromClients.run(this::clientConnects));
    threads.keepRunning(id + " tick", this::tick);
  }

  /** What the log says of the members (MC8), if the file says otherwise. */
  private String differenceToFile() {
    Configuration inLog = server.members().configuration();
    List<String> members = sorted(inLog);
    if (members.isEmpty()) return null;
    if (!members.equals(inFile)) {
      return "starts: the file names " + String.join(", ", inFile)
          + "; the log says " + String.join(", ", members)
          + ": the log decides";
    }
    Server listens = config.node(id).server();
    for (Server server : inLog.all()) {
      if (!server.id().equals(id) || server.address().isEmpty()
          || server.equals(listens)) continue;
      return "starts: it listens at " + listens.address() + ", and the log says "
          + server.address() + ": the others call it there";
    }
    return null;
  }

  private static List<String> sorted(Configuration configuration) {
    return new ArrayList<>(new TreeSet<>(configuration.servers()));
  }

  // ---- threads ---------------------------------------------------------

  private void threadFailed(Throwable cause) {
    // If this node is not being closed, the server or the disk closed itself.
    boolean isClosed = cause instanceof ServerClosedException
        || cause instanceof StorageException;
    fail(isClosed ? "" : DIED, cause);
  }

  private void tick() throws InterruptedException {
    TickSchedule schedule = new TickSchedule(config.tick(), System::nanoTime);
    while (!stopping.await(schedule.nanosLeft(), TimeUnit.NANOSECONDS)) {
      faults.pass();
      server.tick();
      links.follow();
      peers.closeOverdue();
      clients.closeOverdue();
      schedule.ticked();
    }
  }

  /** The disk thread is the storage's own, and knows of disks only. */
  private void durable(long position) {
    try {
      server.durable(position);
    } catch (ServerClosedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      fail(DIED, e);
      throw e;
    }
  }

  // ---- connections -----------------------------------------------------

  private void peerConnects(Socket socket)
      throws IOException, InterruptedException {
    receive(socket, peers, id + " from ?", connection -> {
      Hello hello = wire.helloOfPeer(connection);
      String peer = hello.node();
      wire.notice(runs.called(peer, hello.boot(), connection.remote(),
          System.nanoTime()));
      // Behind a cut the hello is not heard, and the peer gives up.
      faults.awaitInVain(peer, config.replyTimeout());
      if (faults.isCut(peer)) return;
      Thread.currentThread().setName(id + " from " + peer);
      replace(peer, connection);
      links.peerCalled(peer, hello.boot());
      try {
        new PeerConnection(server, storage, wire, connection, peer).serve();
      } finally {
        incoming.remove(peer, connection);
      }
    });
  }

  /** Only the newest connection of a peer counts: an older one is stale. */
  private void replace(String peer, Connection connection) {
    Connection old = incoming.put(peer, connection);
    if (old != null) old.close();
  }

  private void clientConnects(Socket socket)
      throws IOException, InterruptedException {
    String name = id + " client " + clientNumber.incrementAndGet();
    receive(socket, clients, name, connection -> {
      wire.helloOfClient(connection);
      if (!clientSlots.tryAcquire()) {
        throw new FrameException(id + " serves " + config.maxConnections()
            + " clients already (max-connections); ask another node, or later");
      }
      try {
        new ClientConnection(server, this, wire, connection).serve();
      } finally {
        clientSlots.release();
      }
    });
  }

  private interface ConnectionHandler {
    void hold(Connection connection) throws IOException, InterruptedException;
  }

  /** Runs on the accepting thread, and gives the connection its own. */
  private void receive(Socket socket, Connections all, String name,
      ConnectionHandler conversation) throws IOException, InterruptedException {
    faults.pass();
    if (all.count() >= config.maxConnections() + REFUSED_CONNECTIONS) {
      wire.troubles().tell("full", id + " closes a new connection unheard: it"
          + " has " + all.count() + ", and max-connections is "
          + config.maxConnections());
      throw new IOException("too many connections");
    }
    Connection connection = new Connection(socket, config.maxFrame(),
        config.frameTimeout(), all == clients ? frameMemory : null);
    all.add(connection);
    try {
      threads.start(name, () -> converse(connection, all, conversation));
    } catch (OutOfMemoryError e) { // no thread can be had
      all.remove(connection);
      throw e;
    }
  }

  private void converse(Connection connection, Connections all,
      ConnectionHandler conversation) throws InterruptedException {
    try {
      conversation.hold(connection);
    } catch (FrameException e) {
      connection.refuse(e.getMessage());
    } catch (IOException e) {
      // It ended. The other end knows, and may call again.
    } catch (ServerClosedException | StorageException e) {
      throw e; // that is the end of the node
    } catch (RuntimeException | Error e) {
      // Out of memory, most often. A step that it interrupted has closed the
      // server; otherwise only this connection is lost.
      wire.troubles().mention(e);
    } finally {
      all.remove(connection);
    }
  }

  // ---- what others may ask ---------------------------------------------

  /** How this node is, and the end of its log. */
  public StatusReply status(StatusRequest request) {
    return report.status(request);
  }

  public CountersReply counters(CountersRequest request) {
    return report.counters(request);
  }

  public Members members() {
    return server.members();
  }

  /** Who belongs to the cluster, as far as this node knows. */
  public MembersReply members(MembersRequest request) {
    return report.members(request);
  }

  /** Processor time of this process so far; 0 if that is not known. */
  public static long ownCpuMillis() {
    return SelfReport.ownCpuMillis();
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

  /**
   * Takes a snapshot now. Completes when there is one of all that is applied
   * now, with a {@link SnapshotException}, or with a {@link
   * ServerClosedException} if this node stops first.
   */
  public CompletableFuture<SnapshotMetadata> requestSnapshot() {
    return server.requestSnapshot();
  }

  /** Before it is closed: if this node leads, another one does, if it can. */
  public void handOver() {
    try {
      server.transferLeadership(null).copy().completeOnTimeout(null,
          2L * config.electionTimeoutMax(), TimeUnit.MILLISECONDS).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | ServerClosedException e) {
      // It is closed already.
    }
  }

  /** The faults this node obeys. */
  public Faults faults() {
    return faults;
  }

  // ---- the end ---------------------------------------------------------

  /** After this the node must not go on; it ends even if this throws. */
  private void fail(String what, Throwable cause) {
    synchronized (this) {
      if (closing || failure != null) return;
      failure = wordless;
    }
    try {
      explain(what.equals(DIED)
          ? Thread.currentThread().getName() + DIED + cause
          : what + cause.getMessage());
    } finally {
      ending.countDown();
    }
  }

  private void explain(String why) {
    synchronized (this) {
      failure = why;
    }
    printer.notice(id + " stops: " + why);
  }

  /**
   * The thread {@code n1 close}, which is there from the start: out of threads,
   * none could be started when one is needed, and close() waits for the one
   * that failed. If not even closing works, the process ends.
   */
  private void closeInTheEnd() throws InterruptedException {
    ending.await();
    try {
      close();
    } catch (Throwable e) {
      Runtime.getRuntime().halt(HALTED);
    }
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
   * Ends every thread and connection, in order, within about a second: first
   * new connections, then decisions, last answers, and the disk. What was
   * accepted and is not committed is answered "unknown".
   */
  @Override public void close() {
    if (isFirstToClose()) closeInOrder();
    else awaitOtherClose();
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

  private void closeInOrder() {
    ending.countDown();
    stopping.countDown();
    fromPeers.close();
    fromClients.close();
    server.close(id + " is stopping");
    faults.close();
    snapshots.close();
    links.close();
    clients.shutdownInput();
    clients.awaitNone(CLOSE_MILLIS);
    clients.closeAll();
    peers.closeAll();
    storage.close();
    threads.join();
    links.join();
    clients.awaitNone(CLOSE_MILLIS);
    peers.awaitNone(CLOSE_MILLIS);
    closed.countDown();
  }
}
