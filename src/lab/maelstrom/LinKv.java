package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import raft.json.Json;
import raft.node.Frame.ClientReply;
import raft.node.FrameException;

/**
 * Maelstrom's workload lin-kv, translated into commands of {@code raft.kv}, and
 * the answers translated back. Keys and values may be any JSON; the store keeps
 * strings, so it keeps their {@link CanonicalJson}.
 * <pre>
 *   {"type":"read","key":1}              {"op":"get","key":"1"}
 *   {"type":"write","key":1,"value":2}   {"op":"put","key":"1","value":"2"}
 *   {"type":"cas","key":1,"from":2,"to":{"a":[]}}
 *                       {"op":"cas","key":"1","old":"2","new":"{\"a\":[]}"}
 * </pre>
 * cas may have {@code "create_if_not_exists":true}. A read too is a command in
 * the log, and so linearizable.
 */
final class LinKv {
  private static final List<String> TYPES = List.of("read", "write", "cas");
  private static final JsonPrimitive TRUE = new JsonPrimitive(true);

  private LinKv() {}

  /** Whether a message of this type is an operation of the workload. */
  static boolean knows(String type) {
    return TYPES.contains(type);
  }

  /**
   * The command that a request asks for, without client and serial.
   *
   * @throws FrameException says what is missing or wrong in the request
   */
  static JsonObject command(JsonObject request) throws FrameException {
    return switch (request.get("type").getAsString()) {
      case "read" -> command("get", request);
      case "write" -> write(request);
      default -> cas(request);
    };
  }

  private static JsonObject command(String op, JsonObject request)
      throws FrameException {
    JsonObject command = new JsonObject();
    command.addProperty("op", op);
    command.addProperty("key", text(request, "key"));
    return command;
  }

  private static JsonObject write(JsonObject request) throws FrameException {
    JsonObject command = command("put", request);
    command.addProperty("value", text(request, "value"));
    return command;
  }

  private static JsonObject cas(JsonObject request) throws FrameException {
    JsonObject command = command("cas", request);
    command.addProperty("old", text(request, "from"));
    command.addProperty("new", text(request, "to"));
    JsonElement create = request.get("create_if_not_exists");
    if (TRUE.equals(create)) command.add("create", create);
    return command;
  }

  private static String text(JsonObject request, String name)
      throws FrameException {
    if (!request.has(name)) throw new FrameException(name + " is missing");
    try {
      return CanonicalJson.text(request.get(name));
    } catch (NumberFormatException e) {
      throw new FrameException(name + ": " + e.getMessage());
    }
  }

  /** What to answer to a request of this type. */
  static JsonObject answer(String type, ClientReply reply) {
    return switch (reply.outcome()) {
      case ClientReply.APPLIED -> applied(type,
          Json.object(reply.answer().text()));
      case ClientReply.REFUSED ->
          ErrorCode.TEMPORARILY_UNAVAILABLE.body(reply.why());
      case ClientReply.INVALID -> ErrorCode.MALFORMED_REQUEST.body(reply.why());
      default -> ErrorCode.CRASH.body(reply.why());
    };
  }

  private static JsonObject applied(String type, JsonObject answer) {
    String status = answer.get("status").getAsString();
    if (status.equals("ok")) return ok(type, answer);
    return error(status, answer).body(answer.get("why").getAsString());
  }

  private static JsonObject ok(String type, JsonObject answer) {
    JsonObject body = new JsonObject();
    body.addProperty("type", type + "_ok");
    if (type.equals("read")) {
      body.add("value", Json.read(answer.get("value").getAsString()));
    }
    return body;
  }

  private static ErrorCode error(String status, JsonObject answer) {
    return switch (status) {
      case "no" -> answer.has("found") ? ErrorCode.PRECONDITION_FAILED
          : ErrorCode.KEY_DOES_NOT_EXIST;
      // It was not executed, and no copy of it will be.
      case "misuse" -> ErrorCode.TEMPORARILY_UNAVAILABLE;
      // "gone": a later operation of the session came before it, or the
      // session has expired.
      default -> ErrorCode.CRASH;
    };
  }
}
