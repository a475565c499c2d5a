package lab.maelstrom;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import raft.Held;
import raft.Message;
import raft.RaftServer;
import raft.Storage;

/**
 * The thread {@code n1 from peers}: takes the requests of all peers, one after
 * the other, and answers each when the answer may leave (P1). One thread is
 * enough: an answer waits until everything before it is on disk, so behind a
 * slow disk the others could not leave earlier either.
 */
final class PeerRequests {
  private static final int MOST_WAITING = 1000;

  private record Asked(Letter letter, Message.Request request) {}

  private final RaftServer server;
  private final Storage storage;
  private final Consumer<Letter> out;
  private final Consumer<String> notices;
  private final BlockingQueue<Asked> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);

  /** @param notices hears of each request that the server refuses to hear */
  PeerRequests(RaftServer server, Storage storage, Consumer<Letter> out,
      Consumer<String> notices) {
    this.server = server;
    this.storage = storage;
    this.out = out;
    this.notices = notices;
  }

  /**
   * Hands a request over.
   *
   * @return false if too many wait; then it is as if the network had lost it
   */
  boolean add(Letter letter, Message.Request request) {
    return waiting.offer(new Asked(letter, request));
  }

  /** Until the server is closed. */
  void run() throws InterruptedException {
    while (true) answer(waiting.take());
  }

  private void answer(Asked asked) {
    Held<Message.Reply> held;
    try {
      held = server.handle(asked.request());
    } catch (IllegalArgumentException e) {
      notices.accept("ignored, of " + asked.letter().src() + ": "
          + e.getMessage());
      return;
    }
    Message.Reply reply = storage.release(held);
    out.accept(asked.letter().reply(Letter.body((Record) reply)));
  }
}
