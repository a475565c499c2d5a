package raft.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import raft.json.Json;
import raft.node.ClusterConfig;

/**
 * The key-value store, seen from outside: a cluster that behaves like one
 * server which never forgets. Every call is linearizable, and is executed
 * exactly once however often it had to be sent (§8). Reads write nothing; see
 * {@link #reads}.
 *
 * <pre>
 *   try (KvClient client = new KvClient(config, 5000)) {
 *     client.put("a", "b");
 *     client.asMap().get("a");
 *   }
 * </pre>
 *
 * <p>Every call can throw three exceptions, and a program does well to tell
 * them apart:
 * <ul>
 * <li>{@link RefusedCommandException}: there is a mistake in it. It did not
 *     happen and never will; sent again it will be refused again.
 * <li>{@link NothingDoneException}: no node took it in time. It did not happen
 *     and never will; it can be called again like a new one.
 * <li>{@link UnknownOutcomeException}: it may have happened, and may yet, but
 *     once only. Called again it would be another command, and could happen a
 *     second time. So look what is there first; or, with a session of your own
 *     name, send it with the same serial.
 * </ul>
 *
 * <p>Thread-safe; one call at a time is under way, since a session remembers
 * one answer. For more at a time, take more clients.
 */
public final class KvClient implements AutoCloseable {
  private static final int MOST_KEYS = 1000; // in an answer; more is refused

  private final ClusterConfig config;
  private final Caller caller;
  private final int millis;

  // Whether the cluster names this client, and may do so again.
  private final boolean registers;

  // The session (§8). The name is null until the cluster has given one, and
  // again when it has forgotten it; the serial only grows. Guarded by this
  // object's monitor.
  private String name;
  private long nextSerial;

  // Guarded by this object's monitor: how to read, and whom to ask.
  private Reads reads = Reads.INDEX;
  private Caller readsAt;
  private long queries; // so far

  /**
   * A client that lets the cluster name it, with its first call.
   *
   * @param millis how long a call may take, all in all: with the registration
   *               that may go before it, and all pages of {@link #keys}
   */
  public KvClient(ClusterConfig config, int millis) {
    this(config, millis, true, null, 1);
  }

  /**
   * A client that goes on with a session: a call with a serial that was used
   * before is answered from memory and not executed again.
   *
   * @param name   1 to 64 letters, digits, dots, dashes, underscores
   * @param serial of its next call, at least 1
   */
  public KvClient(ClusterConfig config, int millis, String name, long serial) {
    this(config, millis, false, name, serial);
  }

  private KvClient(ClusterConfig config, int millis, boolean registers,
      String name, long serial) {
    this.config = config;
    caller = new Caller(config);
    readsAt = caller;
    this.millis = millis;
    this.registers = registers;
    this.name = name;
    nextSerial = serial;
  }

  // ---- the store -------------------------------------------------------

  public void put(String key, String value) {
    execute(command("put", "key", key, "value", value));
  }

  /** The value, if the key has one. */
  public Optional<String> get(String key) {
    Answer answer = read(command("get", "key", key), Deadline.in(millis));
    return answer.isOk() ? Optional.of(answer.needed("value"))
        : Optional.empty();
  }

  /** Whether there was such a key. */
  public boolean delete(String key) {
    return execute(command("delete", "key", key)).isOk();
  }

  /** Deletes the key if its value is {@code old}; false if it is not. */
  public boolean delete(String key, String old) {
    return execute(command("delete", "key", key, "old", old)).isOk();
  }

  /** Appends to the value; a key that has none gets this one. */
  public void append(String key, String value) {
    Answer answer = execute(command("append", "key", key, "value", value));
    if (!answer.isOk()) throw new RefusedCommandException(answer.why());
  }

  /** Replaces {@code old} by {@code value}; false if it found another. */
  public boolean cas(String key, String old, String value) {
    return execute(command("cas", "key", key, "old", old, "new", value))
        .isOk();
  }

  /** All keys, sorted as {@link String#compareTo} does. */
  public List<String> keys() {
    Deadline deadline = Deadline.in(millis);
    List<String> keys = new ArrayList<>();
    KeyPage page;
    do {
      String after = keys.isEmpty() ? null : keys.get(keys.size() - 1);
      page = page(after, MOST_KEYS, deadline);
      keys.addAll(page.keys());
    } while (page.more());
    return keys;
  }

  /** Some keys that follow each other, and whether there are more. */
  record KeyPage(List<String> keys, boolean more) {}

  /** @param key null for the first ones */
  KeyPage keysAfter(String key) {
    return page(key, MOST_KEYS, Deadline.in(millis));
  }

  boolean isEmpty() {
    return page(null, 1, Deadline.in(millis)).keys().isEmpty();
  }

  private KeyPage page(String after, int limit, Deadline deadline) {
    JsonObject command = command("keys");
    if (after != null) command.addProperty("after", after);
    command.addProperty("limit", limit);
    Answer page = read(command, deadline);
    return new KeyPage(page.list("keys"), page.needed("more").equals("true"));
  }

  /** The sessions that the cluster remembers, sorted by name. */
  public List<ClientSession> sessions() {
    Deadline deadline = Deadline.in(millis);
    List<ClientSession> sessions = new ArrayList<>();
    Answer page;
    do {
      JsonObject command = command("clients");
      if (!sessions.isEmpty()) {
        command.addProperty("after",
            sessions.get(sessions.size() - 1).client());
      }
      page = read(command, deadline);
      sessions.addAll(page.sessions());
    } while (page.needed("more").equals("true"));
    return sessions;
  }

  /** What changes nothing comes by here. */
  private synchronized Answer read(JsonObject query, Deadline deadline) {
    if (reads == Reads.LOG) return execute(query, deadline);
    String id = "query-" + ++queries;
    return understood(readsAt.query(id, Json.text(query),
        reads == Reads.LOCAL, deadline));
  }

  /** How what changes nothing is answered. */
  public enum Reads {
    /** As a command: an entry of the log, executed in its turn. */
    LOG,
    /** By a read index (thesis 6.4): as true as by the log, nothing written. */
    INDEX,
    /** By what one node has applied: at once, and perhaps out of date. */
    LOCAL
  }

  /**
   * How reads are answered from now on. At the beginning by {@link Reads#INDEX}
   * and by any node.
   *
   * @param node the only one that answers; null for any. Not for {@link
   *             Reads#LOG}, which only the leader can do
   * @return this
   */
  public synchronized KvClient reads(Reads how, String node) {
    if (node != null && how == Reads.LOG) {
      throw new IllegalArgumentException("a read in the log is the leader's");
    }
    reads = how;
    if (readsAt != caller) readsAt.close();
    readsAt = node == null ? caller : Caller.at(config, node);
    return this;
  }

  /**
   * The store as a dictionary, without null. It is the store, and no copy.
   *
   * <p><b>One key:</b> whatever looks and changes does both in one atomic step,
   * as {@link ConcurrentMap} promises. put, remove, putIfAbsent, replace with
   * an old value, get and getOrDefault are one command each. replace(key,
   * value), compute, computeIfAbsent, computeIfPresent and merge first read the
   * value and then write if it is still the same; if it is not, they begin
   * again. So the functions that you give them run here and not in the cluster,
   * and all but computeIfAbsent's may run several times, without effect but
   * for the last one. Each of the commands may take as long as a call may.
   * An exception says what became of the last one; those before it wrote
   * nothing.
   *
   * <p><b>All of it:</b> iterators and streams go through the keys in order,
   * ask for a page of these at a time and for one value after the other, and
   * never fail because of others. They are weakly consistent: a key that is
   * there all the while comes exactly once, with a value that it had when its
   * turn came; one that is created or deleted meanwhile may come or not. size,
   * clear, putAll, replaceAll, equals and the like are walks too, and no single
   * step. What an iterator removes is the entry or value that it returned, and
   * no newer one; of keySet() it is the key, whatever its value. An entry's
   * setValue is a put.
   */
  public ConcurrentMap<String, String> asMap() {
    return new KvMap(this);
  }

  /**
   * The same for looking only: whatever would change it throws an {@link
   * UnsupportedOperationException}. What others change shows here.
   */
  public Map<String, String> asReadOnlyMap() {
    return Collections.unmodifiableMap(asMap());
  }

  // ---- any command -----------------------------------------------------

  /** A command of this operation and these fields: name, text, name, text. */
  public static JsonObject command(String op, String... fields) {
    JsonObject command = new JsonObject();
    command.addProperty("op", op);
    for (int i = 0; i < fields.length; i += 2) {
      command.add(fields[i], new JsonPrimitive(fields[i + 1]));
    }
    return command;
  }

  /**
   * Asks for what changes nothing, as {@link #reads} says.
   *
   * @param query its fields; the application must call it a read
   * @return the answer, which may be a definite no
   */
  public Answer query(JsonObject query) {
    return read(query, Deadline.in(millis));
  }

  /**
   * Executes any command of the cluster's application, exactly once.
   *
   * @param command its fields, without "client" and "serial"
   * @return the answer, which may be a definite no
   */
  public Answer execute(JsonObject command) {
    return execute(command, Deadline.in(millis));
  }

  private synchronized Answer execute(JsonObject command, Deadline deadline) {
    if (command.has("client") || command.has("serial")) {
      throw new RefusedCommandException("client and serial are not part of the"
          + " command: the session adds its own");
    }
    if (name == null) name = register(deadline);
    JsonObject envelope = new JsonObject();
    envelope.addProperty("client", name);
    envelope.addProperty("serial", nextSerial);
    command.asMap().forEach(envelope::add);
    String id = name + "-" + nextSerial;
    nextSerial++;
    Caller.CallResult reply = caller.call(id, Json.text(envelope), deadline);
    if (registers && reply.answer().status().equals("gone")) expired(reply);
    return understood(reply.answer());
  }

  /**
   * The next call registers anew, and shall not fail for that. No other
   * object sends under a name that this one registered, and each command has a
   * serial of its own: a command that was sent only once, and was not executed,
   * will never be executed.
   */
  private void expired(Caller.CallResult reply) {
    name = null;
    if (!reply.alone()) return;
    throw new NothingDoneException(reply.answer().why()
        + " (the next command will register)");
  }

  private String register(Deadline deadline) {
    try {
      return understood(caller.call("register", "{\"op\":\"register\"}",
          deadline).answer()).needed("client");
    } catch (UnknownOutcomeException e) {
      // A session may have been opened. It does nothing, and will expire.
      throw new NothingDoneException("the command was not sent, since there was"
          + " no answer when a session for it was asked for: "
          + e.getMessage());
    }
  }

  private static Answer understood(Answer answer) {
    return switch (answer.status()) {
      case "misuse" -> throw new RefusedCommandException(answer.why());
      case "gone" -> throw new UnknownOutcomeException(answer.why(), false);
      default -> answer;
    };
  }

  /** The name of this client's session; null before its first call. */
  public synchronized String name() {
    return name;
  }

  /** The serial of its next call. */
  public synchronized long nextSerial() {
    return nextSerial;
  }

  @Override public synchronized void close() {
    caller.close();
    readsAt.close();
  }
}
