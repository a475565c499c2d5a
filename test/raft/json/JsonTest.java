package raft.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static String refusal(String text) {
    return assertThrows(JsonException.class,
        () -> Json.read(text)).getMessage();
  }

  @ValueSource(strings = {"{}", "[]", "null", "true", "'a'", "0", "-5", "5.0",
      "1.50", "5e0", "1E+999999999999",
      "9007199254740993", "9223372036854775807",
      "-9223372036854775808", "9223372036854775808",
      "123456789012345678901234567890",
      "{'a':[1,{'b':null}],'c':'\\u0000'}"})
  @ParameterizedTest void whatIsReadIsWrittenTheSame(String text) {
    assertEquals(json(text), Json.read(json(text)).toString());
  }

  @ValueSource(strings = {"", " ", "{", "[1", "'a", "nul", "TRUE", "NaN",
      "Infinity", "05", "+5", ".5", "5.", "0x5", "a", "{a:1}", "[1,]",
      "{'a':1,}", "{'a'=1}", "{'a':1;'b':2}", "1 2", "{} x", "[1] // why",
      "'\u0000'", "'\n'", "'\\x'", "'\\u12'", "-"})
  @ParameterizedTest void whatIsNotQuiteJsonIsRefused(String text) {
    String refusal = refusal(json(text));

    assertTrue(refusal.startsWith("not JSON near $"), refusal);
  }

  @Test void singleQuotesAreNoQuotes() {
    assertTrue(refusal("{'a':1}").startsWith("not JSON"));
  }

  @ValueSource(strings = {"{'k':'\\ud83d'}", "{'k':'\ud83d'}",
      "{'k':'\\ude00\\ud83d'}", "{'k':'\\ud83d\\ud83d\\ude00'}"})
  @ParameterizedTest void aLoneSurrogateIsRefusedByName(String text) {
    String refusal = refusal(json(text));

    assertEquals("not JSON near $.k: a lone surrogate, half a character that"
        + " UTF-8 cannot express", refusal);
  }

  @Test void aRefusalSaysWhyButNotHowToProgramGson() {
    String cut = refusal("{");
    String escape = refusal(json("{'a':'\\x'}"));
    String odd = refusal(json("{'a':x}"));

    assertEquals("not JSON near $.: End of input", cut);
    assertEquals("not JSON near $.a: malformed", odd);
    assertEquals("not JSON near $.a: Invalid escape sequence", escape);
  }

  @Test void aFieldStandsOnceOnAnyLevel() {
    String outside = refusal(json("{'a':1,'b':2,'a':1}"));
    String inside = refusal(json("{'a':[{'b':1,'\\u0062':1}]}"));

    assertEquals(json("the field 'a' stands twice"), outside);
    assertEquals(json("the field 'b' stands twice"), inside);
  }

  @Test void fieldsStayInTheirOrder() {
    String text = json("{'b':{'d':1,'c':[{'f':1,'e':2}]},'a':3}");

    assertEquals(text, Json.read(text).toString());
  }

  @Test void bytesThatAreNotUtf8AreRefused() {
    byte[] latin = json("{'a':'\u00e9'}").getBytes(ISO_8859_1);

    assertEquals("not UTF-8", assertThrows(JsonException.class,
        () -> Json.object(latin)).getMessage());
  }

  @Test void theReplacementCharacterIsACharacterLikeAnyOther() {
    byte[] bytes = json("{'a':'\ufffd'}").getBytes(UTF_8);

    assertEquals("\ufffd", Json.object(bytes).get("a").getAsString());
  }

  @Test void bottomlessNestingIsRefusedBeforeTheStackEnds() {
    String lists = refusal("[".repeat(1_000_000));
    String objects = refusal("{\"a\":".repeat(1_000_000));

    assertTrue(lists.endsWith(": Nesting limit 64 reached"), lists);
    assertTrue(objects.length() < 200, objects);
  }
}
