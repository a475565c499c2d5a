package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import raft.Command;
import raft.json.Fields;
import raft.json.Json;
import raft.text.Text;

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
 * put, delete and cas take {@code "previous":true} and then answer with the
 * value that was there, or null if there was none. append creates what it does
 * not find, and so does cas with {@code "create":true}, whatever its {@code
 * "old"}. delete with an {@code "old"} deletes that value and no other. What
 * cannot be done is a definite no: {@code {"status":"no","why":"no such key:
 * x"}}; cas, and delete with an old, add the value that they {@code "found"}.
 *
 * <p>Each operation is one method in two halves. The first reads the fields and
 * touches no state: this is all that read does. The second is handed back as an
 * {@link Effect}, for apply.
 */
public final class KeyValueStore implements FieldReader {

  /**
   * No value grows longer than this, in bytes of UTF-8. A constant and no
   * setting, because apply decides by it and all servers must agree.
   */
  public static final int MAX_VALUE_BYTES = Limits.MAX_BYTES;

  private static final String OK = Json.text(Answers.ok());

  private static final int MOST_KEYS = 1000; // in one answer
  private static final int KEYS_BYTES = 512 * 1024; // the same, or one key

  private SortedPages values = new SortedPages();
  private final Limits limits;

  /** What a command does to a store, and what it answers. */
  private interface Effect {
    String execute(KeyValueStore store);
  }

  private record ReadCommand(String text, Effect effect) implements Command {}

  /** Empty. The limits are this node's own and rule what read lets pass. */
  public KeyValueStore(Limits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  @Override public Command read(String text, Fields fields) {
    return new ReadCommand(text, effect(fields, limits));
  }

  /** Does not ask this node's limits. */
  @Override public Command readFromLog(String text, Fields fields) {
    return new ReadCommand(text, effect(fields, Limits.GREATEST));
  }

  @Override public String apply(Command command) {
    if (command instanceof Command.Unreadable it) {
      return Answers.misuse(it.why()).toString();
    }
    return ((ReadCommand) command).effect().execute(this);
  }

  private static Effect effect(Fields fields, Limits limits) {
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

  private static Effect put(Fields fields, Limits limits) {
    fields.only("op", "key", "value", "previous");
    String key = limits.key(fields, "key");
    String value = limits.value(fields, "value");
    boolean previous = fields.flag("previous");
    return store -> ok(previous, store.values.put(key, value));
  }

  private static Effect get(Fields fields, Limits limits) {
    fields.only("op", "key");
    String key = limits.key(fields, "key");
    return store -> {
      String value = store.values.get(key);
      if (value == null) return noSuchKey(key);
      JsonObject answer = Answers.ok();
      answer.addProperty("value", value);
      return Json.text(answer);
    };
  }

  private static Effect delete(Fields fields, Limits limits) {
    fields.only("op", "key", "old", "previous");
    String key = limits.key(fields, "key");
    String old = fields.has("old") ? limits.value(fields, "old") : null;
    boolean previous = fields.flag("previous");
    return store -> {
      String found = store.values.get(key);
      if (found == null) return noSuchKey(key);
      if (old != null && !old.equals(found)) return mismatch(key, found, old);
      return ok(previous, store.values.remove(key));
    };
  }

  private static Effect append(Fields fields, Limits limits) {
    fields.only("op", "key", "value");
    String key = limits.key(fields, "key");
    String value = limits.value(fields, "value");
    return store -> {
      String old = store.values.get(key);
      String whole = old == null ? value : old + value;
      int bytes = Text.utf8Bytes(whole);
      if (bytes > MAX_VALUE_BYTES) return tooLong(key, bytes);
      store.values.put(key, whole);
      return OK;
    };
  }

  private static Effect cas(Fields fields, Limits limits) {
    fields.only("op", "key", "old", "new", "create", "previous");
    String key = limits.key(fields, "key");
    String old = limits.value(fields, "old");
    String value = limits.value(fields, "new");
    boolean create = fields.flag("create");
    boolean previous = fields.flag("previous");
    return store -> {
      String found = store.values.get(key);
      if (found == null && !create) return noSuchKey(key);
      if (found != null && !found.equals(old)) return mismatch(key, found, old);
      return ok(previous, store.values.put(key, value));
    };
  }

  private static Effect keys(Fields fields, Limits limits) {
    fields.only("op", "after", "limit");
    String after = fields.has("after") ? limits.key(fields, "after") : null;
    long limit = fields.has("limit")
        ? fields.integer("limit", 1, MOST_KEYS) : MOST_KEYS;
    return store -> list(after == null
        ? store.values.keys() : store.values.keysAfter(after), limit);
  }

  private static String list(Stream<String> from, long limit) {
    JsonArray keys = new JsonArray();
    int bytes = 0;
    for (Iterator<String> each = from.iterator(); each.hasNext();) {
      String key = each.next();
      bytes += Text.utf8Bytes(new JsonPrimitive(key).toString()) + 1;
      boolean fits = keys.isEmpty() || bytes <= KEYS_BYTES;
      if (!fits || keys.size() == limit) return listed(keys, true);
      keys.add(key);
    }
    return listed(keys, false);
  }

  private static String listed(JsonArray keys, boolean more) {
    JsonObject answer = Answers.ok();
    answer.add("keys", keys);
    answer.addProperty("more", more);
    return Json.text(answer);
  }

  private static String ok(boolean withPrevious, String previous) {
    if (!withPrevious) return OK;
    JsonObject answer = Answers.ok();
    answer.addProperty("previous", previous);
    return Json.text(answer);
  }

  private static String noSuchKey(String key) {
    return Json.text(Answers.no("no such key: " + Text.shortened(key)));
  }

  private static String tooLong(String key, int bytes) {
    return Json.text(
        Answers.no("%s would have %d bytes in UTF-8, more than %d".formatted(
            Text.shortened(key), bytes, MAX_VALUE_BYTES)));
  }

  private static String mismatch(String key, String found, String old) {
    JsonObject answer = Answers.no("%s is %s, not %s".formatted(
        Text.shortened(key), Text.quoted(found), Text.quoted(old)));
    answer.addProperty("found", found);
    return Json.text(answer);
  }

  /** Sorted by key: {@code {"key":"x","value":"1"}}. */
  @Override public Iterator<String> image() {
    Iterator<Map.Entry<String, String>> entries = values.image();
    return new Iterator<>() {
      @Override public boolean hasNext() {
        return entries.hasNext();
      }

      @Override public String next() {
        Map.Entry<String, String> entry = entries.next();
        return line(entry.getKey(), entry.getValue());
      }
    };
  }

  private static String line(String key, String value) {
    StringBuilder line = new StringBuilder(key.length() + value.length() + 24);
    Json.printQuoted(key, line.append("{\"key\":"));
    Json.printQuoted(value, line.append(",\"value\":"));
    return line.append('}').toString();
  }

  @Override public Restoring restore() {
    SortedPages restored = new SortedPages();
    return Restoring.of(text -> {
      Fields line = Fields.of(text);
      line.only("key", "value");
      String key = line.text("key");
      if (restored.put(key, line.text("value")) == null) return;
      throw new IllegalArgumentException(
          "the key " + Text.quoted(key) + " stands twice");
    }, () -> values = restored);
  }
}
