package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  private static String canonical(String json) {
    return CanonicalJson.text(JsonParser.parseString(json));
  }

  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"a":1,"b":2}             | { "b":2 , "a":1 }
      [{"x":{"a":1,"b":[]}}]    | [{"x":{"b":[],"a":1}}]
      "å\\n"                    | "\\u00e5\\u000a"
      1.5                       | 1.50
      1.5                       | 15e-1
      100.0                     | 1E2
      0.0                       | -0.0
      0                         | -0
      1E+30                     | 1.00e30
      12345678901234567890123   | 12345678901234567890123
      """)
  @ParameterizedTest void equalValuesHaveOneText(String text, String other) {
    String canonical = canonical(other);

    assertEquals(canonical(text), canonical);
    assertEquals(canonical, canonical(canonical));
  }

  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      1         | 1.0
      1         | "1"
      100       | 1e2
      [1,2]     | [2,1]
      null      | "null"
      null      | {}
      {"a":1}   | {"a":1,"b":null}
      0.1       | 0.1000000000000000055511151231257827
      9007199254740992 | 9007199254740993
      """)
  @ParameterizedTest void differentValuesDiffer(String one, String other) {
    String canonical = canonical(one);

    assertNotEquals(canonical, canonical(other));
  }

  @ValueSource(strings = {"null", "true", "\"\"", "-1", "1.5", "100.0", "5E-7",
      "1E+16", "[]", "{}", "{\"a\":[1,\"x\",null]}"})
  @ParameterizedTest void whatIsCanonicalAlreadyStaysAsItIs(String json) {
    assertEquals(json, canonical(json));
  }

  @ValueSource(strings = {"1e99999", "-1e-99999"})
  @ParameterizedTest void aNumberTooLargeToHandleIsRefused(String number) {
    assertThrows(NumberFormatException.class, () -> canonical(number));
  }
}
