package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge, judged. */
class HistoryTest {
  private static final String OK = "{'type':'write_ok'}";
  private static final String READ = "{'type':'read','key':1}";

  private final History history = new History();

  private static String write(int value) {
    return "{'type':'write','key':1,'value':" + value + "}";
  }

  private static String value(int value) {
    return "{'type':'read_ok','value':" + value + "}";
  }

  private static String code(int code) {
    return "{'type':'error','code':" + code + "}";
  }

  private void end(long begin, String request, String answer) {
    history.end(begin, OneNode.json(request),
        answer == null ? null : OneNode.json(answer));
  }

  private void call(String request, String answer) {
    end(history.begin(), request, answer);
  }

  private void assertLinearizable(boolean expected) {
    assertEquals(expected ? List.of() : List.of("1"),
        history.notLinearizable());
  }

  @Test void operationsInTurnAreLinearizableIfARegisterAnswersSo() {
    call(READ, code(20));
    call(write(1), OK);
    call("{'type':'cas','key':1,'from':2,'to':3}", code(22));
    call("{'type':'cas','key':1,'from':1,'to':3}", "{'type':'cas_ok'}");

    call(READ, value(3));

    assertLinearizable(true);
  }

  @Test void aStaleReadIsFound() {
    call(write(1), OK);
    call(write(2), OK);

    call(READ, value(1));

    assertLinearizable(false);
  }

  @Test void aLostWriteIsFound() {
    call(write(1), OK);

    call(READ, code(20));

    assertLinearizable(false);
  }

  @Test void aWriteThatHappenedThoughItWasRefusedIsFound() {
    call(write(1), OK);
    call(write(2), code(11));

    call(READ, value(2));

    assertLinearizable(false);
  }

  @Test void aWriteThatHappenedTwiceIsFound() {
    call(write(1), null);
    call(READ, value(1));
    call(write(2), OK);

    call(READ, value(1));

    assertLinearizable(false);
  }

  @Test void aCasThatShouldNotHaveSucceededIsFound() {
    call(write(1), OK);

    call("{'type':'cas','key':1,'from':2,'to':3}", "{'type':'cas_ok'}");

    assertLinearizable(false);
  }

  @Test void anUnknownWriteMayHappenLaterOrNever() {
    call(write(1), OK);
    call(write(2), code(13));
    call(READ, value(1));
    call(READ, value(2));

    call(write(3), null);

    assertLinearizable(true);
  }

  @Test void operationsAtTheSameTimeMayTakeEffectInEitherOrder() {
    long first = history.begin();
    long second = history.begin();
    call(READ, value(2));

    end(first, write(1), OK);
    end(second, write(2), OK);
    call(READ, value(1));

    assertLinearizable(true);
  }

  @Test void operationsAtTheSameTimeTakeEffectInOneOrderOnly() {
    long first = history.begin();
    long second = history.begin();
    call(READ, value(2));
    call(READ, value(1));

    end(first, write(1), OK);
    end(second, write(2), OK);
    call(READ, value(2));

    assertLinearizable(false);
  }
}
