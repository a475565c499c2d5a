package raft.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static Fields fields(String text) {
    return Fields.of(json(text));
  }

  private static void assertRefused(String expected, Executable reading) {
    assertEquals(expected,
        assertThrows(IllegalArgumentException.class, reading).getMessage());
  }

  @ValueSource(longs = {0, -1, 9007199254740993L, Long.MAX_VALUE,
      Long.MIN_VALUE})
  @ParameterizedTest void integersAreExact(long value) {
    Fields fields = fields("{'n':" + value + "}");

    assertEquals(value,
        fields.integer("n", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @ValueSource(strings = {"'5'", "5.0", "5e0", "null", "true", "[5]",
      "9223372036854775808", "18446744073709551621"})
  @ParameterizedTest void whatOnlyResemblesAnIntegerIsNone(String value) {
    Fields fields = fields("{'n':" + value + "}");

    assertRefused("n must be an integer from 0 to 9223372036854775807, not "
        + json(value), () -> fields.integer("n", 0, Long.MAX_VALUE));
  }

  @Test void aMissingNumberIsNotZero() {
    assertRefused("n is missing", () -> fields("{}").integer("n", 0, 9));
  }

  @Test void anIntegerStaysInItsRange() {
    assertRefused("n must be an integer from 1 to 9, not 10",
        () -> fields("{'n':10}").integer("n", 1, 9));
  }

  @Test void aFlagIsFalseUnlessItIsTrue() {
    assertTrue(fields("{'f':true}").flag("f"));
    assertFalse(fields("{'f':false}").flag("f"));
    assertFalse(fields("{}").flag("f"));
    assertRefused("f must be true or false, not 1",
        () -> fields("{'f':1}").flag("f"));
  }

  @Test void onlyTheNamedFieldsMayStandThere() {
    Fields fields = fields("{'a':1,'b':2}");

    fields.only("a", "b", "c");

    assertRefused(json("unknown field 'b', did you mean 'a'? There are: a"),
        () -> fields.only("a"));
  }

  @Test void anythingButAnObjectHasNoFields() {
    assertRefused("a JSON object was expected, not [1]", () -> fields("[1]"));
  }

  @Test void theRestOfAnObjectKeepsItsNumbersAsTheyWere() {
    Fields fields = fields("{'c':5.0,'b':9007199254740993,'a':1}");

    assertEquals(json("{'c':5.0,'b':9007199254740993}"),
        fields.without("a").json());
  }

  @Test void aCanonicalTextIsSortedOnEveryLevel() {
    Fields fields =
        fields("{'b':{'d':1,'c':[{'f':1,'e':2}, 0]},'a':'\\u0078'}");

    assertEquals(json("{'a':'x','b':{'c':[{'e':2,'f':1},0],'d':1}}"),
        fields.canonical());
  }

  @Test void isAsksForTheTextAndNotForWhatLooksLikeIt() {
    assertTrue(fields("{'a':'5'}").isOneOf("a", List.of("4", "5")));
    assertFalse(fields("{'a':5}").isOneOf("a", List.of("4", "5")));
    assertFalse(fields("{}").isOneOf("a", List.of("4", "5")));
  }

  @Test void listsAndObjectsAreTyped() {
    Fields fields = fields("{'list':[{'a':1}],'object':{'a':2}}");

    assertEquals(1, fields.objects("list").get(0).integer("a", 0, 9));
    assertEquals(2, fields.object("object").integer("a", 0, 9));
    assertRefused(json("object must be a list, not {'a':2}"),
        () -> fields.objects("object"));
    assertRefused(json("list must be a JSON object, not [{'a':1}]"),
        () -> fields.object("list"));
    assertRefused(json("list must be a list of strings, not {'a':1}"),
        () -> fields.texts("list"));
    assertEquals(List.of("a", ""), fields("{'l':['a','']}").texts("l"));
    assertRefused("l must be a list of objects, not null",
        () -> fields("{'l':[null]}").objects("l"));
  }

  @Test void aTruthIsSaid() {
    assertTrue(fields("{'t':true}").truth("t"));
    assertRefused("t is missing", () -> fields("{}").truth("t"));
  }

  @Test void nullIsAsGoodAsNothing() {
    assertTrue(fields("{'n':null}").isNull("n"));
    assertTrue(fields("{}").isNull("n"));
    assertFalse(fields("{'n':0}").isNull("n"));
  }
}
