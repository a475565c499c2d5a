package raft.maelstrom;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
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
  private final BlockingQueue<Asked> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);

  PeerRequests(RaftServer server, Storage storage, Consumer<Letter> out) {
    this.server = server;
    this.storage = storage;
    this.out = out;
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
    while (true) {
      Asked asked = waiting.take();
      Message.Reply reply = storage.release(server.handle(asked.request()));
      out.accept(asked.letter().reply(Letter.body((Record) reply)));
    }
  }
}
