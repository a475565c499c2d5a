package raft.node;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import raft.RaftServer;
import raft.Server;
import raft.Storage;

/**
 * The links of a node: one to each peer that its server has, which changes with
 * the configuration in use. A peer that is new has one a tick later; that of a
 * peer that has gone, or has moved, is closed, and its thread ends.
 *
 * <p>{@link #follow} is called by one thread at a time, all else by any. A link
 * that begins while {@link #close} runs ends too: its server is closed by then.
 */
final class Links {
  /** A link, whom it leads to, and the thread that runs it. */
  private record Running(Server to, Link link, Thread thread) {}

  private final RaftServer server;
  private final Storage storage;
  private final Wire wire;
  private final NodeThreads threads;

  // Whom the links were made for. The tick thread only; null at first.
  private List<Server> peers;

  // By peer. Never changed: replaced by the tick thread, read by any.
  private volatile Map<String, Running> links = Map.of();

  Links(RaftServer server, Storage storage, Wire wire, NodeThreads threads) {
    this.server = server;
    this.storage = storage;
    this.wire = wire;
    this.threads = threads;
  }

  /** Goes after the server's peers; costs nothing while they are the same. */
  void follow() {
    List<Server> now = server.peers();
    if (now == peers) return;
    peers = now;
    Map<String, Running> before = links;
    Map<String, Running> after = new TreeMap<>();
    for (Server peer : now) {
      Running old = before.get(peer.id());
      if (old != null && old.to().equals(peer)) after.put(peer.id(), old);
      else begin(peer).ifPresent(link -> after.put(peer.id(), link));
    }
    links = after;
    before.forEach((peer, old) -> {
      if (after.get(peer) != old) old.link().close();
    });
  }

  /** Empty if it has no address that makes sense. */
  private Optional<Running> begin(Server peer) {
    try {
      Link link = new Link(server, storage, wire, peer, address(peer));
      return Optional.of(new Running(peer, link, threads.start(wire.node()
          + " to " + peer.id(), link::run)));
    } catch (IllegalArgumentException e) {
      wire.notice("has no link to " + peer.id() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private InetSocketAddress address(Server peer) {
    // A snapshot of an earlier version names the servers without addresses.
    boolean inFile = peer.address().isEmpty() && wire.config().names(peer.id());
    return inFile ? wire.config().node(peer.id()).peer()
        : ClusterConfig.NodeAddress.of(peer).peer();
  }

  /** A peer has called: it is up, and this is the run that called. */
  void peerCalled(String peer, long boot) {
    Running running = links.get(peer);
    if (running != null) running.link().peerCalled(boot);
  }

  /** The peers that did not reply in time. */
  List<String> unreachable() {
    Map<String, Running> now = links;
    return now.keySet().stream()
        .filter(peer -> !now.get(peer).link().isReachable()).toList();
  }

  /** The peers that have replied within this time. */
  List<String> repliedWithin(int millis) {
    Map<String, Running> now = links;
    return now.keySet().stream()
        .filter(peer -> now.get(peer).link().repliedWithin(millis)).toList();
  }

  boolean areAlive() {
    return links.values().stream()
        .allMatch(running -> running.thread().isAlive());
  }

  /** Closes all; the server is closed. */
  void close() {
    links.values().forEach(running -> running.link().close());
  }

  /** Waits until their threads have ended, after {@link #close}. */
  void join() {
    links.values().forEach(running -> NodeThreads.join(running.thread()));
  }
}
