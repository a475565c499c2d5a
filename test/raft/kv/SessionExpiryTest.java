package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.kv.Json.json;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionExpiryTest {
  private static final int MOST = SessionTable.MOST_SESSIONS;
  private final Sessions sessions = new Sessions(new LineList());

  private void times(int count, IntConsumer action) {
    IntStream.range(0, count).forEach(action);
  }

  private String register() {
    return sessions.apply(json("{'op':'register'}"));
  }

  private String add(String client, long serial) {
    return sessions.apply(json("{'client':'" + client + "','serial':" + serial
        + ",'op':'add','text':'" + client + "'}"));
  }

  private static String status(String answer) {
    return Fields.of(answer).text("status");
  }

  @Test void theTableHoldsTenThousandSessions() {
    times(MOST, i -> register());

    String oldest = add("client-1001", 1);

    assertEquals(10_000, MOST);
    assertEquals("ok", status(oldest));
  }

  @Test void aRegistrationTooManyExpiresTheLeastRecentlyUsedNumber() {
    times(MOST, i -> register());
    add("client-1001", 1); // so that 1002 is now the least recently used

    String registered = register();

    assertEquals(json("{'status':'ok','client':'client-11001'}"), registered);
    assertEquals("ok", status(add("client-1001", 2)));
    assertEquals("gone", status(add("client-1002", 1)));
    assertEquals("ok", status(add("client-1003", 1)));
  }

  @Test void aFirstUseTooManyExpiresANumberToo() {
    times(MOST, i -> register());

    String firstUse = add("laptop", 1);

    assertEquals("ok", status(firstUse));
    assertEquals("gone", status(add("client-1001", 1)));
    assertEquals("ok", status(add("client-1002", 1)));
  }

  @Test void aRetryCountsAsUse() {
    times(MOST, i -> register());
    add("client-1002", 1);
    add("client-1001", 1);
    add("client-1002", 1);
    times(MOST - 2, i -> register());

    register();

    assertEquals("gone", status(add("client-1001", 2)));
    assertEquals("ok", status(add("client-1002", 2)));
  }

  @Test void anExpiredSessionExecutesNothing() {
    times(MOST + 1, i -> register());

    String expired = add("client-1001", 1);
    String line = add("client-1002", 1);

    assertEquals("gone", status(expired));
    assertEquals(json("{'status':'ok','index':1}"), line);
  }

  @Test void chosenNamesNeverExpire() {
    add("laptop", 1);
    add("client-1500", 1);

    times(2 * MOST, i -> register());

    assertEquals("ok", status(add("laptop", 2)));
    assertEquals("ok", status(add("client-1500", 2)));
  }

  @Test void aTableFullOfChosenNamesTakesNoMoreAndExecutesNothing() {
    times(MOST, i -> add("user" + i, 1));
    String before = sessions.snapshot();

    String oneMore = add("late", 1);
    String registered = register();

    assertEquals("misuse", status(oneMore));
    assertEquals("misuse", status(registered));
    assertTrue(Fields.of(oneMore).text("why").startsWith("client: 10000"));
    assertEquals(before, sessions.snapshot());
    assertEquals(json("{'status':'ok','index':10001}"), add("user0", 2));
  }

  @Test void theLastNumberMakesRoomForTheLastChosenName() {
    register();
    times(MOST - 1, i -> add("user" + i, 1));

    String last = add("late", 1);

    assertEquals("ok", status(last));
    assertEquals("gone", status(add("client-1001", 1)));
  }

  @Test void aRestoredTableExpiresInTheSameOrder() {
    times(MOST, i -> register());
    add("client-1001", 1);
    add("client-1003", 1);
    Sessions restored = new Sessions(new LineList());
    restored.restore(sessions.snapshot());

    times(MOST - 1, i -> register());
    times(MOST - 1, i -> restored.apply(json("{'op':'register'}")));

    assertEquals(sessions.snapshot(), restored.snapshot());
    assertEquals("gone", status(add("client-1001", 2)));
    assertEquals("ok", status(add("client-1003", 2)));
  }
}
