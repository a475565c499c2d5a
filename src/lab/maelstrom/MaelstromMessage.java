package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import raft.json.Fields;
import raft.json.Json;
import raft.json.JsonException;
import raft.node.Codec;
import raft.node.FrameException;

/**
 * One message of Maelstrom's network, a line of JSON:
 * <pre>
 *   {"src":"c1","dest":"n1","body":{"type":"read","msg_id":7,"key":1}}
 * </pre>
 * Other fields are ignored. Between nodes the body is a frame of {@code
 * raft.node}, most often a {@link raft.Message}.
 *
 * @param src  the sender
 * @param dest the receiver
 * @param body is not changed once it is in a message
 */
record MaelstromMessage(String src, String dest, JsonObject body) {

  /** @throws FrameException says what is wrong with the line */
  static MaelstromMessage read(String line) throws FrameException {
    try {
      JsonObject json = Json.object(line);
      Fields message = Fields.of(json);
      message.object("body").text("type");
      return new MaelstromMessage(message.text("src"), message.text("dest"),
          json.getAsJsonObject("body"));
    } catch (JsonException e) {
      throw new FrameException(e.getMessage());
    }
  }

  /** A message of the algorithm, or of {@code raft.node}, as a body. */
  static JsonObject body(Record message) {
    return Json.object(Codec.encode(message));
  }

  /** The message of the algorithm, or of {@code raft.node}, that it brings. */
  Record frame() throws FrameException {
    return Codec.decode(Json.text(body).getBytes(StandardCharsets.UTF_8));
  }

  String type() {
    return body.get("type").getAsString();
  }

  /** Whether its sender waits for a reply. */
  boolean wantsReply() {
    return present("msg_id") != null;
  }

  /** The msg_id of the request that this answers; null if it is no reply. */
  String inReplyTo() {
    return present("in_reply_to");
  }

  private String present(String name) {
    JsonElement value = body.get(name);
    return value == null || value.isJsonNull() ? null : value.toString();
  }

  /** The reply to this; the body belongs to it from now on. */
  MaelstromMessage reply(JsonObject answer) {
    answer.add("in_reply_to", body.get("msg_id"));
    return new MaelstromMessage(dest, src, answer);
  }

  /** As a line of JSON. */
  @Override public String toString() {
    JsonObject message = new JsonObject();
    message.addProperty("src", src);
    message.addProperty("dest", dest);
    message.add("body", body);
    return message.toString();
  }
}
