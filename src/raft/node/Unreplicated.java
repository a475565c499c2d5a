package raft.node;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import raft.Entry;
import raft.Outcome;
import raft.ServerClosedException;
import raft.StateMachine;
import raft.StorageException;

/**
 * A node without Raft: one server, one disk, nobody to agree with. It is the
 * limit that {@code lab bench} measures a cluster against, so everything but
 * Raft is the very same: the frames and their codec, a thread for each
 * connection, the application, and the storage with its group commit. A command
 * is appended to the log, and applied and answered when it is durable.
 *
 * <p>Not for use: what this disk loses is lost.
 *
 * <p>Thread-safe. This object's monitor guards log and application; futures
 * complete after it is released, as in {@link raft.RaftServer}.
 */
public final class Unreplicated implements Service, AutoCloseable {
  private static final long TERM = 1; // the storage wants to know of one
  private static final int PATIENCE = 300; // milliseconds, at the end

  private record Waiter(long position, String command,
      CompletableFuture<Outcome> outcome) {}

  private final String id;
  private final StateMachine stateMachine;
  private final FileStorage storage;
  private final Acceptor acceptor;
  private final Wire wire;
  private final Traffic traffic = new Traffic();
  private final Connections clients = new Connections();
  private final AtomicInteger clientNumber = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  // Set once, in start; null if that came to nothing.
  private volatile Thread accepting;

  // Guarded by this object's monitor.
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private long lastIndex;
  private boolean closing;

  private Unreplicated(ClusterConfig config, String id, Acceptor acceptor,
      FileStorage storage, StateMachine stateMachine, TracePrinter printer) {
    this.id = id;
    this.acceptor = acceptor;
    this.storage = storage;
    this.stateMachine = stateMachine;
    wire = new Wire(config, id, System.nanoTime(), new Faults(), printer,
        traffic, clients);
    for (Entry entry : storage.saved().entries()) {
      stateMachine.apply(entry.command());
    }
    lastIndex = storage.saved().entries().size();
    if (lastIndex == 0) storage.appendTermAndVote(TERM, null);
  }

  /**
   * Binds the address for clients, opens the data directory, and starts.
   *
   * @param data   its own data directory
   * @param create whether to create it; it must then be empty or missing
   * @throws ConfigurationException if the configuration has no such node
   * @throws DataDirectoryException if the data directory cannot be used
   * @throws IOException            if the address cannot be bound
   */
  public static Unreplicated start(ClusterConfig config, String id, Path data,
      boolean create, StateMachine stateMachine, TracePrinter printer)
      throws IOException {
    Identity identity = config.identity(id);
    FileStorage.check(data, identity, create);
    Acceptor acceptor = new Acceptor(config.node(id).client(), printer);
    FileStorage storage = null;
    try {
      storage = FileStorage.open(data, identity, create, config.maxBuffer());
      Unreplicated server = new Unreplicated(config, id, acceptor, storage,
          stateMachine, printer);
      server.start();
      return server;
    } catch (RuntimeException e) {
      acceptor.close();
      if (storage != null) storage.close();
      throw e;
    }
  }

  private void start() {
    storage.start(id + " disk", this::durable,
        cause -> fail("the disk failed: " + cause));
    accepting =
        spawn(id + " accept clients", () -> acceptor.run(this::clientConnects));
  }

  // ---- threads ---------------------------------------------------------

  private interface Body {
    void run() throws InterruptedException;
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
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(Thread.currentThread().getName() + " died of " + e);
    }
  }

  /** Something happened after which this server must not go on. */
  private void fail(String why) {
    wire.printer().notice(id + " stops: " + why);
    new Thread(this::close, id + " close").start();
  }

  private void clientConnects(Socket socket) throws IOException {
    Connection connection = new Connection(socket, wire.config().maxFrame(),
        wire.config().frameTimeout());
    clients.add(connection);
    spawn(id + " client " + clientNumber.incrementAndGet(),
        () -> serve(connection));
  }

  private void serve(Connection connection) throws InterruptedException {
    try {
      wire.helloOfClient(connection);
      new ClientConnection(this, stateMachine, wire, connection).serve();
    } catch (FrameException e) {
      connection.refuse(e.getMessage());
    } catch (IOException e) {
      // It ended. Whoever was at the other end knows, and may call again.
    } finally {
      clients.remove(connection);
    }
  }

  // ---- a command -------------------------------------------------------

  @Override public synchronized CompletableFuture<Outcome> propose(
      String command) {
    if (closing) throw new ServerClosedException(id + " is stopping");
    if (storage.isFull()) return Outcome.refused("its disk is behind", id);
    long position =
        storage.appendEntry(++lastIndex, Entry.command(TERM, command));
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    waiting.add(new Waiter(position, command, outcome));
    return outcome;
  }

  /** On the disk thread: everything before this position is on disk. */
  private void durable(long position) {
    applyDurable(position).forEach(Runnable::run);
  }

  private synchronized List<Runnable> applyDurable(long position) {
    List<Runnable> answers = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.getFirst().position() <= position) {
      Waiter waiter = waiting.removeFirst();
      Outcome applied =
          new Outcome.Applied(stateMachine.apply(waiter.command()));
      answers.add(() -> waiter.outcome().complete(applied));
    }
    return answers;
  }

  // ---- what others may ask ---------------------------------------------

  @Override public StatusReply status(StatusRequest request) {
    long last;
    long applied;
    synchronized (this) {
      last = lastIndex;
      applied = lastIndex - waiting.size();
    }
    return new StatusReply(request.id(), id, storage.isHealthy(), "leader",
        TERM, null, id, applied, applied, last, 0, List.of(), List.of());
  }

  @Override public CountersReply counters(CountersRequest request) {
    return CountersReply.of(request, id, storage, traffic);
  }

  // ---- the end ---------------------------------------------------------

  /** Waits until this is closed, by whomever. */
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /** Stores what was taken, answers it, and ends. */
  @Override public void close() {
    synchronized (this) {
      if (closing) return;
      closing = true;
    }
    acceptor.close();
    storage.close();
    disappoint();
    clients.shutdownInput();
    clients.awaitNone(PATIENCE);
    clients.closeAll();
    awaitAccepting();
    closed.countDown();
  }

  /** The address is free only when nobody accepts there any more. */
  private void awaitAccepting() {
    Thread thread = accepting;
    try {
      if (thread != null) thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever did it will not wait
    }
  }

  /** If the disk failed, nobody can tell what became of these. */
  private void disappoint() {
    List<Waiter> left;
    synchronized (this) {
      left = List.copyOf(waiting);
      waiting.clear();
    }
    for (Waiter waiter : left) {
      waiter.outcome().complete(new Outcome.Unknown(id + " is stopping"));
    }
  }
}
