package lab.maelstrom;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import raft.Held;
import raft.Message;
import raft.RaftServer;
import raft.Storage;

/**
 * The thread {@code n1 from peers}: handles the requests of all peers, one
 * after the other, and sends each reply when it may leave (P1). One thread is
 * enough: a reply waits until everything before it is on disk, so behind a slow
 * disk the others could not leave earlier either.
 */
final class PeerRequests {
  private static final int MOST_WAITING = 1000;

  private record Received(MaelstromMessage message, Message.Request request) {}

  private final RaftServer server;
  private final Storage storage;
  private final Consumer<MaelstromMessage> out;
  private final Consumer<String> notices;
  private final BlockingQueue<Received> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);

  /** @param notices told of each request that the server does not accept */
  PeerRequests(RaftServer server, Storage storage,
      Consumer<MaelstromMessage> out, Consumer<String> notices) {
    this.server = server;
    this.storage = storage;
    this.out = out;
    this.notices = notices;
  }

  /**
   * Adds a request to the queue.
   *
   * @return false if the queue is full; the request is lost then
   */
  boolean add(MaelstromMessage message, Message.Request request) {
    return waiting.offer(new Received(message, request));
  }

  /** Until the server is closed. */
  void run() throws InterruptedException {
    while (true) answer(waiting.take());
  }

  private void answer(Received received) {
    Held<Message.Reply> held;
    try {
      held = server.handle(received.request());
    } catch (IllegalArgumentException e) {
      notices.accept("ignored, of " + received.message().src() + ": "
          + e.getMessage());
      return;
    }
    Message.Reply reply = storage.release(held);
    out.accept(received.message().reply(MaelstromMessage.body((Record) reply)));
  }
}
