package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Held;
import raft.Message;
import raft.RaftServer;
import raft.RequestVoteReply;
import raft.Storage;

/**
 * The thread {@code n1 to n2}: asks the server what n2 should hear now, tells
 * it, and brings back the answer. Links pull: there is no queue of messages
 * that could grow or go stale, one request at most is under way, and a lost one
 * needs no code, since the next question gets the next right request. A peer
 * that is slow, frozen or gone delays nobody but its own link (L1).
 */
final class Link {
  private final RaftServer server;
  private final Storage storage;
  private final Wire wire;
  private final String peer;
  private final InetSocketAddress address;

  // The connection, or null. Written by the link's thread; closed by others.
  private volatile Connection connection;

  // Which run of the peer the connection leads to; 0 until it has said so.
  private volatile long peerBoot;

  // Whether the latest request was answered.
  private volatile boolean reachable;

  // When the last answer came, by System.nanoTime(); 0 before the first.
  private volatile long answeredAt;

  // The last complaint that was shown to a person. The link's thread only.
  private String complaint;

  // Guarded by this object's monitor: whether to stop waiting and try again.
  private boolean called;
  private boolean closed;

  Link(RaftServer server, Storage storage, Wire wire, String peer,
      InetSocketAddress address) {
    this.server = server;
    this.storage = storage;
    this.wire = wire;
    this.peer = peer;
    this.address = address;
  }

  /** Until {@link #close}. */
  void run() throws InterruptedException {
    try {
      while (true) {
        Held<Message.Request> held = server.awaitRequest(peer);
        converse(storage.open(held));
      }
    } finally {
      disconnect();
    }
  }

  private void converse(Message.Request request) throws InterruptedException {
    wire.faults().pass();
    Optional<Message.Reply> reply = exchange(request);
    wire.faults().pass();
    reachable = reply.isPresent();
    if (reachable) answeredAt = System.nanoTime() | 1; // odd, so never 0
    if (reply.isPresent()) {
      server.handleReply(peer, request, reply.get());
    } else {
      server.handleNoReply(peer);
      backOff();
    }
  }

  /** Sends the request and waits for its reply; empty if none came. */
  private Optional<Message.Reply> exchange(Message.Request request)
      throws InterruptedException {
    wire.faults().delay();
    if (wire.faults().isCut(peer)) {
      wire.faults().awaitInVain(peer, wire.config().replyTimeout());
      return Optional.empty();
    }
    try {
      Message.Reply reply = ask(request);
      complaint = null;
      return Optional.of(reply).filter(came -> !wire.faults().isCut(peer));
    } catch (IOException e) {
      // Refused, reset, timed out, or nonsense: for Raft all these are silence.
      disconnect();
      complain(e);
      return Optional.empty();
    }
  }

  private Message.Reply ask(Message.Request request) throws IOException {
    boolean leftOver = connection != null;
    try {
      return askOnce(request);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      if (!leftOver || isClosed()) throw e;
      // It broke while nobody looked, maybe long ago, and may just have been
      // to an earlier run of the peer: not worth a back-off in an election.
      disconnect();
      return askOnce(request);
    }
  }

  private Message.Reply askOnce(Message.Request request) throws IOException {
    connect();
    send(request);
    return receive(request);
  }

  private void connect() throws IOException {
    if (connection != null) return;
    peerBoot = 0;
    connection = wire.dial(address);
    peerBoot = wire.greet(connection, peer);
  }

  private void send(Message.Request request) throws IOException {
    int entries = request instanceof AppendEntries append
        ? append.entries().size() : 0;
    wire.traffic().request(entries);
    wire.printer().sends(wire.node(), peer, (Record) request);
    wire.traffic().sent(connection.write((Record) request));
  }

  private Message.Reply receive(Message.Request request) throws IOException {
    Record frame = connection.read(wire.config().replyTimeout());
    if (frame == null) throw new IOException(peer + " closed");
    wire.printer().came(wire.node(), peer, frame);
    if (frame instanceof Message.Reply reply && answers(reply, request)) {
      return reply;
    }
    throw new FrameException(frame instanceof ErrorFrame error
        ? "refused by " + peer + ": " + error.why()
        : peer + " answered what it was not asked");
  }

  /** A late reply must never be taken for the next one's. */
  private static boolean answers(Message.Reply reply, Message.Request request) {
    boolean sameKind = request instanceof AppendEntries
        ? reply instanceof AppendEntriesReply
        : reply instanceof RequestVoteReply;
    return sameKind && reply.id().equals(request.id());
  }

  /** Peers come and go; one that will not do is for a person. */
  private void complain(IOException e) {
    wire.printer().failed(wire.node(), peer, e);
    boolean lasting = e instanceof FrameException
        || e instanceof UnknownHostException;
    if (!lasting) return;
    if (e.getMessage().equals(complaint)) return;
    complaint = e.getMessage();
    wire.printer().notice(wire.node() + " to " + peer + ": " + complaint);
  }

  private void disconnect() {
    Connection old = connection;
    connection = null;
    if (old != null) wire.connections().remove(old);
  }

  /** At most one heartbeat long, so a peer that returns is soon noticed. */
  private synchronized void backOff() throws InterruptedException {
    long deadline = System.nanoTime()
        + wire.config().heartbeat() * 1_000_000L;
    while (!called && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) break;
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    called = false;
  }

  /** The peer has just called us, so it is up; maybe this is a new run. */
  void peerCalled(long boot) {
    synchronized (this) {
      called = true;
      notifyAll();
    }
    // A connection to an earlier run may look open for as long as TCP likes.
    Connection current = connection;
    boolean otherRun = peerBoot != 0 && peerBoot != boot;
    if (current != null && otherRun) current.close();
  }

  boolean answeredWithin(int millis) {
    long at = answeredAt;
    return at != 0 && System.nanoTime() - at <= millis * 1_000_000L;
  }

  boolean isReachable() {
    return reachable;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Wakes the thread from all it may wait for; its server is closed. */
  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    Connection current = connection;
    if (current != null) current.close();
  }
}
