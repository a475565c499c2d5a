package raft.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

  // What JSON is made of, and what looks like it.
  private static final String[] PARTS = {"{", "}", "[", "]", ",", ":", "\"",
      "\"a\"", "\"b\"", "\"a\":", "{\"a\":", "0", "-", "1", "17", "-3", ".5",
      "e2", "true", "false", "null", "nul", " ", "\n", "\\n", "\\", "\u00e9",
      "\ud83d", "999999999999999999", "{}", "[]", "{\"a\":1}", "[1,2]"};

  @ValueSource(strings = {"{}", "[]", "null", "true", "false", "''", "'a'",
      "0", "-5", "999999999999999999", "-999999999999999999",
      "{'a':[1,{'b':null}],'c':{'d':[]}}", "[[],[[]],{},'x',0]"})
  @ParameterizedTest void whatNodesWriteIsReadAsGsonReadsIt(String text) {
    JsonElement plain = PlainJson.read(json(text), List.of());

    assertEquals(JsonParser.parseString(json(text)), plain);
    assertEquals(json(text), plain.toString());
  }

  @ValueSource(strings = {"", " 1", "1 ", "[1, 2]", "-", "-0", "05", "1.0",
      "1e0", "1000000000000000000", "9223372036854775807", "'\\u0061'", "'\\n'",
      "'\u00e9'", "'\u007f'", "{'a':1,'a':2}", "{'a'}", "{a:1}", "[1,]", "[1",
      "{'a':1,}", "tru", "truer", "nulll", "1 2", "{}{}", "'a"})
  @ParameterizedTest void anythingElseIsLeftToGson(String text) {
    assertNull(PlainJson.read(json(text), List.of()));
  }

  @Test void nestingIsBoundedAsGsonBoundsIt() {
    String deepest = "[".repeat(Json.DEEPEST) + "]".repeat(Json.DEEPEST);

    assertEquals(deepest, PlainJson.read(deepest, List.of()).toString());
    assertNull(PlainJson.read("[" + deepest + "]", List.of()));
    assertNull(PlainJson.read("[".repeat(1_000_000), List.of()));
  }

  @Test void aValueThatIsPassedOnStaysText() {
    String text = json("{'type':'X','command':{'op':'put','n':[1,{}]},'b':2}");

    JsonElement read = PlainJson.read(text, List.of("command", "none"));

    assertEquals(json("{'op':'put','n':[1,{}]}"),
        read.getAsJsonObject().get("command").getAsString());
    assertEquals(2, read.getAsJsonObject().get("b").getAsInt());
  }

  @Test void onesThatAreReadGsonReadsJustSo() {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      int parts = 1 + random.nextInt(9);
      for (int part = 0; part < parts; part++) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      JsonElement plain = PlainJson.read(text.toString(), List.of());
      if (plain == null) continue;
      read++;
      assertEquals(byGson(text.toString(), List.of()), plain, text.toString());
      assertEquals(text.toString(), plain.toString());
      assertEquals(byGson(text.toString(), List.of("a")),
          PlainJson.read(text.toString(), List.of("a")), text.toString());
    }
    assertTrue(read > 1000, "only " + read + " were read");
  }

  // The text grows with each level, and must not double with it.
  @Test void whatIsPassedOnIsOneTextHoweverDeepItIs() {
    String nested = "{\"command\":".repeat(20) + "1" + "}".repeat(20);
    List<String> asText = List.of("command");

    JsonElement plain = PlainJson.read(nested, asText);

    assertEquals(nested.length() - "{\"command\":}".length(),
        plain.getAsJsonObject().get("command").getAsString().length());
    assertEquals(plain, byGson(nested + " ", asText));
  }

  private static JsonElement byGson(String text, List<String> asText) {
    try {
      return Json.byGson(text, asText);
    } catch (JsonParseException | JsonException e) {
      throw new AssertionError(text, e);
    }
  }
}
