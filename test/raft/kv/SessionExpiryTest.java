package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Images.restore;
import static raft.kv.Logged.execute;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.json.Fields;

class SessionExpiryTest {
  private static final int MOST = SessionTable.MOST_OF_A_KIND;
  private final Sessions sessions = new Sessions(new LineList());

  private void times(int count, IntConsumer action) {
    IntStream.range(0, count).forEach(action);
  }

  private String register() {
    return execute(sessions, json("{'op':'register'}"));
  }

  private String add(String client, long serial) {
    return execute(sessions,
        json("{'client':'" + client + "','serial':" + serial
        + ",'op':'add','text':'" + client + "'}"));
  }

  private static String status(String answer) {
    return Fields.of(answer).text("status");
  }

  @Test void theTableHoldsTenThousandSessionsHalfOfThemOfEachKind() {
    times(MOST, i -> register());
    times(MOST, i -> add("user" + i, 1));

    String oldestNumber = add("client-1001", 1);
    String oldestName = add("user0", 2);

    assertEquals(5_000, MOST);
    assertEquals("ok", status(oldestNumber));
    assertEquals("ok", status(oldestName));
  }

  @Tag("CL5")
  @Test void aRegistrationTooManyExpiresTheLeastRecentlyUsedNumber() {
    times(MOST, i -> register());
    add("client-1001", 1); // so that 1002 is now the least recently used

    String registered = register();

    assertEquals(json("{'status':'ok','client':'client-6001'}"), registered);
    assertEquals("ok", status(add("client-1001", 2)));
    assertEquals("gone", status(add("client-1002", 1)));
    assertEquals("ok", status(add("client-1003", 1)));
  }

  @Tag("CL5")
  @Test void aChosenNameTooManyExpiresTheLeastRecentlyUsedOne() {
    times(MOST, i -> add("user" + i, 1));
    add("user0", 2); // so that user1 is now the least recently used

    String oneMore = add("late", 7);

    assertEquals("ok", status(oneMore));
    assertEquals("ok", status(add("user0", 3)));
    assertEquals("gone", status(add("user1", 1)));
    assertEquals("ok", status(add("user2", 2)));
  }

  @Test void neitherKindExpiresTheOther() {
    times(MOST, i -> register());
    times(MOST, i -> add("user" + i, 1));

    times(MOST - 1, i -> add("more" + i, 2));
    times(MOST - 1, i -> register());

    assertEquals("ok", status(add("client-6000", 1)));
    assertEquals("ok", status(add("user4999", 2)));
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

  @Tag("CL4")
  @Test void anExpiredSessionExecutesNothing() {
    times(MOST + 1, i -> register());

    String expired = add("client-1001", 1);
    String line = add("client-1002", 1);

    assertEquals("gone", status(expired));
    assertEquals(json("{'status':'ok','index':1}"), line);
  }

  // A leader reads what clients ask for, and what of it gets into the log may
  // be less, and later. If that counted, servers would disagree.
  @Tag("CL5")
  @Test void whatAServerHearsAndDoesNotApplyExpiresNobody() {
    Sessions other = new Sessions(new LineList());
    String first = json("{'client':'amy','serial':1,'op':'add','text':'a'}");
    String next = json("{'client':'amy','serial':2,'op':'add','text':'b'}");
    execute(sessions, first);
    execute(other, first);

    times(2 * MOST, i -> sessions.read(json("{'client':'user" + i
        + "','serial':1,'op':'add','text':'x'}")));

    assertEquals(execute(other, next), execute(sessions, next));
    assertEquals(image(other), image(sessions));
  }

  // ---- a name that expired and comes back ------------------------------

  private void expire(String client, long lastSerial) {
    add(client, lastSerial);
    times(MOST, i -> add("other" + i, lastSerial + 1));
  }

  @Tag("CL4")
  @ValueSource(longs = {1, 2, 16, 17})
  @ParameterizedTest void noSerialThatAnExpiredNameHadIsExecutedAgain(long s) {
    add("laptop", 1);
    add("laptop", 2);
    expire("laptop", 17);
    String before = image(sessions);

    String again = add("laptop", s);

    assertEquals("gone", status(again));
    assertEquals(before, image(sessions));
  }

  // Whether it expired or is new, nobody can tell: a table that remembers each
  // name that ever was would grow for ever.
  @Test void onceOneHasExpiredANewNameBeginsHigherAndIsToldWhere() {
    expire("laptop", 17);

    String tooLow = add("new", 17);
    String higher = add("new", 18);

    assertEquals("gone", status(tooLow));
    assertTrue(Fields.of(tooLow).text("why").contains("up to serial 17;"));
    assertEquals("ok", status(higher));
  }

  @Test void aLowerSerialThatExpiresLaterOpensNothingAgain() {
    add("laptop", 17);
    times(MOST - 1, i -> add("user" + i, 1));
    add("first", 18); // laptop expires
    add("second", 18); // user0 expires

    String again = add("laptop", 17);

    assertEquals("gone", status(again));
  }

  @Test void whileNoneHasExpiredAnySerialOpensAName() {
    times(MOST - 1, i -> add("user" + i, 9));

    String last = add("late", 1);

    assertEquals("ok", status(last));
  }

  @Test void anExpiredNumberLeavesNoTraceInTheSerialsOfNames() {
    times(1, i -> register());
    add("client-1001", 1_000_000);

    times(MOST, i -> register());

    assertEquals("gone", status(add("client-1001", 1_000_001)));
    assertEquals("ok", status(add("laptop", 1)));
  }

  @Tag("CL4")
  @Test void aChosenNumberThatExpiredIsGoneWhateverItsSerial() {
    expire("client-1500", 3);

    String again = add("client-1500", 1_000_000);

    assertEquals("gone", status(again));
  }

  // Once it expired, no serial would be left for the names that come.
  @ValueSource(longs = {(1L << 60) + 1, Long.MAX_VALUE})
  @ParameterizedTest void noChosenNameUsesUpTheSerialsOfAllOthers(long serial) {
    String first = add("greedy", serial);
    add("greedy", 1);
    String later = add("greedy", serial);

    assertEquals("misuse", status(first));
    assertEquals("misuse", status(later));
    assertEquals("ok", status(add("greedy", 1L << 60)));
  }

  @Tag("CL4")
  @Test void aRestoredTableKnowsWhatHasExpired() {
    expire("laptop", 17);
    Sessions restored = new Sessions(new LineList());

    restore(restored, image(sessions));
    String again = execute(restored, json("{'client':'laptop','serial':17,"
        + "'op':'add','text':'laptop'}"));

    assertEquals("gone", status(again));
    assertEquals(image(sessions), image(restored));
  }

  @Tag("CL5")
  @Test void aRestoredTableExpiresInTheSameOrder() {
    times(MOST, i -> register());
    add("client-1001", 1);
    add("client-1003", 1);
    Sessions restored = new Sessions(new LineList());
    restore(restored, image(sessions));

    times(MOST - 1, i -> register());
    times(MOST - 1, i -> execute(restored, json("{'op':'register'}")));

    assertEquals(image(sessions), image(restored));
    assertEquals("gone", status(add("client-1001", 2)));
    assertEquals("ok", status(add("client-1003", 2)));
  }
}
