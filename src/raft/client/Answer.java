package raft.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * What the state machine said to a command that was applied.
 *
 * @param json the whole answer, with at least "status"
 */
public record Answer(JsonObject json) {
  private static final List<String> STATUSES =
      List.of("ok", "no", "misuse", "gone");
  private static final int LONGEST_QUOTE = 200;

  /** @throws UnknownOutcomeException if its status is none of the four */
  static Answer parse(String text) {
    JsonElement answer = JsonParser.parseString(text);
    if (answer instanceof JsonObject json
        && json.get("status") instanceof JsonPrimitive status
        && STATUSES.contains(status.getAsString())) return new Answer(json);
    throw new UnknownOutcomeException("the command was executed, but the"
        + " application must answer with an object whose \"status\" is one of "
        + String.join(", ", STATUSES) + ", and answered "
        + text.substring(0, Math.min(text.length(), LONGEST_QUOTE)), false);
  }

  /** Whether it did what was asked; if not, {@link #why} says why not. */
  public boolean isOk() {
    return status().equals("ok");
  }

  /** ok, no, misuse or gone; see the state machine. */
  String status() {
    return json.get("status").getAsString();
  }

  /** Why it is not ok. */
  public String why() {
    return json.has("why") ? json.get("why").getAsString() : "";
  }

  /** A text of the answer, or null if it has none of that name. */
  public String text(String field) {
    boolean absent = !json.has(field) || json.get(field).isJsonNull();
    return absent ? null : json.get(field).getAsString();
  }
}
