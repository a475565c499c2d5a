package raft.node;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import raft.Configuration;
import raft.Entry;
import raft.Message;
import raft.json.Fields;
import raft.json.Json;
import raft.json.JsonException;

/**
 * Records to JSON and back. A frame is {@code {"type":"RequestVote",...}}: the
 * record's name, then its components under their own names; what is null is
 * left out. An entry is {@code {"term":2,"command":{...}}}, {@code
 * {"term":2,"no-op":true}}, or {@code {"term":2,"configuration":"n1 n2"}}.
 *
 * <p>Strict: a number that is missing, in quotes, with a fraction, or beyond 64
 * bits is an error and never 0. Whatever else a record asks of its components
 * it checks itself. Fields it does not know are ignored.
 */
public final class Codec {
  // Every message of the paper, and every other frame, by name.
  private static final Map<String, RecordType> TYPES = Map.copyOf(byName());

  // What one side wrote and the other reads: not looked into in between.
  private static final List<String> PASSED_ON = List.of("command", "answer");

  private static final int USUAL_LENGTH = 256; // of a frame, in characters

  /** How many bytes the length before a frame takes. */
  static final int LENGTH_BYTES = 4;

  private Codec() {}

  private static Map<String, RecordType> byName() {
    Map<String, RecordType> types = new HashMap<>();
    for (Class<?> kind : List.of(Message.Request.class, Message.Reply.class,
        Frame.class)) {
      for (Class<?> type : kind.getPermittedSubclasses()) {
        types.put(type.getSimpleName(),
            new RecordType(type.asSubclass(Record.class)));
      }
    }
    return types;
  }

  /** The name of every record that can be a frame. */
  static Set<String> types() {
    return TYPES.keySet();
  }

  // ---- to JSON ---------------------------------------------------------

  /** The frame's text. */
  public static String encode(Record frame) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    write(frame, out);
    return out.toString();
  }

  /** What is sent: its length in four bytes, then its text in UTF-8. */
  static byte[] frame(Record frame) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    write(frame, out.append("\0\0\0\0")); // room for the length
    byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer.wrap(bytes).putInt(bytes.length - LENGTH_BYTES);
    return bytes;
  }

  private static void write(Record frame, StringBuilder out) {
    String type = frame.getClass().getSimpleName();
    out.append("{\"type\":\"").append(type).append('"');
    for (RecordType.Component part : TYPES.get(type).components()) {
      Object value = part.of(frame);
      if (value == null) continue;
      out.append(",\"").append(part.name()).append("\":");
      write(value, out);
    }
    out.append('}');
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof String text) Json.printQuoted(text, out);
    else if (value instanceof List<?> list) writeList(list, out);
    else if (value instanceof Entry entry) writeEntry(entry, out);
    else out.append(value); // a number, a boolean, raw JSON: as it is
  }

  private static void writeList(List<?> list, StringBuilder out) {
    makeRoom(list, out);
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) out.append(',');
      write(list.get(i), out);
    }
    out.append(']');
  }

  /** At once for all entries: growing step by step copies what is there. */
  private static void makeRoom(List<?> list, StringBuilder out) {
    int length = out.length();
    for (Object each : list) {
      if (each instanceof Entry entry) length += entry.text().length() + 40;
    }
    out.ensureCapacity(length);
  }

  private static void writeEntry(Entry entry, StringBuilder out) {
    out.append("{\"term\":").append(entry.term());
    switch (entry.kind()) {
      case COMMAND -> out.append(",\"command\":").append(entry.text());
      case NO_OP -> out.append(",\"no-op\":true");
      case CONFIGURATION -> Json.printQuoted(entry.text(),
          out.append(",\"configuration\":"));
    }
    out.append('}');
  }

  // ---- from JSON -------------------------------------------------------

  /**
   * The record in these bytes, which have no length before them.
   *
   * @throws FrameException names what is missing or wrong
   */
  public static Record decode(byte[] utf8) throws FrameException {
    try {
      return decode(Fields.of(Json.object(utf8, PASSED_ON)));
    } catch (IllegalArgumentException e) {
      throw new FrameException(e.getMessage());
    }
  }

  private static Record decode(Fields frame) throws FrameException {
    String name = frame.text("type");
    RecordType type = TYPES.get(name);
    if (type == null) throw new FrameException("unknown type " + name);
    List<Object> values = new ArrayList<>();
    for (RecordType.Component part : type.components()) {
      values.add(read(frame, part.name(), part.type()));
    }
    return type.of(values);
  }

  private static Object read(Fields frame, String name, Type type)
      throws FrameException {
    if (type == long.class) {
      return frame.integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == int.class) {
      return (int) frame.integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == boolean.class) return frame.truth(name);
    if (frame.isNull(name)) return null; // the record says whether it minds
    if (type == Long.class) {
      return frame.integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == String.class) return frame.text(name);
    if (type == RawJson.class) return new RawJson(frame.text(name));
    Type element = ((ParameterizedType) type).getActualTypeArguments()[0];
    return element == Entry.class ? entries(frame.objects(name))
        : frame.texts(name);
  }

  private static List<Entry> entries(List<Fields> list) throws FrameException {
    List<Entry> entries = new ArrayList<>(list.size());
    for (Fields entry : list) {
      try {
        entries.add(entry(entry));
      } catch (JsonException e) {
        throw new FrameException("entry " + (entries.size() + 1) + ": "
            + e.getMessage());
      }
    }
    return entries;
  }

  private static Entry entry(Fields entry) throws FrameException {
    long term = entry.integer("term", 1, Message.MAX_TERM_OR_INDEX);
    if (!entry.isNull("command")) {
      return Entry.command(term, entry.objectText("command"));
    }
    if (entry.flag("no-op")) return Entry.noOp(term);
    if (!entry.isNull("configuration")) {
      return Entry.configuration(term,
          Configuration.of(entry.text("configuration")));
    }
    throw new FrameException("an entry has no command, no configuration, and is"
        + " no no-op");
  }
}
