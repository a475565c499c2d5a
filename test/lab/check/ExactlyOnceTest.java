package lab.check;

import static lab.check.Cast.assertBreaks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import lab.check.Operation.Verb;

class ExactlyOnceTest {
  private static final String OK = "{\"status\":\"ok\"}";
  private static final String GONE = "{\"status\":\"gone\",\"why\":\"?\"}";

  private final Cast cast = new Cast();
  private final ExactlyOnce checker = 
      new ExactlyOnce(cast, new CommittedEntries(Cast.ALL));
  private final Operation append = call(1, Verb.APPEND, "1");
  private final Operation get = call(2, Verb.GET, null);

  private Operation call(long serial, Verb verb, String value) {
    Operation operation = new Operation("c1", serial, verb, "x", value, null);
    checker.called(operation);
    return operation;
  }

  @BeforeEach void start() {
    cast.nodes().forEach(checker::started);
  }

  private void applies(Actor node, Operation operation, String answer) {
    checker.applied(node, new AppliedCommand(operation.command(), answer));
  }

  private static String value(String value) {
    return "{\"status\":\"ok\",\"value\":\"" + value + "\"}";
  }

  @Test void anEffectThatCameTwiceBreaksIt() {
    applies(cast.n1, append, OK);
    applies(cast.n1, append, OK);

    assertBreaks(Property.EXACTLY_ONCE, "the commands before leave x = \"1\"",
        "n1 answers c1-2 get x: {\"status\":\"ok\",\"value\":\"11\"}",
        () -> applies(cast.n1, get, value("11")));
  }

  @Test void anotherAnswerToARepeatedCommandBreaksIt() {
    applies(cast.n1, append, OK);

    assertBreaks(Property.EXACTLY_ONCE, "n1 answers c1-1 append x 1: " + OK,
        "n1 answers c1-1 append x 1: " + GONE,
        () -> applies(cast.n1, append, GONE));
  }

  @Test void anOldSerialThatIsExecutedBreaksIt() {
    applies(cast.n1, get, "{\"status\":\"no\"}");

    assertBreaks(Property.EXACTLY_ONCE, "n1 answers c1-2 get x",
        "n1 answers c1-1 append x 1", () -> applies(cast.n1, append, OK));
  }

  @Test void aClientThatIsToldAnotherAnswerBreaksIt() {
    applies(cast.n1, append, OK);

    assertBreaks(Property.EXACTLY_ONCE, "n1 answers c1-1 append x 1: " + OK,
        "n2 tells c1 of c1-1 append x 1: {}",
        () -> checker.acknowledged(cast.n2, append, "{}"));
  }

  // Another client changes x between the two copies of the get.
  private void readTwice(String second) {
    Operation put = new Operation("c2", 1, Verb.PUT, "x", "2", null);
    checker.called(put);
    applies(cast.n1, append, OK);
    applies(cast.n1, get, value("1"));
    applies(cast.n1, put, OK);
    applies(cast.n1, get, value(second));
  }

  @Test void aGetMayBeExecutedAgainAndItsClientMayHearEither() {
    readTwice("2");

    checker.acknowledged(cast.n1, get, value("1"));
    checker.acknowledged(cast.n2, get, value("2"));
  }

  @Test void aGetThatAnswersFromMemoryBreaksIt() {
    assertBreaks(Property.EXACTLY_ONCE, "the commands before leave x = \"2\"",
        "n1 answers c1-2 get x: " + value("1"), () -> readTwice("1"));
  }

  @Test void aClientThatIsToldWhatNoCopyOfItsGetFoundBreaksIt() {
    readTwice("2");

    assertBreaks(Property.EXACTLY_ONCE, "n1 answers c1-2 get x: " + value("1"),
        "n2 tells c1 of c1-2 get x: " + value("3"),
        () -> checker.acknowledged(cast.n2, get, value("3")));
  }

  @Test void commandsThatAreExecutedOnceDoNot() {
    applies(cast.n1, append, OK);
    applies(cast.n2, append, OK);
    applies(cast.n1, append, OK);
    applies(cast.n1, get, value("1"));
    applies(cast.n1, append, GONE);
  }
}
