package raft.maelstrom;

import java.util.concurrent.ExecutionException;
import raft.Message;
import raft.RaftServer;
import raft.Storage;

/**
 * The thread {@code n1 to n2}: asks the server what n2 should hear now, tells
 * it, and brings back the answer, as its sister with a socket does. One request
 * at most is under way; if it is not answered in time, that is silence, and the
 * next question gets the next right request.
 */
final class Link {
  private final RaftServer server;
  private final Storage storage;
  private final Calls calls;
  private final String peer;
  private final int replyTimeout;

  Link(RaftServer server, Storage storage, Calls calls, String peer,
      int replyTimeout) {
    this.server = server;
    this.storage = storage;
    this.calls = calls;
    this.peer = peer;
    this.replyTimeout = replyTimeout;
  }

  /** Until the server is closed. */
  void run() throws InterruptedException {
    while (true) {
      Message.Request request = storage.open(server.awaitRequest(peer));
      if (ask(request) instanceof Message.Reply reply) {
        server.handleReply(peer, request, reply);
      } else {
        server.handleNoReply(peer);
      }
    }
  }

  private Record ask(Message.Request request) throws InterruptedException {
    try {
      return calls.ask(peer, Letter.body((Record) request), replyTimeout).get();
    } catch (ExecutionException e) {
      throw new AssertionError("replies do not fail", e);
    }
  }
}
