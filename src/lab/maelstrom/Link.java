package lab.maelstrom;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Message;
import raft.RaftServer;
import raft.Storage;
import raft.node.FrameException;

/**
 * The thread {@code n1 to n2}: asks the server for the next request to n2,
 * sends it and waits for the reply, as the link with a socket does.
 *
 * <p>How long it waits depends on the network: twice the slowest of the latest
 * round trips, at least the reply timeout and at most the shortest election
 * timeout. So the next request is not sent while this one may be under way. A
 * reply that comes later still reaches the server, which knows whether its
 * request is of the current term.
 */
final class Link {
  private final RaftServer server;
  private final Storage storage;
  private final PendingRequests requests;
  private final String peer;
  private final Times times;
  private final Consumer<String> notices;

  // Guarded by this object's monitor:
  private long roundTrip; // milliseconds; the slowest, less with each new one
  private boolean lateReported;

  /** @param notices told once if the peer answers later than it should */
  Link(RaftServer server, Storage storage, PendingRequests requests,
      String peer, Times times, Consumer<String> notices) {
    this.server = server;
    this.storage = storage;
    this.requests = requests;
    this.peer = peer;
    this.times = times;
    this.notices = notices;
    roundTrip = times.electionTimeoutMin() / 2; // until one is measured
  }

  /** Until the server is closed. */
  void run() throws InterruptedException {
    while (true) {
      Message.Request request = storage.release(server.awaitRequest(peer).orElseThrow());
      CountDownLatch answered = new CountDownLatch(1);
      ask(request, answered);
      boolean inTime = answered.await(replyTimeout(), TimeUnit.MILLISECONDS);
      // It may come just now: then the next reply shows that the peer answers.
      if (!inTime) server.handleNoReply(peer);
    }
  }

  private void ask(Message.Request request, CountDownLatch answered) {
    long sent = System.nanoTime();
    requests.ask(peer, MaelstromMessage.body((Record) request), frame -> {
      if (!(frame instanceof Message.Reply reply) || !fits(reply, request)) {
        throw new FrameException(peer + " answered what it was not asked");
      }
      noteRoundTrip((System.nanoTime() - sent) / 1_000_000);
      handle(request, reply);
      answered.countDown();
    });
  }

  private void handle(Message.Request request, Message.Reply reply)
      throws FrameException {
    try {
      server.handleReply(peer, request, reply);
    } catch (IllegalArgumentException e) {
      throw new FrameException(peer + " answered: " + e.getMessage());
    }
  }

  private static boolean fits(Message.Reply reply, Message.Request request) {
    return reply instanceof AppendEntriesReply
        == request instanceof AppendEntries;
  }

  private synchronized long replyTimeout() {
    return Math.max(times.replyTimeout(),
        Math.min(2 * roundTrip, times.electionTimeoutMin()));
  }

  private synchronized void noteRoundTrip(long millis) {
    roundTrip = Math.max(millis, roundTrip * 9 / 10);
    if (millis <= times.replyTimeout() || lateReported) return;
    lateReported = true;
    notices.accept(peer + " answered after " + millis + " ms. Its answer"
        + " counts, but on such a network raise the times (lab help"
        + " maelstrom)");
  }
}
