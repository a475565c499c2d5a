package lab.check;

import static lab.check.Cast.assertBreaks;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import lab.check.Operation.Verb;

class LinearizableTest {
  private static final String OK = "{\"status\":\"ok\"}";

  private final Cast cast = new Cast();
  private final Linearizable checker = new Linearizable(cast);

  private Operation calls(String client, long serial, Verb verb,
      String value) {
    Operation operation =
        new Operation(client, serial, verb, "x", value, null);
    checker.called(operation);
    return operation;
  }

  private Operation puts(String client, long serial, String value) {
    return calls(client, serial, Verb.PUT, value);
  }

  private Operation gets(String client, long serial) {
    return calls(client, serial, Verb.GET, null);
  }

  private void reads(Operation get, String value) {
    checker.returned(get, "{\"status\":\"ok\",\"value\":\"" + value + "\"}");
  }

  private void finds(Operation get) {
    checker.returned(get, "{\"status\":\"no\",\"why\":\"no such key: x\"}");
  }

  private void broken(String stuck) {
    assertBreaks(Property.LINEARIZABLE, "in no order of the calls",
        "and this had to: " + stuck, checker::ended);
  }

  @Test void aReadThatMissesAFinishedWriteBreaksIt() {
    checker.returned(puts("c1", 1, "1"), OK);
    finds(gets("c2", 1));

    broken("c2-1 get x");
  }

  // Each of the writes may have happened or not, in any order.
  @Test void aReadAmongFortyOpenWritesIsNeitherRightNorWrong() {
    for (int i = 0; i < 40; i++) puts("c" + i, 1, "v" + i);
    reads(gets("reader", 1), "what nobody wrote");

    UndecidedException undecided =
        assertThrows(UndecidedException.class, checker::ended);

    assertTrue(undecided.getMessage().startsWith("too many calls are open"));
  }

  @Test void aReadOfAnOlderValueBreaksIt() {
    checker.returned(puts("c1", 1, "1"), OK);
    checker.returned(puts("c1", 2, "2"), OK);
    reads(gets("c2", 1), "1");

    broken("c2-1 get x");
  }

  @Test void twoReadsThatGoBackInTimeBreakIt() {
    Operation put = puts("c1", 1, "1");
    reads(gets("c2", 1), "1");
    finds(gets("c3", 1));
    checker.returned(put, OK);

    broken("c3-1 get x");
  }

  @Test void anAppendThatTakesEffectTwiceBreaksIt() {
    checker.returned(calls("c1", 1, Verb.APPEND, "a"), OK);
    reads(gets("c2", 1), "aa");

    broken("c2-1 get x");
  }

  @Test void callsThatOverlapMayTakeEffectInAnyOrder() {
    Operation one = puts("c1", 1, "1");
    Operation two = puts("c2", 1, "2");
    reads(gets("c3", 1), "2");
    reads(gets("c3", 2), "1");
    checker.returned(one, OK);
    checker.returned(two, OK);

    checker.ended();
  }

  @Test void aCallThatWasNeverAnsweredMayHaveHappened() {
    puts("c1", 1, "1");
    reads(gets("c2", 1), "1");

    checker.ended();
  }

  @Test void aCallThatWasNeverAnsweredMayHappenMuchLater() {
    puts("c1", 1, "1");
    finds(gets("c2", 1));
    checker.returned(puts("c3", 1, "3"), OK);
    reads(gets("c2", 2), "3");
    reads(gets("c2", 3), "1");

    checker.ended();
  }

  @Test void aCallThatWasNeverAnsweredHappensAtMostOnce() {
    puts("c1", 1, "1");
    reads(gets("c2", 1), "1");
    checker.returned(puts("c3", 1, "3"), OK);
    reads(gets("c2", 2), "3");
    reads(gets("c2", 3), "1");

    broken("c2-3 get x");
  }

  @Test void compareAndSetThatFailedSawAnotherValue() {
    checker.returned(puts("c1", 1, "1"), OK);
    Operation cas = new Operation("c2", 1, Verb.CAS, "x", "2", "1");
    checker.called(cas);
    checker.returned(cas, "{\"status\":\"no\",\"why\":\"?\"}");

    broken("c2-1 cas x 1 2");
  }

  @Test void theOrderOfExecutionIsProofIfItFits() {
    List<Operation> puts = new ArrayList<>();
    for (int i = 1; i <= 60; i++) puts.add(puts("c" + i, 1, "" + i));
    puts.forEach(this::executes); // and all of them stay open
    Operation get = gets("c0", 1);
    executes(get);
    reads(get, "60");

    checker.ended();
  }

  private void executes(Operation operation) {
    checker.applied(cast.n1, new AppliedCommand(operation.command(), OK));
  }

  @Test void anOrderOfExecutionThatDoesNotFitIsNoExcuse() {
    Operation put = puts("c1", 1, "1");
    checker.returned(put, OK);
    Operation get = gets("c2", 1);
    finds(get);
    executes(get);
    executes(put);

    broken("c2-1 get x");
  }

  @Test void anotherOrderThanThatOfExecutionWillDo() {
    Operation put = puts("c1", 1, "1");
    Operation get = gets("c2", 1);
    executes(get);
    executes(put);
    reads(get, "1");
    checker.returned(put, OK);

    checker.ended();
  }

  @Test void aLongHistoryOfManyClientsTakesNoTime() {
    for (int round = 1; round <= 300; round++) {
      Operation[] puts = new Operation[6];
      for (int c = 0; c < puts.length; c++) {
        puts[c] = puts("c" + c, round, c + "." + round);
      }
      for (Operation put : puts) checker.returned(put, OK);
      reads(gets("c9", round), "3." + round);
    }

    checker.ended();
  }
}
