package raft.client;

import static raft.kv.Logged.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import raft.StateMachine;
import raft.json.Fields;
import raft.node.Connection;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.Hello;
import raft.node.Frame.QueryRequest;
import raft.node.Frame.Welcome;
import raft.node.RawJson;

/** A node that welcomes clients and then does with them as a test says. */
final class FakeNode implements AutoCloseable {

  /** What to do with a request. */
  interface Behaviour {
    /**
     * The frame to answer with, {@link #SILENCE} or {@link #CLOSE}. A query is
     * a request too, without client and serial.
     */
    Record answer(ClientRequest request);
  }

  private record Special(String name) {}

  /** Never answers. */
  static final Record SILENCE = new Special("silence");
  /** Closes the connection instead of answering. */
  static final Record CLOSE = new Special("close");
  /** Begins an answer and never ends it. */
  static final Record STALL = new Special("stall");
  /** Reads nothing after the hello, like a process that was stopped. */
  static final Behaviour FROZEN = request -> SILENCE;
  /** Begins a welcome and never ends it. */
  static final Behaviour UNWELCOMING = request -> SILENCE;

  private static final int LOWEST_PORT = 12_288;
  private static final int PORTS = 20_000; // below the ephemeral ones
  private static final int MAX_FRAME = 1 << 20;
  private static final int FRAME_MILLIS = 1000;
  // Of a frame so long that it alone may take longer than any call here.
  private static final byte[] BEGUN = {0, 4, 0, 0, '{'};
  private static final int SMALL_WINDOW = 4096;

  private final ServerSocket socket = bind();
  private final Behaviour behaviour;
  private volatile Welcome welcome = new Welcome("fake", 1);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<QueryRequest> queries = new CopyOnWriteArrayList<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger visits = new AtomicInteger();
  private final Semaphore ends = new Semaphore(0);
  private final Semaphore closed = new Semaphore(0);

  FakeNode(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    start(this::accept);
  }

  // ---- behaviours ------------------------------------------------------

  /** A leader of a cluster that never fails. */
  static Behaviour leader(StateMachine machine) {
    return request -> {
      String text = request.command().text();
      return applied(request, isQuery(text)
          ? machine.query(machine.readQuery(text)) : execute(machine, text));
    };
  }

  /** Of no client; but neither is a registration. */
  private static boolean isQuery(String text) {
    Fields fields = Fields.of(text);
    return !fields.has("client")
        && !fields.isOneOf("op", List.of("register"));
  }

  /** Somebody who knows, or does not know (null), who leads. */
  static Behaviour follower(String leader) {
    return request -> new ClientReply(request.id(), ClientReply.REFUSED, null,
        "it is not the leader", leader);
  }

  /** One after the other; the last of them goes on. */
  static Behaviour first(Behaviour... behaviours) {
    int[] next = {0};
    return request -> {
      int now = Math.min(next[0]++, behaviours.length - 1);
      return behaviours[now].answer(request);
    };
  }

  static ClientReply applied(ClientRequest request, String answer) {
    return new ClientReply(request.id(), ClientReply.APPLIED,
        new RawJson(answer), null, null);
  }

  static ClientReply outcome(ClientRequest request, String outcome) {
    return new ClientReply(request.id(), outcome, null, "for a test", null);
  }

  // ---- serving ---------------------------------------------------------

  private static ServerSocket bind() throws IOException {
    Random random = new Random();
    while (true) {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.bind(loopback(LOWEST_PORT + random.nextInt(PORTS)));
        return socket;
      } catch (BindException taken) {
        socket.close();
      }
    }
  }

  static InetSocketAddress loopback(int port) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable body) {
    Thread thread = new Thread(body, "fake node");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        return; // closed by the test
      }
    }
  }

  private void serve(Socket client) {
    try (Connection connection =
        new Connection(client, MAX_FRAME, FRAME_MILLIS)) {
      open.add(connection);
      visits.incrementAndGet();
      converse(connection, client);
    } catch (IOException e) {
      // The client is gone, as it may.
    } finally {
      ends.release();
    }
  }

  private void converse(Connection connection, Socket client)
      throws IOException {
    if (!(connection.read(FRAME_MILLIS) instanceof Hello)) return;
    if (behaviour == UNWELCOMING) client.getOutputStream().write(BEGUN);
    else connection.write(welcome);
    if (behaviour == FROZEN) closed.acquireUninterruptibly();
    Record frame = connection.read(0);
    for (; frame != null; frame = connection.read(0)) {
      Record answer = answer(frame);
      if (answer == CLOSE) return;
      if (answer == STALL) client.getOutputStream().write(BEGUN);
      else if (answer != SILENCE) connection.write(answer);
    }
  }

  /** Of its status and its counters it begins to tell, and no more. */
  private Record answer(Record frame) {
    if (frame instanceof QueryRequest query) {
      queries.add(query);
      return hear(new ClientRequest(query.id(), query.command()));
    }
    return frame instanceof ClientRequest request ? hear(request) : STALL;
  }

  private Record hear(ClientRequest request) {
    heard.add(request.command().text());
    return behaviour.answer(request);
  }

  /** From now on its welcome tells this. */
  void knows(String members, long index) {
    welcome = new Welcome("fake", 1, members, index);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many connections there were so far. */
  int visits() {
    return visits.get();
  }

  /** Whether a connection ends, or did, and was not counted here before. */
  boolean isLeft() throws InterruptedException {
    return ends.tryAcquire(10, TimeUnit.SECONDS);
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  /** Of what it heard, what changes nothing. */
  List<QueryRequest> queries() {
    return List.copyOf(queries);
  }

  void closeDoor() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override public void close() {
    closeDoor();
    open.forEach(Connection::close);
    closed.release(Integer.MAX_VALUE);
  }
}
