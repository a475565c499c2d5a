package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import raft.StateMachine;

/**
 * Keys and values, both of them strings: any that JSON can hold, also empty.
 * <pre>
 *   {"op":"put","key":"x","value":"1"}          {"status":"ok"}
 *   {"op":"get","key":"x"}                      {"status":"ok","value":"1"}
 *   {"op":"delete","key":"x"}                   {"status":"ok"}
 *   {"op":"append","key":"x","value":"1"}       {"status":"ok"}
 *   {"op":"cas","key":"x","old":"1","new":"2"}  {"status":"ok"}
 *   {"op":"keys","after":"x","limit":10}        {"status":"ok","keys":["y"],
 *                                                "more":false}
 * </pre>
 * put and delete take {@code "previous":true} and then answer with it, put
 * with null if there was none. append creates what it does not find, and so
 * does cas with {@code "create":true}, whatever its {@code "old"}. What
 * cannot be done is a definite no: {@code {"status":"no","why":"no such key:
 * x"}}; cas adds the value it {@code "found"}.
 *
 * <p>Each operation is one method in two halves. The first reads the fields and
 * touches no state: this is all that check does. The second is handed back as
 * an {@link Operation}, for apply.
 */
public final class KeyValueStore implements StateMachine {

  /**
   * Longer than this, in bytes of UTF-8, no value grows. A constant and no
   * setting, because apply decides by it and all servers must agree.
   */
  public static final int MAX_VALUE_BYTES = Limits.MAX_BYTES;

  private static final int MOST_KEYS = 1000; // in one answer
  private static final int KEYS_BYTES = 512 * 1024; // the same, or one key

  private final TreeMap<String, String> values = new TreeMap<>();
  private final Limits limits;

  private interface Operation {
    JsonObject execute();
  }

  /** Empty. The limits are this node's own and rule what check lets pass. */
  public KeyValueStore(Limits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  /**
   * Reads the command and executes nothing.
   *
   * @throws IllegalArgumentException names what is wrong, and the nearest
   *     right word
   */
  @Override public void check(String command) {
    read(command, limits);
  }

  /** Never throws: what cannot be read is answered so, on every server. */
  @Override public String apply(String command) {
    Operation operation;
    try {
      operation = read(command, Limits.GREATEST);
    } catch (IllegalArgumentException unreadable) {
      return Answer.misuse(unreadable.getMessage()).toString();
    }
    return operation.execute().toString();
  }

  private Operation read(String command, Limits limits) {
    Fields fields = Fields.of(command);
    String op = fields.word("op",
        "put", "get", "delete", "append", "cas", "keys");
    return switch (op) {
      case "put" -> put(fields, limits);
      case "get" -> get(fields, limits);
      case "delete" -> delete(fields, limits);
      case "append" -> append(fields, limits);
      case "cas" -> cas(fields, limits);
      case "keys" -> keys(fields, limits);
      default -> throw new AssertionError(op);
    };
  }

  private Operation put(Fields fields, Limits limits) {
    fields.only("op", "key", "value", "previous");
    String key = limits.key(fields, "key");
    String value = limits.value(fields, "value");
    boolean previous = fields.flag("previous");
    return () -> ok(previous, values.put(key, value));
  }

  private Operation get(Fields fields, Limits limits) {
    fields.only("op", "key");
    String key = limits.key(fields, "key");
    return () -> {
      String value = values.get(key);
      if (value == null) return noSuchKey(key);
      JsonObject answer = Answer.ok();
      answer.addProperty("value", value);
      return answer;
    };
  }

  private Operation delete(Fields fields, Limits limits) {
    fields.only("op", "key", "previous");
    String key = limits.key(fields, "key");
    boolean previous = fields.flag("previous");
    return () -> {
      String old = values.remove(key);
      return old == null ? noSuchKey(key) : ok(previous, old);
    };
  }

  private Operation append(Fields fields, Limits limits) {
    fields.only("op", "key", "value");
    String key = limits.key(fields, "key");
    String value = limits.value(fields, "value");
    return () -> {
      String whole = values.getOrDefault(key, "") + value;
      int bytes = Text.utf8Bytes(whole);
      if (bytes > MAX_VALUE_BYTES) return tooLong(key, bytes);
      values.put(key, whole);
      return Answer.ok();
    };
  }

  private Operation cas(Fields fields, Limits limits) {
    fields.only("op", "key", "old", "new", "create");
    String key = limits.key(fields, "key");
    String old = limits.value(fields, "old");
    String value = limits.value(fields, "new");
    boolean create = fields.flag("create");
    return () -> {
      String found = values.get(key);
      if (found == null && !create) return noSuchKey(key);
      if (found != null && !found.equals(old)) return mismatch(key, found, old);
      values.put(key, value);
      return Answer.ok();
    };
  }

  private Operation keys(Fields fields, Limits limits) {
    fields.only("op", "after", "limit");
    String after = fields.has("after") ? limits.key(fields, "after") : null;
    long limit = fields.has("limit")
        ? fields.integer("limit", 1, MOST_KEYS) : MOST_KEYS;
    return () -> list(
        after == null ? values : values.tailMap(after, false), limit);
  }

  private static JsonObject list(NavigableMap<String, String> from,
      long limit) {
    JsonArray keys = new JsonArray();
    int bytes = 0;
    for (String key : from.keySet()) {
      bytes += Text.utf8Bytes(new JsonPrimitive(key).toString()) + 1;
      boolean fits = keys.isEmpty() || bytes <= KEYS_BYTES;
      if (!fits || keys.size() == limit) return listed(keys, true);
      keys.add(key);
    }
    return listed(keys, false);
  }

  private static JsonObject listed(JsonArray keys, boolean more) {
    JsonObject answer = Answer.ok();
    answer.add("keys", keys);
    answer.addProperty("more", more);
    return answer;
  }

  private static JsonObject ok(boolean withPrevious, String previous) {
    JsonObject answer = Answer.ok();
    if (withPrevious) answer.addProperty("previous", previous);
    return answer;
  }

  private static JsonObject noSuchKey(String key) {
    return Answer.no("no such key: " + Text.shortened(key));
  }

  private static JsonObject tooLong(String key, int bytes) {
    return Answer.no("%s would have %d bytes in UTF-8, more than %d".formatted(
        Text.shortened(key), bytes, MAX_VALUE_BYTES));
  }

  private static JsonObject mismatch(String key, String found, String old) {
    JsonObject answer = Answer.no("%s is %s, not %s".formatted(
        Text.shortened(key), Text.quoted(found), Text.quoted(old)));
    answer.addProperty("found", found);
    return answer;
  }

  /** One JSON object, sorted: keys and values. */
  @Override public String snapshot() {
    JsonObject snapshot = new JsonObject();
    values.forEach(snapshot::addProperty);
    return snapshot.toString();
  }

  @Override public void restore(String snapshot) {
    Fields saved = Fields.of(snapshot);
    TreeMap<String, String> restored = new TreeMap<>();
    for (String key : saved.names()) restored.put(key, saved.text(key));
    values.clear();
    values.putAll(restored);
  }
}
