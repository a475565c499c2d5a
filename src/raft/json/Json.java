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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import raft.text.Text;

/**
 * Reads JSON so that every text has one meaning or none: one value and then the
 * end, no name twice in an object, no lone surrogates, nothing nested more than
 * 64 deep. Numbers keep the digits they were written with.
 */
public final class Json {
  static final int DEEPEST = 64;

  private static final int USUAL_LENGTH = 256; // of a command, in characters

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
    return read(text, List.of());
  }

  private static JsonElement read(String text, List<String> asText) {
    JsonElement plain = PlainJson.read(text, asText);
    return plain != null ? plain : byGson(text, asText);
  }

  static JsonElement byGson(String text, List<String> asText) {
    return new Json(text).read(asText);
  }

  /** The object that this text is; see {@link #read}. */
  public static JsonObject object(String text) {
    return object(text, List.of());
  }

  private static JsonObject object(String text, List<String> asText) {
    if (read(text, asText) instanceof JsonObject object) return object;
    throw notAnObject(text);
  }

  /** The object that these bytes are, in UTF-8; see {@link #read}. */
  public static JsonObject object(byte[] utf8) {
    return object(utf8, List.of());
  }

  /**
   * The same, with values that are passed on and not looked into.
   *
   * @param asText the names of fields, on whatever level but not inside of
   *               each other, that get a string in the place of their value:
   *               the value as JSON without spaces. null stays null
   */
  public static JsonObject object(byte[] utf8, List<String> asText) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) refuseMalformed(utf8);
    return object(text, asText);
  }

  /** A decoder tells a replacement from one that was written, slowly. */
  private static void refuseMalformed(byte[] utf8) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException e) {
      throw new JsonException("not UTF-8");
    }
  }

  /** As Gson prints it; several times as fast. */
  public static String text(JsonElement value) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    print(value, false, out);
    return out.toString();
  }

  /**
   * In canonical form: the fields of each object sorted by name. One text for
   * all that differ in order, spaces or escapes only.
   */
  static String canonical(JsonElement value) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    print(value, true, out);
    return out.toString();
  }

  private static void print(JsonElement value, boolean sorted,
      StringBuilder out) {
    if (value instanceof JsonObject object) {
      String[] names = object.keySet().toArray(String[]::new);
      if (sorted) Arrays.sort(names);
      char before = '{';
      for (String name : names) {
        printQuoted(name, out.append(before));
        out.append(':');
        print(object.get(name), sorted, out);
        before = ',';
      }
      out.append(names.length == 0 ? "{}" : "}");
    } else if (value instanceof JsonArray array) {
      out.append('[');
      for (int i = 0; i < array.size(); i++) {
        if (i > 0) out.append(',');
        print(array.get(i), sorted, out);
      }
      out.append(']');
    } else if (value instanceof JsonPrimitive text && text.isString()) {
      printQuoted(text.getAsString(), out);
    } else {
      out.append(value); // a number, true, false, null
    }
  }

  /** A string, as Gson prints it; without Gson if nothing is to be escaped. */
  public static void printQuoted(String text, StringBuilder out) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) plain++;
    if (plain == text.length()) out.append('"').append(text).append('"');
    else out.append(new JsonPrimitive(text));
  }

  /** Whether a string holds this character as it is, and ASCII has it. */
  static boolean isPlain(char each) {
    return each >= ' ' && each <= '~' && each != '"' && each != '\\';
  }

  static JsonException notAnObject(String found) {
    return new JsonException("a JSON object was expected, not "
        + Text.shortened(found));
  }

  private JsonElement read(List<String> asText) {
    try {
      JsonElement value = value(asText);
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

  private JsonElement value(List<String> asText) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(asText);
      case BEGIN_ARRAY -> array(asText);
      case STRING -> new JsonPrimitive(reader.nextString());
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> JsonParser.parseReader(reader); // a number, or malformed
    };
  }

  private JsonObject object(List<String> asText) throws IOException {
    JsonObject object = new JsonObject();
    Map<String, JsonElement> fields = object.asMap();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      boolean isText = asText.contains(name);
      JsonElement value = value(isText ? List.of() : asText);
      if (isText && !value.isJsonNull()) {
        value = new JsonPrimitive(text(value));
      }
      if (fields.put(name, value) == null) continue;
      throw new JsonException(
          "the field " + Text.quoted(name) + " stands twice");
    }
    reader.endObject();
    return object;
  }

  private JsonArray array(List<String> asText) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) array.add(value(asText));
    reader.endArray();
    return array;
  }
}
