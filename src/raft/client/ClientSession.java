package raft.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import raft.json.Fields;

/**
 * What the cluster remembers of one client; see {@code raft.kv.SessionList}.
 *
 * @param client      its name
 * @param kind        numbered if the cluster gave the name, chosen if a user did
 * @param serial      of its last command; 0 if there was none
 * @param since       how many others of its kind were used after it
 * @param answerBytes of the answer that is kept; 0 if none is
 */
public record ClientSession(String client, String kind, long serial,
    long since, long answerBytes) {

  /** @throws raft.json.JsonException if it is none */
  static ClientSession of(JsonElement element) {
    Fields fields = Fields.of(element);
    return new ClientSession(fields.text("client"), fields.text("kind"),
        fields.integer("serial", 0, Long.MAX_VALUE),
        fields.integer("since", 0, Integer.MAX_VALUE),
        fields.integer("answerBytes", 0, Long.MAX_VALUE));
  }

  /** As one JSON object, as the cluster told it. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("client", client);
    json.addProperty("kind", kind);
    json.addProperty("serial", serial);
    json.addProperty("since", since);
    json.addProperty("answerBytes", answerBytes);
    return json;
  }
}
