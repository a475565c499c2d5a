package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import lab.check.Operation;

/** What a client can want, and how a scenario says it. */
class ClientOperationTest {
  private static ClientOperation wish(String text) {
    return ClientOperation.of(new LineWords(text));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "x=1, PUT, x, 1, -",
      "get x, GET, x, -, -",
      "append x=1, APPEND, x, 1, -",
      "delete x, DELETE, x, -, -",
      "cas x=1:2, CAS, x, 2, 1"})
  void itBecomesAnOperationAndIsSaidInTheSameWords(String text,
      Operation.Verb kind, String key, String value, String old) {
    ClientOperation wish = wish(text);

    assertEquals(new Operation("client-7", 3, kind, key, value, old),
        wish.of("client-7", 3));
    assertEquals(text, wish.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x=", "=1", "x=1=2", "get x=1", "append x",
      "delete x:1", "cas x=1", "cas x=1:", "cas x:1:2"})
  void whatIsNoWishIsRefused(String text) {
    assertThrows(ScenarioException.class, () -> wish(text));
  }

  @Test void aKeyMayHaveTheNameOfAKindOfOperation() {
    assertEquals(Operation.Verb.PUT, wish("get=1").of("c", 1).verb());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=1", "get x", "append x=1", "delete x",
      "cas x=1:2"})
  void anyOfThemCanBeProposedAndExpected(String wish) {
    String leads = "nodes 1; elect s1 term 1; ";

    Play play = Playing.play(leads + "expect answer " + wish + " waiting;"
        + "propose s1 " + wish + "; expect answer " + wish + " done");

    assertEquals(null, play.stoppedAt(), "" + play.complaints());
  }
}
