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
 * The thread {@code n1 to n2}: asks the server what n2 should hear now, tells
 * it, and waits for the answer, as its sister with a socket does.
 *
 * <p>A request without an answer is silence, and the next question gets the
 * next right request; but not while the first one may be under way. How long
 * that is, the network shows: twice the slowest of the latest round trips, at
 * least the reply timeout and at most the shortest election timeout. An answer
 * that comes later still reaches the server, which knows whether its request is
 * of the current term.
 */
final class Link {
  private final RaftServer server;
  private final Storage storage;
  private final Calls calls;
  private final String peer;
  private final Times times;
  private final Consumer<String> notices;

  // Guarded by this object's monitor:
  private long roundTrip; // milliseconds; the slowest one fades with new ones
  private boolean saidLate;

  /** @param notices hears once if the peer answers later than it should */
  Link(RaftServer server, Storage storage, Calls calls, String peer,
      Times times, Consumer<String> notices) {
    this.server = server;
    this.storage = storage;
    this.calls = calls;
    this.peer = peer;
    this.times = times;
    this.notices = notices;
    roundTrip = times.electionTimeoutMin() / 2; // nothing is known yet
  }

  /** Until the server is closed. */
  void run() throws InterruptedException {
    while (true) {
      Message.Request request = storage.release(server.awaitRequest(peer));
      CountDownLatch answered = new CountDownLatch(1);
      ask(request, answered);
      boolean inTime = answered.await(patience(), TimeUnit.MILLISECONDS);
      // It may come this very moment: then the next answer ends the silence.
      if (!inTime) server.handleNoReply(peer);
    }
  }

  private void ask(Message.Request request, CountDownLatch answered) {
    long sent = System.nanoTime();
    calls.ask(peer, Letter.body((Record) request), frame -> {
      if (!(frame instanceof Message.Reply reply) || !fits(reply, request)) {
        throw new FrameException(peer + " answered what it was not asked");
      }
      took((System.nanoTime() - sent) / 1_000_000);
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

  private synchronized long patience() {
    return Math.max(times.replyTimeout(),
        Math.min(2 * roundTrip, times.electionTimeoutMin()));
  }

  private synchronized void took(long millis) {
    roundTrip = Math.max(millis, roundTrip * 9 / 10);
    if (millis <= times.replyTimeout() || saidLate) return;
    saidLate = true;
    notices.accept(peer + " answered after " + millis + " ms. Its answer"
        + " counts, but on such a network raise the times (raft help"
        + " maelstrom)");
  }
}
