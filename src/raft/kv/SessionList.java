package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Iterator;
import java.util.List;
import raft.Command;
import raft.json.Fields;
import raft.text.Text;

/**
 * The one read that is the sessions' own: who has one, a page at a time, sorted
 * by name.
 * <pre>
 *   {"op":"clients","after":"client-1001","limit":10}
 *   {"status":"ok","sessions":[{"client":"client-1002","kind":"numbered",
 *    "serial":4,"since":2,"answerBytes":15}],"more":false}
 * </pre>
 * since is how many others of its kind were used after it, which is what
 * expiry counts ({@link SessionTable}); answerBytes is 0 if the answer to its
 * last command is not kept.
 *
 * @param after list those whose names come after this one; may be empty
 */
record SessionList(String text, String after, long limit) implements Command {
  private static final List<String> OP = List.of("clients");
  private static final int MOST = 1000; // in one answer

  /** Whether this is meant, and no command of the application. */
  static boolean isMeant(Fields part) {
    return part.isOneOf("op", OP);
  }

  /** @throws IllegalArgumentException names the field that is wrong */
  static SessionList read(String text, Fields part) {
    part.only("op", "after", "limit");
    return new SessionList(text, part.has("after") ? part.text("after") : "",
        part.has("limit") ? part.integer("limit", 1, MOST) : MOST);
  }

  String answer(SessionTable table) {
    JsonArray sessions = new JsonArray();
    Iterator<SessionTable.Place> places = table.placesAfter(after).iterator();
    while (sessions.size() < limit && places.hasNext()) {
      sessions.add(line(places.next(), table));
    }
    JsonObject answer = Answers.ok();
    answer.add("sessions", sessions);
    answer.addProperty("more", places.hasNext());
    return answer.toString();
  }

  private static JsonObject line(SessionTable.Place place, SessionTable table) {
    String kept = table.answer(place.client());
    JsonObject line = new JsonObject();
    line.addProperty("client", place.client());
    line.addProperty("kind", place.kind());
    line.addProperty("serial", place.session().serial());
    line.addProperty("since", place.since());
    line.addProperty("answerBytes", kept == null ? 0 : Text.utf8Bytes(kept));
    return line;
  }
}
