package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.json.Fields;

/**
 * The open sessions, and which of them has to go when there are too many. Only
 * the log decides: "session expiry must be deterministic, just as normal state
 * machine operations must be" (thesis 6.3), so no clock and no setting has a
 * say, or one server would still know a client which another has forgotten.
 *
 * <p>A session is <em>numbered</em> if {@link #register} gave out its name, and
 * <em>chosen</em> if a user made the name up. Each kind has its half of the
 * table; in a full half the least recently used session expires. So chosen
 * names never keep a client from registering, however many there are.
 *
 * <p>A command of a session that expired must not be executed: it may be a
 * retry of one that was. The table cannot remember all names that ever were,
 * so it remembers a number for each kind:
 * <ul>
 * <li>the last number given out. A name up to it that is not here has expired;
 * <li>the highest serial of any chosen session that expired. A chosen name
 *     that is not here is opened by a higher serial only. A retry never has
 *     one, since its serial is one of those that the expired session had; a
 *     name that is new must begin higher than 1, once others have expired.
 * </ul>
 */
final class SessionTable {

  /**
   * Most sessions of each kind. A constant and no setting: servers that
   * disagreed about it would expire different sessions.
   */
  static final int MOST_OF_A_KIND = 5_000;

  /** A longer answer, in characters, is one of the {@link LongAnswers}. */
  static final int SHORT_ANSWER = 256;

  /**
   * How far the serial of a chosen name may be beyond the highest that has
   * expired. Otherwise one command with the last of all serials could end the
   * use of chosen names, once it expires. Large enough for microseconds since
   * 1970.
   */
  static final long MOST_AHEAD = 1L << 60;

  // A chosen client-N moves the counter to N. Bounded, so that no user can use
  // up the numbers by choosing the last of them.
  private static final long MOST_CHOSEN = 1_000_000_000_000_000L;

  private static final long BEFORE_FIRST = 1000;

  private static final Pattern NUMBERED =
      Pattern.compile("client-([1-9][0-9]*)");
  private static final int LONG_DIGITS = 18; // any number of this length fits

  // The last number given out, or passed over since a user chose it. Only
  // grows, so that no number is ever given out twice.
  private long lastNumber = BEFORE_FIRST;

  // The highest serial of any chosen session that expired; 0 while none has.
  // Only grows.
  private long expiredSerial;

  // By name, in the log order of their latest use; the next to expire is the
  // first. (Linked: iteration does not follow the hashes.)
  private final Map<String, Session> numbered = new LinkedHashMap<>();
  private final Map<String, Session> chosen = new LinkedHashMap<>();

  // Only of sessions that are open.
  private final LongAnswers longAnswers = new LongAnswers();

  boolean has(String client) {
    return numbered.containsKey(client) || chosen.containsKey(client);
  }

  /** An open session; from now on the most recently used one of its kind. */
  Session use(String client) {
    Map<String, Session> sessions = sessionsOf(client);
    Session session = sessions.remove(client);
    sessions.put(client, session);
    return session;
  }

  /**
   * Replaces what is remembered in an open session.
   *
   * @param answer null if it is not worth keeping
   */
  void remember(Envelope envelope, String answer) {
    String client = envelope.client();
    boolean isLong = answer != null && answer.length() > SHORT_ANSWER;
    sessionsOf(client)
        .replace(client, Session.after(envelope, isLong ? null : answer));
    if (isLong) longAnswers.put(client, answer);
    else longAnswers.remove(client);
  }

  /** The last answer in an open session; null if it is not kept. */
  String answer(String client) {
    String answer = sessionsOf(client).get(client).answer();
    return answer == null ? longAnswers.of(client) : answer;
  }

  private Map<String, Session> sessionsOf(String client) {
    return chosen.containsKey(client) ? chosen : numbered;
  }

  /** Whether this number was given out; if it is not open, it has expired. */
  boolean wasGivenOut(String client) {
    return numberOf(client) > BEFORE_FIRST && numberOf(client) <= lastNumber;
  }

  /** The highest serial that a session under a chosen name expired with. */
  long expiredSerial() {
    return expiredSerial;
  }

  /** Whether a user may not choose this name. */
  boolean isReserved(String client) {
    return numberOf(client) > MOST_CHOSEN;
  }

  /** Whether a chosen name may not have this serial, or not yet. */
  boolean isTooFarAhead(String client, long serial) {
    return !numbered.containsKey(client)
        && serial - expiredSerial > MOST_AHEAD;
  }

  /** Opens a numbered session. */
  String register() {
    makeRoom(numbered);
    lastNumber++;
    String client = "client-" + lastNumber;
    numbered.put(client, Session.NEW);
    return client;
  }

  /** Opens a session under a name that a user chose. */
  void open(String client) {
    assert !has(client) && !wasGivenOut(client) && !isReserved(client);
    Session expired = makeRoom(chosen);
    if (expired != null) {
      expiredSerial = Math.max(expiredSerial, expired.serial());
    }
    lastNumber = Math.max(lastNumber, numberOf(client));
    chosen.put(client, Session.NEW);
  }

  /** Returns the session that expired for it; null if there was room. */
  private Session makeRoom(Map<String, Session> sessions) {
    if (sessions.size() < MOST_OF_A_KIND) return null;
    String client = sessions.keySet().iterator().next();
    longAnswers.remove(client);
    return sessions.remove(client);
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
    table.addProperty("expiredSerial", expiredSerial);
    table.add("numbered", snapshot(numbered));
    table.add("chosen", snapshot(chosen));
    table.add("longAnswers", longAnswers.snapshot());
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
    restored.expiredSerial = table.integer("expiredSerial", 0, Long.MAX_VALUE);
    restore(restored.numbered, table, "numbered");
    restore(restored.chosen, table, "chosen");
    restored.longAnswers.restore(table.objects("longAnswers"));
    return restored;
  }

  private static void restore(Map<String, Session> sessions, Fields table,
      String name) {
    for (Fields session : table.objects(name)) {
      sessions.put(session.text("client"), Session.restored(session));
    }
  }
}
