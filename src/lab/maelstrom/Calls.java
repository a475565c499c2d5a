package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import raft.node.Codec;
import raft.node.FrameException;

/**
 * What this node asked its peers and was not answered yet. A reply counts once,
 * however late, if it comes from the peer that was asked, with the request's
 * msg_id and the request's own id; everything else is nonsense and is dropped,
 * so that it can never be taken for the answer to something else.
 *
 * <p>No msg_id is ever used again, not by a later run either: a reply to a dead
 * process, delivered to its successor, could hand it a vote in the wrong term.
 * So the numbers of each run begin at a place drawn at random.
 *
 * <p>Thread-safe.
 */
final class Calls {
  // A network that loses requests must not fill the memory: beyond this many
  // the oldest is forgotten. It is minutes old, or its network is broken.
  private static final int MOST_WAITING = 1000;

  /** What hears the reply, on the thread that brings it. */
  interface Answer {

    /** @throws FrameException if this is no reply to what was asked */
    void came(Record reply) throws FrameException;
  }

  private record Call(String peer, JsonElement id, Answer answer) {}

  private final String me;
  private final Consumer<Letter> out;

  // Guarded by this object's monitor:
  private long nextId;
  private final Map<String, Call> waiting = new LinkedHashMap<>();

  /** @param firstId the first msg_id to use */
  Calls(String me, long firstId, Consumer<Letter> out) {
    this.me = me;
    this.out = out;
    nextId = firstId;
  }

  /**
   * Asks a peer, and waits for nothing.
   *
   * @param body   the request, with an id; gets a msg_id here
   * @param answer hears the reply, once at most
   */
  void ask(String peer, JsonObject body, Answer answer) {
    long id = remember(new Call(peer, body.get("id"), answer));
    body.addProperty("msg_id", id);
    out.accept(new Letter(me, peer, body));
  }

  private synchronized long remember(Call call) {
    if (waiting.size() == MOST_WAITING) {
      waiting.remove(waiting.keySet().iterator().next());
    }
    waiting.put(Long.toString(nextId), call);
    return nextId++;
  }

  /** Somebody answered something. */
  void answered(Letter letter) throws FrameException {
    Call call = waiting(letter.inReplyTo());
    if (call == null || !call.peer().equals(letter.src())) return;
    Record reply = Codec.decode(letter.body());
    if (!call.id().equals(letter.body().get("id"))) {
      throw new FrameException("it does not answer " + call.id());
    }
    if (forget(letter.inReplyTo())) call.answer().came(reply);
  }

  private synchronized Call waiting(String id) {
    return waiting.get(id);
  }

  private synchronized boolean forget(String id) {
    return waiting.remove(id) != null;
  }
}
