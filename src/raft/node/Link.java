package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import raft.AppendEntries;
import raft.Held;
import raft.Message;
import raft.RaftServer;
import raft.Storage;

/**
 * The thread {@code n1 to n2}: asks the server what n2 should hear now, tells
 * it, and brings back the answer. Links pull: there is no queue of messages
 * that could grow or go stale, one request at most is under way, and a lost one
 * needs no code, since the next question gets the next right request. A peer
 * that is slow, frozen or gone delays nobody but its own link (L1).
 */
final class Link implements Runnable {
  private final RaftServer server;
  private final Storage storage;
  private final Wire wire;
  private final String peer;
  private final InetSocketAddress address;

  // The connection, or null. Written by the link's thread; closed by others.
  private volatile Connection connection;

  // Which run of the peer the connection leads to.
  private volatile long peerBoot;

  // Whether the latest request was answered.
  private volatile boolean reachable;

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

  @Override public void run() {
    try {
      while (true) {
        Held<Message.Request> held = server.awaitRequest(peer);
        converse(storage.open(held));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  private void converse(Message.Request request) throws InterruptedException {
    wire.faults().pass();
    Optional<Message.Reply> reply = exchange(request);
    wire.faults().pass();
    reachable = reply.isPresent();
    if (reply.isPresent()) {
      server.handleReply(peer, request, reply.get());
    } else {
      server.handleSilence(peer);
      backOff();
    }
  }

  /** Sends the request and waits for its reply; empty if none came. */
  private Optional<Message.Reply> exchange(Message.Request request)
      throws InterruptedException {
    if (wire.faults().isCut(peer)) {
      wire.faults().awaitInVain(peer, wire.config().replyTimeout());
      return Optional.empty();
    }
    wire.faults().delay();
    try {
      connect();
      send(request);
      return Optional.of(receive(request));
    } catch (IOException e) {
      // Refused, reset, timed out, or nonsense: for Raft all these are silence.
      wire.printer().message(peer, wire.node(), new ErrorFrame(e.toString()));
      disconnect();
      return Optional.empty();
    }
  }

  private void send(Message.Request request) throws IOException {
    int entries = request instanceof AppendEntries append
        ? append.entries().size() : 0;
    wire.traffic().request(entries);
    wire.traffic().sent(connection.write((Record) request));
    wire.printer().message(wire.node(), peer, (Record) request);
  }

  private Message.Reply receive(Message.Request request) throws IOException {
    Record frame = connection.read(wire.config().replyTimeout());
    if (frame == null) throw new IOException("closed by " + peer);
    wire.printer().message(peer, wire.node(), frame);
    // A late reply must never be taken for the next one's.
    if (frame instanceof Message.Reply reply
        && reply.id().equals(request.id())) return reply;
    throw new FrameException("this does not answer " + request.id());
  }

  private void connect() throws IOException {
    if (connection != null) return;
    Connection fresh = wire.dial(address);
    connection = fresh;
    peerBoot = wire.greet(fresh, peer);
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

  /** The peer has just called us: it is up, and this run of it is new or not. */
  void peerCalled(long boot) {
    synchronized (this) {
      called = true;
      notifyAll();
    }
    // A connection to an earlier run may look open for as long as TCP likes.
    Connection current = connection;
    if (current != null && peerBoot != 0 && boot != peerBoot) current.close();
  }

  boolean isReachable() {
    return reachable;
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
