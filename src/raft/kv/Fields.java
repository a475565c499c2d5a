package raft.kv;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JSON object, asked for its fields by name and type. Nothing is converted
 * and nothing made up: a missing number is not 0, and neither {@code "5"} nor
 * {@code 5.0} is 5.
 *
 * <p>Every method that finds something else than it was asked for throws an
 * {@link IllegalArgumentException} which tells the user the field's name.
 */
public final class Fields {
  private final JsonObject object;

  private Fields(JsonObject object) {
    this.object = object;
  }

  /** The fields of the object which this text is; see {@link StrictJson}. */
  public static Fields of(String json) {
    return of(StrictJson.read(json));
  }

  private static Fields of(JsonElement element) {
    if (element instanceof JsonObject object) return new Fields(object);
    throw new IllegalArgumentException("must be a JSON object, not "
        + Text.shortened(element.toString()));
  }

  /** Refuses any other field, naming the nearest of these. */
  public void only(String... names) {
    List<String> known = Arrays.asList(names);
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw NearestWord.unknown("field", name, known);
      }
    }
  }

  public boolean has(String name) {
    return object.has(name);
  }

  /** Whether this field is there and is just this text. */
  public boolean is(String name, String text) {
    return new JsonPrimitive(text).equals(object.get(name));
  }

  /** Names in String order. */
  public List<String> names() {
    return List.copyOf(object.keySet());
  }

  /** Any string; {@link StrictJson} has refused lone surrogates. */
  public String text(String name) {
    if (required(name) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw mistyped(name, "a string");
  }

  /** One of these words. */
  public String word(String name, String... words) {
    String word = text(name);
    List<String> known = Arrays.asList(words);
    if (known.contains(word)) return word;
    throw NearestWord.unknown(name, word, known);
  }

  /** A number written as an integer, all 64 bits of it. */
  public long integer(String name, long least, long most) {
    try {
      // A text has its quotes here, a fraction its point: neither is parsed.
      long value = Long.parseLong(required(name).toString());
      if (value >= least && value <= most) return value;
    } catch (NumberFormatException e) {
      // Falls to the same complaint as a number out of range.
    }
    throw mistyped(name, "an integer from " + least + " to " + most);
  }

  /** true or false; false if the field is absent. */
  public boolean flag(String name) {
    if (!has(name)) return false;
    if (required(name) instanceof JsonPrimitive value && value.isBoolean()) {
      return value.getAsBoolean();
    }
    throw mistyped(name, "true or false");
  }

  /** A field that is an object itself. */
  public Fields object(String name) {
    return of(required(name));
  }

  /** A list of objects. */
  public List<Fields> objects(String name) {
    if (!(required(name) instanceof JsonArray array)) {
      throw mistyped(name, "a list");
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonElement element : array) objects.add(of(element));
    return objects;
  }

  /** A field of any type, as JSON text. */
  public String json(String name) {
    return required(name).toString();
  }

  /** The object as JSON text. */
  public String json() {
    return object.toString();
  }

  /** The object without these fields. */
  public Fields without(String... names) {
    JsonObject rest = new JsonObject();
    for (String name : object.keySet()) {
      if (!Arrays.asList(names).contains(name)) {
        rest.add(name, object.get(name));
      }
    }
    return new Fields(rest);
  }

  private JsonElement required(String name) {
    if (has(name)) return object.get(name);
    throw new IllegalArgumentException(name + " is missing");
  }

  private IllegalArgumentException mistyped(String name, String expected) {
    return new IllegalArgumentException(name + " must be " + expected
        + ", not " + Text.shortened(object.get(name).toString()));
  }
}
