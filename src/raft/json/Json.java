package raft.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import raft.text.Text;

/**
 * Reads JSON so that every text has one meaning or none: one value and then the
 * end, no name twice in an object, no lone surrogates, nothing nested more than
 * 64 deep. Numbers keep the digits they were written with.
 */
public final class Json {
  private static final int DEEPEST = 64;

  // What Java puts in the place of bytes that are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private final JsonReader reader;

  private Json(String text) {
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(DEEPEST);
  }

  /**
   * The value that this text is; fields stay in their order.
   *
   * @throws JsonException says what is wrong with it
   */
  public static JsonElement read(String text) {
    return new Json(text).read();
  }

  /** The object that this text is; see {@link #read}. */
  public static JsonObject object(String text) {
    if (read(text) instanceof JsonObject object) return object;
    throw notAnObject(text);
  }

  /** The object that these bytes are, in UTF-8; see {@link #read}. */
  public static JsonObject object(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) refuseMalformed(utf8);
    return object(text);
  }

  /** A decoder tells a replacement from one that was written, slowly. */
  private static void refuseMalformed(byte[] utf8) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException e) {
      throw new JsonException("not UTF-8");
    }
  }

  /**
   * In canonical form: the fields of each object sorted by name. Texts that
   * differ in order, spaces or escapes give the same toString() then.
   */
  static JsonElement sorted(JsonElement value) {
    if (value instanceof JsonObject object) {
      JsonObject sorted = new JsonObject();
      new TreeMap<>(object.asMap())
          .forEach((name, each) -> sorted.add(name, sorted(each)));
      return sorted;
    }
    if (!(value instanceof JsonArray array)) return value;
    JsonArray sorted = new JsonArray(array.size());
    for (JsonElement each : array) sorted.add(sorted(each));
    return sorted;
  }

  /** As Gson prints it; without Gson if nothing in it is to be escaped. */
  public static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean isPlain = each >= ' ' && each <= '~' && each != '"' && each != '\\';
      if (!isPlain) return new JsonPrimitive(text).toString();
    }
    return '"' + text + '"';
  }

  static JsonException notAnObject(String found) {
    return new JsonException("a JSON object was expected, not "
        + Text.shortened(found));
  }

  private JsonElement read() {
    try {
      JsonElement value = value();
      reader.peek(); // refuses whatever follows
      return value;
    } catch (IOException malformed) {
      throw new JsonException("not JSON near "
          + Text.shortened(reader.getPath()) + ": " + why(malformed));
    }
  }

  /** Gson's reason, without its advice to programmers. */
  private static String why(IOException malformed) {
    String reason = malformed.getMessage().split(" at line |\n")[0];
    if (reason.startsWith("Use JsonReader")) return "malformed";
    if (!reason.startsWith("Unpaired surrogate")) return reason;
    return "a lone surrogate, half a character that UTF-8 cannot express";
  }

  private JsonElement value() throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> array();
      case STRING -> new JsonPrimitive(reader.nextString());
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> JsonParser.parseReader(reader); // a number, or malformed
    };
  }

  private JsonObject object() throws IOException {
    JsonObject object = new JsonObject();
    Map<String, JsonElement> fields = object.asMap();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (fields.put(name, value()) == null) continue;
      throw new JsonException(
          "the field " + Text.quoted(name) + " stands twice");
    }
    reader.endObject();
    return object;
  }

  private JsonArray array() throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) array.add(value());
    reader.endArray();
    return array;
  }
}
