package raft.node;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import raft.Held;
import raft.Message;
import raft.RaftServer;
import raft.RequestReadIndex;
import raft.SnapshotException;
import raft.Storage;
import raft.node.Frame.Notice;
import raft.node.Frame.Welcome;

/**
 * A thread {@code n1 from n2}: takes the requests of one peer, one after the
 * other, and replies to each when the reply may leave (P1).
 */
final class PeerConnection {
  private final RaftServer server;
  private final Storage storage;
  private final Wire wire;
  private final Connection connection;
  private final String peer;

  PeerConnection(RaftServer server, Storage storage, Wire wire,
      Connection connection, String peer) {
    this.server = server;
    this.storage = storage;
    this.wire = wire;
    this.connection = connection;
    this.peer = peer;
  }

  /** Serves until the peer closes, or says something wrong. */
  void serve() throws IOException, InterruptedException {
    connection.write(new Welcome(wire.node(), wire.boot()));
    while (true) {
      Record frame = connection.read(Connection.FOREVER,
          () -> server.handlePart(peer));
      if (frame == null) return;
      wire.faults().pass();
      if (wire.faults().isCut(peer)) continue; // it never arrived
      wire.printer().came(wire.node(), peer, frame);
      if (frame instanceof Notice notice) tell(notice);
      else reply(request(frame));
    }
  }

  private void tell(Notice notice) {
    wire.printer().notice(peer + " tells " + wire.node() + ": "
        + notice.text());
  }

  private Message.Request request(Record frame) throws FrameException {
    if (frame instanceof Message.Request request
        && request.from().equals(peer)) return request;
    throw new FrameException("a request of " + peer + " was expected, not "
        + frame);
  }

  private Held<Message.Reply> handle(Message.Request request)
      throws FrameException, InterruptedException {
    try {
      // An election timeout at most. What comes behind it on this connection
      // waits as long: the peer's own election, or its first word as leader.
      // Its newer term comes back with the reply to anything else, and then
      // this leader is deposed and answers.
      if (request instanceof RequestReadIndex asked) {
        return server.readIndex(asked).get();
      }
      return server.handle(request);
    } catch (ExecutionException e) {
      throw new AssertionError("replies do not fail", e);
    } catch (IllegalArgumentException e) {
      throw new FrameException(e.getMessage());
    } catch (SnapshotException e) {
      wire.troubles().tell("install",
          wire.node() + " from " + peer + ": " + e.getMessage());
      throw new FrameException(e.getMessage());
    }
  }

  private void reply(Message.Request request)
      throws IOException, InterruptedException {
    Held<Message.Reply> held = handle(request);
    Message.Reply reply = storage.release(held);
    wire.faults().delay();
    if (wire.faults().isCut(peer)) return; // it never leaves
    wire.printer().sends(wire.node(), peer, (Record) reply);
    wire.traffic().sent(connection.write((Record) reply));
  }
}
