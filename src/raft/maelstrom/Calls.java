package raft.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import raft.node.Codec;
import raft.node.FrameException;

/**
 * What this node asked its peers and was not answered yet. A reply counts if it
 * comes in time, from the peer that was asked, with the request's msg_id and
 * the request's own id; whatever else comes is too late, or nonsense, and is
 * dropped, so that it can never be taken for the answer to something else.
 *
 * <p>No msg_id is ever used again, not by a later run either: a reply to a dead
 * process, delivered to its successor, could hand it a vote in the wrong term.
 * So the numbers of each run begin at a place drawn at random.
 *
 * <p>Thread-safe.
 */
final class Calls {
  private record Call(String peer, JsonElement id,
      CompletableFuture<Record> reply) {}

  private final String me;
  private final Consumer<Letter> out;
  private final AtomicLong lastId;
  private final Map<String, Call> waiting = new ConcurrentHashMap<>();

  /** @param firstId the first msg_id to use */
  Calls(String me, long firstId, Consumer<Letter> out) {
    this.me = me;
    this.out = out;
    lastId = new AtomicLong(firstId - 1);
  }

  /**
   * Asks a peer.
   *
   * @param body the request, with an id; gets a msg_id here
   * @return completes with the reply, or with null if none came in time
   */
  CompletableFuture<Record> ask(String peer, JsonObject body, int millis) {
    long id = lastId.incrementAndGet();
    body.addProperty("msg_id", id);
    Call call = new Call(peer, body.get("id"),
        new CompletableFuture<>());
    waiting.put(Long.toString(id), call);
    CompletableFuture<Record> reply = call.reply()
        .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
    reply.thenRun(() -> waiting.remove(Long.toString(id)));
    out.accept(new Letter(me, peer, body));
    return reply;
  }

  /** Somebody answered something. */
  void answered(Letter letter) throws FrameException {
    Call call = waiting.get(letter.inReplyTo());
    if (call == null || !call.peer().equals(letter.src())) return;
    Record reply = Codec.decode(letter.body());
    if (!call.id().equals(letter.body().get("id"))) {
      throw new FrameException("it does not answer " + call.id());
    }
    call.reply().complete(reply);
  }
}
