package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import raft.AppendEntries;
import raft.Held;
import raft.InstallSnapshot;
import raft.Message;
import raft.RaftServer;
import raft.Server;
import raft.SnapshotException;
import raft.Storage;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.Notice;

/**
 * The thread {@code n1 to n2}: asks the server what n2 should be sent now,
 * sends it, and brings back the reply. Links pull: there is no queue of
 * messages that could grow or go stale, and a lost one needs no code, since the
 * next question gets the next right request. A peer that is slow, frozen or
 * gone delays its own link only (L1).
 *
 * <p>One request with entries or with a chunk of a snapshot at most is under
 * way. A peer that takes long to reply, because its disk or the way back is
 * slow, still gets a heartbeat each interval, on the same connection, so that
 * it does not take its leader for dead. Their number is bounded, because too
 * many may be why it is slow. Its replies come in the order of the requests,
 * and count however late they are. Only a connection on which nothing comes at
 * all is given up.
 */
final class Link {
  private final RaftServer server;
  private final Storage storage;
  private final Wire wire;
  private final Server to;
  private final String peer;
  private final InetSocketAddress address;

  // The connection, or null. Written by the link's thread; closed by others.
  private volatile Connection connection;

  // Which run of the peer the connection leads to; 0 until it has said so.
  private volatile long peerBoot;

  // Which run of the peer called last while there was this connection, or 0.
  private volatile long calledBoot;

  // Whether the peer replies in time.
  private volatile boolean reachable;

  // When the last reply came, by System.nanoTime(); 0 before the first.
  private volatile long repliedAt;

  // The link's thread only: whether this connection has brought a reply.
  private boolean proven;

  // The link's thread only: requests without a reply, in their order; the one
  // before whose reply no entries are sent, or null, and when that is late;
  // when to give the connection up; the last complaint shown to a person.
  private final Deque<Message.Request> underWay = new ArrayDeque<>();
  private Message.Request awaited;
  private long lateAt;
  private long givenUpAt;
  private String complaint;

  // Guarded by this object's monitor: whether to stop waiting and try again.
  private boolean called;

  // Never false again; written with this object's monitor.
  private volatile boolean closed;

  /** @param address where it is, as its own address or the file says */
  Link(RaftServer server, Storage storage, Wire wire, Server to,
      InetSocketAddress address) {
    this.server = server;
    this.storage = storage;
    this.wire = wire;
    this.to = to;
    peer = to.id();
    this.address = address;
  }

  /** Runs until {@link #close}. */
  void run() throws InterruptedException {
    try {
      while (!isClosed()) {
        Optional<Held<Message.Request>> held = firstRequest();
        if (held.isPresent()) converse(storage.release(held.get()));
      }
    } finally {
      disconnect();
    }
  }

  /** Sends one request, and goes on until no reply is awaited any more. */
  private void converse(Message.Request first) throws InterruptedException {
    try {
      send(first);
      while (!underWay.isEmpty()) {
        receive();
        sendNext();
      }
    } catch (IOException e) {
      // Refused, reset, timed out, or nonsense: for Raft all are no reply.
      disconnect();
      if (isClosed()) return;
      // What had worked and broke may have led to an earlier run of the peer:
      // not worth a back-off in an election.
      if (proven && isBroken(e)) return;
      complain(e);
      noReply();
      backOff();
    }
  }

  /** Whether the connection broke; else the peer was late, or refused. */
  private static boolean isBroken(IOException e) {
    return !(e instanceof SocketTimeoutException)
        && !(e instanceof FrameException);
  }

  // ---- Requests --------------------------------------------------------

  private Optional<Held<Message.Request>> firstRequest()
      throws InterruptedException {
    try {
      Optional<Held<Message.Request>> held = server.awaitRequest(to, this::isClosed);
      if (held.isEmpty()) backOff(); // it is not there: soon this is closed
      return held;
    } catch (SnapshotException e) {
      return noSnapshot(e);
    }
  }

  private Optional<Held<Message.Request>> nextRequest() {
    try {
      // Heartbeats may be under way beside entries, and nothing else may.
      Message.Request latest = underWay.peekLast();
      boolean isFree = awaited == null
          && (latest == null || latest instanceof AppendEntries);
      return isFree ? server.nextRequest(peer)
          : server.nextRequest(peer, latest);
    } catch (SnapshotException e) {
      return noSnapshot(e);
    }
  }

  /** The peer needs a snapshot that cannot be read: it gets heartbeats. */
  private Optional<Held<Message.Request>> noSnapshot(SnapshotException e) {
    wire.troubles().tell("send", meToPeer() + e.getMessage());
    server.handleNoReply(peer);
    return Optional.empty();
  }

  private void send(Message.Request request)
      throws IOException, InterruptedException {
    wire.faults().delay();
    if (wire.faults().isCut(peer)) {
      wire.faults().awaitInVain(peer, wire.config().replyTimeout());
      throw new SocketTimeoutException(peer + " is cut off");
    }
    connect();
    wire.printer().sends(wire.node(), peer, (Record) request);
    int bytes = connection.write((Record) request);
    wire.traffic().request(entries(request));
    wire.traffic().sent(bytes);
    await(request, bytes);
  }

  private long patience() {
    return wire.config().frameTimeout() * 1_000_000L;
  }

  private static int entries(Message.Request request) {
    return request instanceof AppendEntries append
        ? append.entries().size() : 0;
  }

  private void await(Message.Request request, int bytes) {
    long now = System.nanoTime();
    if (underWay.isEmpty()) givenUpAt = now + patience();
    // Not for heartbeats: those that come often would put it off for ever.
    long longer = entries(request) > 0 || request instanceof InstallSnapshot
        ? Connection.transferMillis(bytes) * 1_000_000L : 0;
    givenUpAt += longer;
    underWay.add(request);
    if (awaited == null) {
      awaited = request;
      lateAt = now + wire.config().replyTimeout() * 1_000_000L
          + (request instanceof InstallSnapshot ? longer : 0);
    }
  }

  /** Goes on at once, with entries if no other request carries some. */
  private void sendNext() throws IOException, InterruptedException {
    if (underWay.size() >= mostUnderWay()) return;
    // The reply may have committed entries: what their clients send next goes
    // along.
    if (awaited == null) Thread.yield();
    Optional<Held<Message.Request>> held = nextRequest();
    if (held.isPresent()) send(storage.release(held.get()));
  }

  /**
   * This many heartbeats keep a follower from an election on a line that takes
   * four election timeouts. A follower that is slow itself gets no more.
   */
  private int mostUnderWay() {
    return 4 * wire.config().electionTimeoutMax() / wire.config().heartbeat();
  }

  private void connect() throws IOException {
    if (connection != null) return;
    proven = false;
    peerBoot = 0;
    calledBoot = 0;
    connection = wire.dial(address);
    if (isClosed()) throw new IOException("the link to " + peer + " is closed");
    // The first request goes along: a peer that is slow to welcome hears it.
    wire.greet(connection, peer);
  }

  // ---- Replies ---------------------------------------------------------

  /** Waits for a reply, but not long: the next heartbeat is late by as much. */
  private void receive() throws IOException, InterruptedException {
    Record frame;
    try {
      frame = connection.read(soon());
    } catch (SocketTimeoutException e) {
      nothingCame(e);
      return;
    }
    wire.faults().pass();
    if (frame == null) throw new IOException(peer + " closed");
    givenUpAt = Math.max(givenUpAt, System.nanoTime() + patience());
    if (peerBoot == 0) welcomed(frame);
    else replied(frame);
  }

  private void welcomed(Record frame) throws IOException {
    peerBoot = wire.welcomed(frame, peer);
    if (leadsToEarlierRun()) throw new IOException(peer + " runs anew");
  }

  /** In milliseconds: a tick, or a tenth of a heartbeat if that is longer. */
  private int soon() {
    return Math.max(wire.config().tick(), wire.config().heartbeat() / 10);
  }

  private void nothingCame(SocketTimeoutException e) throws IOException {
    long now = System.nanoTime();
    if (now - givenUpAt > 0) throw e;
    if (awaited != null && reachable && now - lateAt > 0) noReply();
  }

  private void noReply() {
    reachable = false;
    server.handleNoReply(peer);
  }

  private void replied(Record frame) throws IOException {
    wire.printer().came(wire.node(), peer, frame);
    Message.Request request = requestFor(frame);
    if (wire.faults().isCut(peer)) throw new SocketTimeoutException();
    complaint = null;
    reachable = true;
    repliedAt = System.nanoTime() | 1; // odd, so never 0
    boolean loss = handle(request, (Message.Reply) frame);
    proven = true;
    if (loss) tellOfLoss();
  }

  private boolean handle(Message.Request request, Message.Reply reply)
      throws FrameException {
    try {
      return server.handleReply(peer, request, reply);
    } catch (IllegalArgumentException e) {
      throw new FrameException(peer + " answered: " + e.getMessage());
    }
  }

  /** Replies come in order; a request before this one was lost. */
  private Message.Request requestFor(Record frame) throws FrameException {
    while (frame instanceof Message.Reply reply && !underWay.isEmpty()) {
      Message.Request request = underWay.remove();
      if (request == awaited) awaited = null;
      if (repliesTo(request, reply)) return request;
    }
    throw new FrameException(frame instanceof ErrorFrame error
        ? "refused by " + peer + ": " + error.why()
        : peer + " answered what it was not asked");
  }

  /** A late reply must never be taken for the next one's. */
  private static boolean repliesTo(Message.Request request,
      Message.Reply reply) {
    return reply.id().equals(request.id())
        && request.replyType().isInstance(reply);
  }

  /** A majority may have counted on it, so people on both sides must know. */
  private void tellOfLoss() throws IOException {
    String loss = peer + " has lost log entries that it had told " + wire.node()
        + " it stored, and gets them again. Its disk lost them, or an older"
        + " copy of its data directory was put back. Find out why: if a"
        + " majority loses an entry, an acknowledged command is gone.";
    wire.printer().notice(meToPeer() + loss);
    connection.write(new Notice(loss));
  }

  /** Peers come and go. A person is told only what will not pass by itself. */
  private void complain(IOException e) {
    wire.printer().failed(wire.node(), peer, e);
    boolean lasting = e instanceof FrameException
        || e instanceof UnknownHostException;
    if (!lasting) return;
    if (e.getMessage().equals(complaint)) return;
    complaint = e.getMessage();
    // A peer that can store no snapshot says so at each try.
    wire.troubles().tell(complaint, meToPeer() + complaint);
  }

  private String meToPeer() {
    return wire.node() + " to " + peer + ": ";
  }

  private void disconnect() {
    underWay.clear();
    awaited = null;
    Connection old = connection;
    connection = null;
    if (old != null) wire.connections().remove(old);
  }

  /** Waits one heartbeat at most, so a peer that returns is soon noticed. */
  private synchronized void backOff() throws InterruptedException {
    long deadline = System.nanoTime()
        + wire.config().heartbeat() * 1_000_000L;
    while (!called && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) break;
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    called = false;
  }

  /** The peer has just called us, so it is up; maybe this is a new run. */
  void peerCalled(long boot) {
    calledBoot = boot;
    synchronized (this) {
      called = true;
      notifyAll();
    }
    // TCP may take a connection to an earlier run for open for a long time.
    Connection current = connection;
    if (current != null && leadsToEarlierRun()) current.close();
  }

  /** Known as soon as both its welcome and the peer's call have come. */
  private boolean leadsToEarlierRun() {
    return peerBoot != 0 && calledBoot != 0 && peerBoot != calledBoot;
  }

  private boolean isClosed() {
    return closed;
  }

  boolean repliedWithin(int millis) {
    long at = repliedAt;
    return at != 0 && System.nanoTime() - at <= millis * 1_000_000L;
  }

  boolean isReachable() {
    return reachable;
  }

  /**
   * Wakes the thread, which ends. If it waits for the server, that has woken it
   * when this peer went or moved, or does when the server is closed.
   */
  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    Connection current = connection;
    if (current != null) current.close();
  }
}
