package raft.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import raft.text.NearestWord;
import raft.text.Text;

/**
 * A JSON object, asked for its fields by name and type. Nothing is converted
 * and nothing made up: a missing number is not 0, and neither {@code "5"} nor
 * {@code 5.0} is 5.
 *
 * <p>Every method that finds something else than it was asked for throws a
 * {@link JsonException} which tells the user the field's name.
 */
public final class Fields {
  private final JsonObject object;

  private Fields(JsonObject object) {
    this.object = object;
  }

  /** The fields of the object which this text is; see {@link Json}. */
  public static Fields of(String json) {
    return of(Json.read(json));
  }

  /** The fields of an object that was read with {@link Json}. */
  public static Fields of(JsonElement element) {
    if (element instanceof JsonObject object) return new Fields(object);
    throw Json.notAnObject(element.toString());
  }

  /** Refuses any other field, naming the nearest of these. */
  public void only(String... names) {
    only(Arrays.asList(names));
  }

  /** Refuses every field but these. */
  public void only(List<String> known) {
    for (String name : object.keySet()) {
      if (known.contains(name)) continue;
      throw new JsonException(NearestWord.unknown("field", name, known));
    }
  }

  public boolean has(String name) {
    return object.has(name);
  }

  /** Whether this field is null, or not there. */
  public boolean isNull(String name) {
    JsonElement value = object.get(name);
    return value == null || value instanceof JsonNull;
  }

  /** Whether this field is there and is just one of these texts. */
  public boolean isOneOf(String name, List<String> texts) {
    return object.get(name) instanceof JsonPrimitive value && value.isString()
        && texts.contains(value.getAsString());
  }

  /** Any string; {@link Json} has refused lone surrogates. */
  public String text(String name) {
    return text(required(name), name, "a string");
  }

  /** A string that is one of these words. */
  public String word(String name, String... words) {
    String word = text(name);
    List<String> known = Arrays.asList(words);
    if (known.contains(word)) return word;
    throw new JsonException(NearestWord.unknown(name, word, known));
  }

  /** A number written as an integer, all 64 bits of it. */
  public long integer(String name, long least, long most) {
    JsonElement value = required(name);
    if (value instanceof JsonPrimitive number && number.isNumber()) {
      try {
        long integer = Long.parseLong(number.getAsString());
        if (integer >= least && integer <= most) return integer;
      } catch (NumberFormatException e) {
        // Falls to the same complaint as a number out of range.
      }
    }
    throw mistyped(value, name, "an integer from " + least + " to " + most);
  }

  /** true or false; false if the field is absent. */
  public boolean flag(String name) {
    return has(name) && truth(name);
  }

  /** true or false. */
  public boolean truth(String name) {
    JsonElement value = required(name);
    if (value instanceof JsonPrimitive truth && truth.isBoolean()) {
      return truth.getAsBoolean();
    }
    throw mistyped(value, name, "true or false");
  }

  /** A field that is an object itself. */
  public Fields object(String name) {
    return object(required(name), name, "a JSON object");
  }

  /** The text of an object that was read {@link Json#object as text}. */
  public String objectText(String name) {
    String text = text(name);
    if (text.startsWith("{")) return text;
    throw mistyped(required(name), name, "a JSON object");
  }

  /** A list of objects. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonElement element : list(name)) {
      objects.add(object(element, name, "a list of objects"));
    }
    return objects;
  }

  /** A list of strings. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonElement element : list(name)) {
      texts.add(text(element, name, "a list of strings"));
    }
    return texts;
  }

  /** The object as JSON text. */
  public String json() {
    return Json.text(object);
  }

  /**
   * The same in canonical form, with the fields of each object in it sorted by
   * name: one text for all that differ in order, spaces or escapes only.
   */
  public String canonical() {
    return Json.canonical(object);
  }

  /** The object without these fields. */
  public Fields without(String... names) {
    List<String> others = Arrays.asList(names);
    JsonObject rest = new JsonObject();
    object.asMap().forEach((name, value) -> {
      if (!others.contains(name)) rest.add(name, value);
    });
    return new Fields(rest);
  }

  private JsonElement required(String name) {
    JsonElement value = object.get(name);
    if (value != null) return value;
    throw new JsonException(name + " is missing");
  }

  private JsonArray list(String name) {
    JsonElement value = required(name);
    if (value instanceof JsonArray list) return list;
    throw mistyped(value, name, "a list");
  }

  private static Fields object(JsonElement value, String name,
      String expected) {
    if (value instanceof JsonObject object) return new Fields(object);
    throw mistyped(value, name, expected);
  }

  private static String text(JsonElement value, String name,
      String expected) {
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw mistyped(value, name, expected);
  }

  private static JsonException mistyped(JsonElement found, String name,
      String expected) {
    return new JsonException(name + " must be " + expected + ", not "
        + Text.shortened(found.toString()));
  }
}
