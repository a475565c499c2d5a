package raft.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import raft.json.Json;
import raft.json.JsonException;
import raft.text.Text;

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
    JsonElement answer = Json.read(text);
    if (answer instanceof JsonObject json
        && json.get("status") instanceof JsonPrimitive status
        && STATUSES.contains(status.getAsString())) return new Answer(json);
    throw new UnknownOutcomeException("the command was executed, but the"
        + " application must answer with an object whose \"status\" is one of "
        + String.join(", ", STATUSES) + ", and answered "
        + Text.shortened(text, LONGEST_QUOTE), false);
  }

  private static UnknownOutcomeException strange(JsonElement json,
      String what) {
    return new UnknownOutcomeException("the cluster's application executed it,"
        + " and its answer " + what + ": "
        + Text.shortened(json.toString(), LONGEST_QUOTE), false);
  }

  /** Whether it did what was asked; if not, {@link #why} says why not. */
  public boolean isOk() {
    return status().equals("ok");
  }

  /** ok, no, misuse or gone; see the state machine. */
  String status() {
    return needed("status");
  }

  /** Why the status is not ok; empty if no reason was given. */
  public String why() {
    String why = text("why");
    return why == null ? "" : why;
  }

  /** A text of the answer, or null if it has none of that name. */
  public String text(String field) {
    JsonElement found = json.get(field);
    return found != null && found.isJsonPrimitive() ? found.getAsString()
        : null;
  }

  /**
   * A text that belongs to this answer.
   *
   * @throws UnknownOutcomeException if it has none of that name: another
   *     application answered
   */
  public String needed(String field) {
    String text = text(field);
    if (text == null) throw strange(json, "has no text \"" + field + "\"");
    return text;
  }

  /** Texts that belong to this answer; throws as {@link #needed} does. */
  List<String> list(String field) {
    JsonElement found = json.get(field);
    if (found == null || !found.isJsonArray()) {
      throw strange(json, "has no list \"" + field + "\"");
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement each : found.getAsJsonArray()) {
      if (!each.isJsonPrimitive()) {
        throw strange(json, "has more than texts in \"" + field + "\"");
      }
      texts.add(each.getAsString());
    }
    return texts;
  }

  /** Sessions that belong to this answer; throws as {@link #needed} does. */
  List<ClientSession> sessions() {
    JsonElement found = json.get("sessions");
    if (found == null || !found.isJsonArray()) {
      throw strange(json, "has no list \"sessions\"");
    }
    try {
      return found.getAsJsonArray().asList().stream().map(ClientSession::of)
          .toList();
    } catch (JsonException e) {
      throw strange(json, "lists what is no session");
    }
  }
}
