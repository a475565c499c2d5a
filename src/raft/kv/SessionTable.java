package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The open sessions, and which of them has to go when there are too many. Only
 * the log decides: "session expiry must be deterministic, just as normal state
 * machine operations must be" (thesis 6.3), so no clock and no setting has a
 * say, or one server would still know a client which another has forgotten.
 *
 * <p>A session is <em>numbered</em> if {@link #register} gave out its name, and
 * <em>chosen</em> if a user made the name up. Numbered ones expire, the least
 * recently used first; chosen ones never do.
 */
final class SessionTable {

  /**
   * A constant and no setting: servers that disagreed about it would expire
   * different sessions.
   */
  static final int MOST_SESSIONS = 10_000;

  // A chosen client-N moves the counter to N. Bounded, so that nobody can use
  // up the numbers by choosing the last of them.
  private static final long MOST_CHOSEN = 1_000_000_000_000_000L;

  private static final long BEFORE_FIRST = 1000;

  private static final Pattern NUMBERED =
      Pattern.compile("client-([1-9][0-9]*)");
  private static final int LONG_DIGITS = 18; // any number of so many fits

  // The last number given out, or passed over since a user chose it. Only
  // grows, so that no number is ever given out twice.
  private long lastNumber = BEFORE_FIRST;

  // By name, in the log order of their latest use; the next to expire is the
  // first. (Linked: iteration does not follow the hashes.)
  private final Map<String, Session> numbered = new LinkedHashMap<>();

  // By name, in the order in which they were opened.
  private final Map<String, Session> chosen = new LinkedHashMap<>();

  boolean has(String client) {
    return numbered.containsKey(client) || chosen.containsKey(client);
  }

  /** An open session; from now on the most recently used one. */
  Session use(String client) {
    if (chosen.containsKey(client)) return chosen.get(client);
    Session session = numbered.remove(client);
    numbered.put(client, session);
    return session;
  }

  /** Replaces what is remembered in an open session. */
  void remember(String client, Session session) {
    sessionsOf(client).replace(client, session);
  }

  private Map<String, Session> sessionsOf(String client) {
    return chosen.containsKey(client) ? chosen : numbered;
  }

  /** Whether no more can be opened, for none of those open ever expires. */
  boolean isFull() {
    return chosen.size() >= MOST_SESSIONS;
  }

  /** Whether a session that is not open may have been so under this name. */
  boolean isExpired(String client) {
    return numberOf(client) > BEFORE_FIRST && numberOf(client) <= lastNumber;
  }

  /** Whether a user may not choose this name. */
  boolean isReserved(String client) {
    return numberOf(client) > MOST_CHOSEN;
  }

  /** Opens a numbered session; the table must not be full. */
  String register() {
    makeRoom();
    lastNumber++;
    String client = "client-" + lastNumber;
    numbered.put(client, Session.NEW);
    return client;
  }

  /** Opens a session under a name that a user chose. */
  void open(String client) {
    assert !has(client) && !isExpired(client) && !isReserved(client);
    makeRoom();
    lastNumber = Math.max(lastNumber, numberOf(client));
    chosen.put(client, Session.NEW);
  }

  private void makeRoom() {
    assert !isFull();
    if (numbered.size() + chosen.size() < MOST_SESSIONS) return;
    numbered.remove(numbered.keySet().iterator().next());
  }

  /** The N of client-N, 0 for any other name. */
  private static long numberOf(String client) {
    Matcher matcher = NUMBERED.matcher(client);
    if (!matcher.matches()) return 0;
    String digits = matcher.group(1);
    return digits.length() > LONG_DIGITS ? Long.MAX_VALUE
        : Long.parseLong(digits);
  }

  String snapshot() {
    JsonObject table = new JsonObject();
    table.addProperty("lastNumber", lastNumber);
    table.add("numbered", snapshot(numbered));
    table.add("chosen", snapshot(chosen));
    return table.toString();
  }

  private static JsonArray snapshot(Map<String, Session> sessions) {
    JsonArray list = new JsonArray();
    sessions.forEach((client, session) -> list.add(session.snapshot(client)));
    return list;
  }

  static SessionTable restored(Fields table) {
    SessionTable restored = new SessionTable();
    restored.lastNumber =
        table.integer("lastNumber", BEFORE_FIRST, Long.MAX_VALUE);
    restore(restored.numbered, table, "numbered");
    restore(restored.chosen, table, "chosen");
    return restored;
  }

  private static void restore(Map<String, Session> sessions, Fields table,
      String name) {
    for (Fields session : table.objects(name)) {
      sessions.put(session.text("client"), Session.restored(session));
    }
  }
}
