package lab.maelstrom;

import com.google.gson.JsonObject;

/**
 * Maelstrom's numbers for errors, as far as they occur here. All but
 * {@link #CRASH} are <em>definite</em>: the operation did not happen and never
 * will. "It's important that you never return a definite error under indefinite
 * conditions. When in doubt, indefinite is always safe." (Maelstrom's protocol)
 */
enum ErrorCode {
  /** There is no such operation. */
  NOT_SUPPORTED(10),
  /** It never entered a log that could still commit it: ask again later. */
  TEMPORARILY_UNAVAILABLE(11),
  /** The request is wrong, and would be however often it is sent. */
  MALFORMED_REQUEST(12),
  /** It may have happened, may yet happen, or may never happen. */
  CRASH(13),
  KEY_DOES_NOT_EXIST(20),
  /** cas found another value. */
  PRECONDITION_FAILED(22);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  /** The body that says so; {@code text} explains it to a person. */
  JsonObject body(String text) {
    JsonObject body = new JsonObject();
    body.addProperty("type", "error");
    body.addProperty("code", code);
    body.addProperty("text", text);
    return body;
  }
}
