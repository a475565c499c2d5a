package raft.kv;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import raft.json.Fields;
import raft.json.Json;
import raft.text.Text;

/**
 * The open sessions, and which of them has to go when there are too many. Only
 * the log decides, and no clock and no setting. Otherwise one server would
 * still know a client which another has forgotten.
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
    assert !has(client) : client + " is open";
    assert !wasGivenOut(client) : client + " was given out";
    assert !isReserved(client) : client + " is reserved";
    Session expired = makeRoom(chosen);
    if (expired != null) {
      expiredSerial = Math.max(expiredSerial, expired.serial());
    }
    lastNumber = Math.max(lastNumber, numberOf(client));
    chosen.put(client, Session.NEW);
  }

  /** Returns the session that expired for it; null if there was room. */
  private Session makeRoom(Map<String, Session> sessions) {
    // CL5. "session expiry must be deterministic, just as normal state machine
    //      operations must be" (thesis 6.3): the order of use is the log's.
    if (sessions.size() < MOST_OF_A_KIND) return null;
    String client = sessions.keySet().iterator().next();
    longAnswers.remove(client);
    return sessions.remove(client);
  }

  /**
   * One session among those of its kind.
   *
   * @param since how many others of its kind were used after it
   */
  record Place(String client, String kind, Session session, int since) {}

  /** Those whose names come after this one, sorted by name. */
  Stream<Place> placesAfter(String client) {
    return Stream.of(places("numbered", numbered), places("chosen", chosen))
        .flatMap(List::stream)
        .filter(place -> place.client().compareTo(client) > 0)
        .sorted(Comparator.comparing(Place::client));
  }

  private static List<Place> places(String kind, Map<String, Session> all) {
    List<Place> places = new ArrayList<>();
    all.forEach((client, session) -> places.add(
        new Place(client, kind, session, all.size() - places.size() - 1)));
    return places;
  }

  /** The N of client-N, 0 for any other name. */
  private static long numberOf(String client) {
    Matcher matcher = NUMBERED.matcher(client);
    if (!matcher.matches()) return 0;
    String digits = matcher.group(1);
    return digits.length() > LONG_DIGITS ? Long.MAX_VALUE
        : Long.parseLong(digits);
  }

  /**
   * First the counts, of the lines that follow too; then a line for each
   * session, those of each kind in the order in which they will expire; then
   * the long answers. What is copied here is at most 30,000 references.
   */
  Iterator<String> image() {
    JsonObject counts = new JsonObject();
    counts.addProperty("lastNumber", lastNumber);
    counts.addProperty("expiredSerial", expiredSerial);
    counts.addProperty("numbered", numbered.size());
    counts.addProperty("chosen", chosen.size());
    counts.addProperty("longAnswers", longAnswers.count());
    Stream<JsonObject> sessions = Stream.concat(image(numbered), image(chosen));
    return Stream.concat(Stream.of(counts),
        Stream.concat(sessions, longAnswers.image()))
        .map(Json::text).iterator();
  }

  private static Stream<JsonObject> image(Map<String, Session> sessions) {
    List<String> clients = List.copyOf(sessions.keySet());
    List<Session> each = List.copyOf(sessions.values());
    return IntStream.range(0, clients.size())
        .mapToObj(i -> each.get(i).line(clients.get(i)));
  }

  /** A table that is built of the lines of an image, one after the other. */
  static final class Restored {
    private final SessionTable table = new SessionTable();
    private boolean isCounted; // whether the first line has come
    private long numbered; // how many lines of these are to come
    private long chosen;
    private long longAnswers;

    /** The next line is none of these any more. */
    boolean isWhole() {
      return isCounted && numbered + chosen + longAnswers == 0;
    }

    void line(String text) {
      Fields line = Fields.of(text);
      if (!isCounted) {
        count(line);
      } else if (numbered > 0) {
        numbered--;
        table.restore(table.numbered, line);
      } else if (chosen > 0) {
        chosen--;
        table.restore(table.chosen, line);
      } else {
        longAnswers--;
        table.restoreAnswer(line);
      }
    }

    private void count(Fields counts) {
      counts.only("lastNumber", "expiredSerial", "numbered", "chosen",
          "longAnswers");
      table.lastNumber =
          counts.integer("lastNumber", BEFORE_FIRST, Long.MAX_VALUE);
      table.expiredSerial = counts.integer("expiredSerial", 0, Long.MAX_VALUE);
      numbered = counts.integer("numbered", 0, MOST_OF_A_KIND);
      chosen = counts.integer("chosen", 0, MOST_OF_A_KIND);
      longAnswers = counts.integer("longAnswers", 0, 2 * MOST_OF_A_KIND);
      isCounted = true;
    }

    SessionTable end() {
      if (isWhole()) return table;
      throw new IllegalArgumentException("sessions are missing");
    }
  }

  private void restore(Map<String, Session> sessions, Fields line) {
    String client = line.text("client");
    if (has(client)) throw wrong(client, "has two sessions");
    sessions.put(client, Session.restored(line));
  }

  private void restoreAnswer(Fields line) {
    line.only("client", "answer");
    String client = line.text("client");
    if (!has(client)) throw wrong(client, "has an answer and no session");
    if (answer(client) != null) throw wrong(client, "has two answers");
    longAnswers.put(client, line.text("answer"));
  }

  private static IllegalArgumentException wrong(String client, String what) {
    return new IllegalArgumentException(Text.shortened(client) + " " + what);
  }
}
