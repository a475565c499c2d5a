package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import raft.node.Codec;
import raft.node.FrameException;

/**
 * The requests to peers that have no reply yet. A reply counts once, however
 * late, if it comes from the peer that was asked, with the request's msg_id and
 * the request's own id; any other is dropped, so that it can never be taken for
 * the reply to another request.
 *
 * <p>No msg_id is ever used again, not by a later run either: a reply to a dead
 * process, delivered to its successor, could hand it a vote in the wrong term.
 * So the numbers of each run begin at a place drawn at random.
 *
 * <p>Thread-safe.
 */
final class PendingRequests {
  // A network that loses requests must not fill the memory: beyond this many
  // the oldest is forgotten. It is minutes old, or the network is broken.
  private static final int MOST_PENDING = 1000;

  /** Gets the reply, on the thread that brings it. */
  interface ReplyHandler {

    /** @throws FrameException if this is no reply to the request */
    void handle(Record reply) throws FrameException;
  }

  private record Pending(String peer, JsonElement id, ReplyHandler handler) {}

  private final String me;
  private final Consumer<MaelstromMessage> out;

  // Guarded by this object's monitor:
  private long nextId;
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  /** @param firstId the first msg_id to use */
  PendingRequests(String me, long firstId, Consumer<MaelstromMessage> out) {
    this.me = me;
    this.out = out;
    nextId = firstId;
  }

  /**
   * Asks a peer, and does not wait for the reply.
   *
   * @param body    the request, with an id; gets a msg_id here
   * @param handler gets the reply, at most once
   */
  void ask(String peer, JsonObject body, ReplyHandler handler) {
    long id = remember(new Pending(peer, body.get("id"), handler));
    body.addProperty("msg_id", id);
    out.accept(new MaelstromMessage(me, peer, body));
  }

  private synchronized long remember(Pending request) {
    if (pending.size() == MOST_PENDING) {
      pending.remove(pending.keySet().iterator().next());
    }
    pending.put(Long.toString(nextId), request);
    return nextId++;
  }

  /** A reply has come, of whatever request. */
  void answered(MaelstromMessage message) throws FrameException {
    Pending request = pending(message.inReplyTo());
    if (request == null || !request.peer().equals(message.src())) return;
    Record reply = message.frame();
    if (!request.id().equals(message.body().get("id"))) {
      throw new FrameException("it does not answer " + request.id());
    }
    if (forget(message.inReplyTo())) request.handler().handle(reply);
  }

  private synchronized Pending pending(String id) {
    return pending.get(id);
  }

  private synchronized boolean forget(String id) {
    return pending.remove(id) != null;
  }
}
