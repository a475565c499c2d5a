package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
 * Fields that nobody asks for are ignored. (The word message is the paper's:
 * {@link raft.Message} is what servers say to each other, and a letter is what
 * carries it.)
 *
 * @param src  who sent it
 * @param dest who is to get it
 * @param body what it says; nobody changes it once it is in a letter
 */
record Letter(String src, String dest, JsonObject body) {

  /** @throws FrameException says what is wrong with the line */
  static Letter read(String line) throws FrameException {
    try {
      JsonObject json = Json.object(line);
      Fields letter = Fields.of(json);
      letter.object("body").text("type");
      return new Letter(letter.text("src"), letter.text("dest"),
          json.getAsJsonObject("body"));
    } catch (JsonException e) {
      throw new FrameException(e.getMessage());
    }
  }

  /** A message of the algorithm, or of {@code raft.node}, as a body. */
  static JsonObject body(Record message) {
    return JsonParser.parseString(Codec.encode(message)).getAsJsonObject();
  }

  String type() {
    return body.get("type").getAsString();
  }

  /** Whether whoever sent it waits for an answer. */
  boolean wantsReply() {
    return present("msg_id") != null;
  }

  /** The msg_id of the request that this answers; null if it answers none. */
  String inReplyTo() {
    return present("in_reply_to");
  }

  private String present(String name) {
    JsonElement value = body.get(name);
    return value == null || value.isJsonNull() ? null : value.toString();
  }

  /** The answer to this; takes the body over. */
  Letter reply(JsonObject answer) {
    answer.add("in_reply_to", body.get("msg_id"));
    return new Letter(dest, src, answer);
  }

  /** The line. */
  @Override public String toString() {
    JsonObject letter = new JsonObject();
    letter.addProperty("src", src);
    letter.addProperty("dest", dest);
    letter.add("body", body);
    return letter.toString();
  }
}
