package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads JSON the way a replicated state machine must: every text has one
 * meaning or none. Gson left alone takes the last of two fields of one name,
 * and leaves it to whoever asks whether {@code 5.0} is 5.
 *
 * <p>What is read is canonical: the fields of an object are sorted by name, so
 * two texts that differ in order, spaces or escapes give the same
 * {@code toString()}. Numbers keep the digits they were written with.
 */
public final class StrictJson {
  private StrictJson() {}

  /** @throws IllegalArgumentException says where the text is not JSON */
  public static JsonElement read(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement value = value(reader);
      reader.peek(); // refuses whatever follows
      return value;
    } catch (IOException malformed) {
      throw new IllegalArgumentException("not JSON near "
          + Text.shortened(reader.getPath()) + ": " + why(malformed));
    }
  }

  /** Gson's reason, without its advice to be lenient. */
  private static String why(IOException malformed) {
    String reason = malformed.getMessage().split(" at line ")[0];
    if (reason.startsWith("Use JsonReader")) return "malformed";
    if (!reason.startsWith("Unpaired surrogate")) return reason;
    return "a lone surrogate, half a character that UTF-8 cannot express";
  }

  private static JsonElement value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case STRING -> new JsonPrimitive(reader.nextString());
      default -> JsonParser.parseReader(reader); // number, boolean or null
    };
  }

  private static JsonObject object(JsonReader reader) throws IOException {
    Map<String, JsonElement> sorted = new TreeMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (sorted.put(name, value(reader)) == null) continue;
      throw new IllegalArgumentException(
          "the field " + Text.quoted(name) + " stands twice");
    }
    reader.endObject();
    JsonObject object = new JsonObject();
    sorted.forEach(object::add);
    return object;
  }

  private static JsonArray array(JsonReader reader) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) array.add(value(reader));
    reader.endArray();
    return array;
  }
}
