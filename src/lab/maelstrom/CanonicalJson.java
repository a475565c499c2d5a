package lab.maelstrom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One text for each JSON value, so that a store of strings can keep any value
 * and compare two of them. Values are equal here when Maelstrom, which is
 * written in Clojure, takes them for equal:
 * <pre>
 *   {"a":1,"b":2} and { "b":2, "a":1 }   the same: objects have no order
 *   [1,2] and [2,1]                      different: lists do
 *   1.50 and 15e-1, 0.0 and -0.0         the same: digits are no value
 *   1 and 1.0                            different: (= 1 1.0) is false
 *   1 and "1", null and no key at all    different
 * </pre>
 * Decimals are compared exactly, not as doubles. Maelstrom, which sends nothing
 * but doubles, cannot tell, and no number is rounded.
 */
final class CanonicalJson {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final int MOST_ZEROS = 15; // that are written out

  private CanonicalJson() {}

  /** @throws NumberFormatException if a number has too many digits */
  static String text(JsonElement value) {
    return canonical(value).toString();
  }

  private static JsonElement canonical(JsonElement value) {
    if (value instanceof JsonObject object) return sorted(object);
    if (value instanceof JsonArray array) return eachOf(array);
    if (value instanceof JsonPrimitive number && number.isNumber()) {
      return new JsonPrimitive(number(number));
    }
    return value;
  }

  private static JsonObject sorted(JsonObject object) {
    JsonObject sorted = new JsonObject();
    new TreeMap<>(object.asMap())
        .forEach((name, value) -> sorted.add(name, canonical(value)));
    return sorted;
  }

  private static JsonArray eachOf(JsonArray array) {
    JsonArray list = new JsonArray();
    for (JsonElement element : array) list.add(canonical(element));
    return list;
  }

  /** A number that was written with a point or an exponent keeps one. */
  private static Number number(JsonPrimitive number) {
    BigDecimal exact = number.getAsBigDecimal();
    if (INTEGER.matcher(number.getAsString()).matches()) {
      return exact.toBigInteger();
    }
    BigDecimal shortest = exact.stripTrailingZeros();
    // 1E+2 is legal JSON, but 100.0 is kinder to a reader.
    boolean round = shortest.scale() <= 0 && shortest.scale() >= -MOST_ZEROS;
    return round ? shortest.setScale(1) : shortest;
  }
}
