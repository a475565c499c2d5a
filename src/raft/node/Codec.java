package raft.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.RequestVote;
import raft.RequestVoteReply;

/**
 * Records to JSON and back. A frame is {@code {"type":"RequestVote",...}}: the
 * record's name, then its components under their own names; what is null is
 * left out. An entry is {@code {"term":2,"command":{...}}} or {@code
 * {"term":2,"no-op":true}}.
 *
 * <p>Strict: a number that is missing, in quotes, with a fraction, or beyond 64
 * bits is an error and never 0. Whatever else a record asks of its components
 * it checks itself. Fields it does not know are ignored.
 */
public final class Codec {
  private static final Map<String, RecordType> SHAPES =
      new LinkedHashMap<>();

  static {
    for (Class<? extends Record> type : List.of(RequestVote.class,
        RequestVoteReply.class, AppendEntries.class, AppendEntriesReply.class,
        Hello.class, Welcome.class, ErrorFrame.class, Notice.class, ClientRequest.class,
        ClientReply.class, StatusRequest.class, StatusReply.class,
        CountersRequest.class, CountersReply.class)) {
      SHAPES.put(type.getSimpleName(), new RecordType(type));
    }
  }

  private Codec() {}

  /** Every record that can be a frame. */
  static List<Class<? extends Record>> types() {
    List<Class<? extends Record>> types = new ArrayList<>();
    for (RecordType shape : SHAPES.values()) types.add(shape.type());
    return types;
  }

  // ---- to JSON ---------------------------------------------------------

  /** The frame's text. */
  public static String encode(Record frame) {
    String type = frame.getClass().getSimpleName();
    StringBuilder out = new StringBuilder(256).append("{\"type\":\"")
        .append(type).append('"');
    for (RecordType.Part part : SHAPES.get(type).parts()) {
      Object value = part.of(frame);
      if (value == null) continue;
      out.append(",\"").append(part.name()).append("\":");
      write(value, out);
    }
    return out.append('}').toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof String text) out.append(new JsonPrimitive(text));
    else if (value instanceof List<?> list) writeList(list, out);
    else if (value instanceof Entry entry) writeEntry(entry, out);
    else out.append(value); // a number, a boolean, raw JSON: as it is
  }

  private static void writeList(List<?> list, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) out.append(',');
      write(list.get(i), out);
    }
    out.append(']');
  }

  private static void writeEntry(Entry entry, StringBuilder out) {
    out.append("{\"term\":").append(entry.term());
    switch (entry.kind()) {
      case COMMAND -> out.append(",\"command\":").append(entry.text());
      case NO_OP -> out.append(",\"no-op\":true");
    }
    out.append('}');
  }

  // ---- from JSON -------------------------------------------------------

  /**
   * The record in these bytes.
   *
   * @throws FrameException names what is missing or wrong
   */
  static Record decode(byte[] utf8) throws FrameException {
    return decode(Json.parseObject(utf8));
  }

  /** The same, for whoever has read the JSON already. */
  public static Record decode(JsonObject frame) throws FrameException {
    String name = text(frame.get("type"), "type");
    RecordType shape = name == null ? null : SHAPES.get(name);
    if (shape == null) throw new FrameException("unknown type " + name);
    List<Object> values = new ArrayList<>();
    for (RecordType.Part part : shape.parts()) {
      values.add(read(frame.get(part.name()), part.type(), part.name()));
    }
    return shape.of(values);
  }

  private static Object read(JsonElement json, Type type, String name)
      throws FrameException {
    if (type == long.class) return number(json, name);
    if (type == int.class) return smallNumber(json, name);
    if (type == boolean.class) return truth(json, name);
    if (type == String.class) return text(json, name);
    if (type == RawJson.class) return raw(json);
    if (type == Entry.class) return entry(json);
    return list(json, ((ParameterizedType) type).getActualTypeArguments()[0],
        name);
  }

  private static long number(JsonElement json, String name)
      throws FrameException {
    if (json instanceof JsonPrimitive number && number.isNumber()) {
      try {
        return Long.parseLong(number.getAsString());
      } catch (NumberFormatException e) {
        throw new FrameException(name + " is not a 64-bit integer: " + number);
      }
    }
    throw new FrameException(name + " is missing or not a number");
  }

  private static int smallNumber(JsonElement json, String name)
      throws FrameException {
    long number = number(json, name);
    if (number == (int) number) return (int) number;
    throw new FrameException(name + " is out of range: " + number);
  }

  private static boolean truth(JsonElement json, String name)
      throws FrameException {
    if (json instanceof JsonPrimitive truth && truth.isBoolean()) {
      return truth.getAsBoolean();
    }
    throw new FrameException(name + " is missing or not true or false");
  }

  /** Null stands for null; the record says whether it minds. */
  private static String text(JsonElement json, String name)
      throws FrameException {
    if (json == null || json instanceof JsonNull) return null;
    if (json instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw new FrameException(name + " is not a text");
  }

  private static RawJson raw(JsonElement json) {
    if (json == null || json instanceof JsonNull) return null;
    return new RawJson(json.toString());
  }

  private static List<Object> list(JsonElement json, Type type, String name)
      throws FrameException {
    if (json == null || json instanceof JsonNull) return null;
    if (!(json instanceof JsonArray array)) {
      throw new FrameException(name + " is not a list");
    }
    List<Object> list = new ArrayList<>(array.size());
    for (JsonElement element : array) {
      if (element instanceof JsonNull) {
        throw new FrameException(name + " holds a null");
      }
      list.add(read(element, type, name));
    }
    return list;
  }

  private static Entry entry(JsonElement json) throws FrameException {
    if (!(json instanceof JsonObject entry)) {
      throw new FrameException("an entry is not an object");
    }
    long term = number(entry.get("term"), "term of an entry");
    if (term < 1) throw new FrameException("term of an entry is " + term);
    if (entry.get("command") instanceof JsonObject command) {
      return Entry.command(term, command.toString());
    }
    if (entry.has("no-op") && truth(entry.get("no-op"), "no-op")) {
      return Entry.noOp(term);
    }
    throw new FrameException("an entry has neither a command nor a no-op");
  }

  /** The frame's bytes, without their length. */
  static byte[] bytes(Record frame) {
    return encode(frame).getBytes(StandardCharsets.UTF_8);
  }
}
