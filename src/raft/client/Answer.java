package raft.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * What the state machine said to a command that was applied.
 *
 * @param json the whole answer, with at least "status"
 */
public record Answer(JsonObject json) {

  static Answer parse(String text) {
    return new Answer(JsonParser.parseString(text).getAsJsonObject());
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
