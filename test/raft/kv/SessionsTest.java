package raft.kv;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Images.restore;
import static raft.kv.Logged.execute;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Command;
import raft.RestoredLines;
import raft.StateMachine;
import raft.json.Fields;

class SessionsTest {
  private final RecordingMachine application = new RecordingMachine();
  private final Sessions sessions = new Sessions(application);

  /** Writes down what it is asked to execute; answers with how much it was. */
  private static final class RecordingMachine implements StateMachine {
    final List<String> checked = new ArrayList<>();
    List<String> applied = new ArrayList<>();

    @Override public Command read(String text) {
      checked.add(text);
      if (text.contains("bad")) throw new IllegalArgumentException("bad");
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      applied.add(command.text());
      return "answer " + applied.size();
    }

    @Override public Iterator<String> image() {
      return List.of("{\"applied\":" + applied.size() + "}").iterator();
    }

    @Override public Restoring restore() {
      return new RestoredLines(lines -> applied =
          new ArrayList<>(List.of("restored from " + lines.get(0))));
    }
  }

  private String apply(String command) {
    return execute(sessions, json(command));
  }

  private void assertStatus(String status, String why, String answer) {
    Fields fields = Fields.of(answer);
    assertEquals(status, fields.text("status"), answer);
    assertTrue(fields.text("why").contains(why), answer);
  }

  private String refusal(String command) {
    return assertThrows(IllegalArgumentException.class,
        () -> sessions.read(json(command))).getMessage();
  }

  // ---- In a few words --------------------------------------------------

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'client':'c','serial':1,'op':'put','key':'x','value':'1'} | put x",
      "{'value':{'op':'get'},'key':'a b','op':'append','client':'c','serial':1}"
          + " | append a b",
      "{'op':'register'}                                          | register",
      "{'client':'c','serial':2,'op':'keys','after':'x'}          | keys",
      "{'client':'c','serial':2,'op':'put'}                       | put",
      "{'op':5,'key':'x'}                                 | {'op':5,'key':'x'}",
      "not JSON                                                   | not JSON",
      "[1]                                                        | [1]"})
  void aCommandInWordsIsWhatIsToBeDoneAndToWhichKey(String command,
      String words) {
    assertEquals(json(words), sessions.readFromLog(json(command)).inWords());
  }

  // ---- Same, lower, higher ---------------------------------------------

  @Tag("CL2")
  @Test void aRepeatedCommandGetsTheFirstAnswerAndIsNotExecuted() {
    String first = apply("{'client':'a','serial':1,'op':'x'}");

    String again = apply("{'client':'a','serial':1,'op':'x'}");

    assertEquals(first, again);
    assertEquals(1, application.applied.size());
  }

  @Test void aHigherSerialIsExecutedAndGapsAreAllowed() {
    apply("{'client':'a','serial':1,'op':'x'}");

    String answer = apply("{'client':'a','serial':7,'op':'x'}");

    assertEquals("answer 2", answer);
  }

  @Tag("CL2")
  @Test void aUsedSerialWithAnotherCommandIsMisuseAndChangesNothing() {
    String first = apply("{'client':'a','serial':5,'op':'x','n':1}");

    String other = apply("{'client':'a','serial':5,'op':'x','n':2}");
    String again = apply("{'client':'a','serial':5,'op':'x','n':1}");

    assertStatus("misuse", "serial 5 of a", other);
    assertEquals(first, again);
    assertEquals(1, application.applied.size());
  }

  @Tag("CL2")
  @Test void aLowerSerialIsGoneWhetherItWasExecutedOrPassedOver() {
    apply("{'client':'a','serial':1,'op':'x'}");
    apply("{'client':'a','serial':3,'op':'x'}");

    String executed = apply("{'client':'a','serial':1,'op':'x'}");
    String passedOver = apply("{'client':'a','serial':2,'op':'x'}");

    assertStatus("gone", "serial 1 of a is over", executed);
    assertStatus("gone", "serial 2 of a is over", passedOver);
    assertEquals(2, application.applied.size());
  }

  // A client that did not wait for the answer to 1: it came too late, also for
  // its retries, and takes nothing from what overtook it.
  @Tag("CL2")
  @Test void whatWasOvertakenIsNeverExecuted() {
    String second = apply("{'client':'a','serial':2,'op':'x'}");

    String late = apply("{'client':'a','serial':1,'op':'y'}");
    String later = apply("{'client':'a','serial':1,'op':'y'}");

    assertStatus("gone", "serial 1 of a is over: 2 came before this", late);
    assertEquals(late, later);
    assertEquals(second, apply("{'client':'a','serial':2,'op':'x'}"));
    assertEquals("answer 2", apply("{'client':'a','serial':3,'op':'x'}"));
    assertEquals(2, application.applied.size());
  }

  @Test void clientsDoNotShareSerials() {
    apply("{'client':'a','serial':1,'op':'x'}");

    String answer = apply("{'client':'b','serial':1,'op':'x'}");

    assertEquals("answer 2", answer);
  }

  @Test void orderSpacesAndEscapesDoNotMakeAnotherCommand() {
    String first = apply(
        "{'client':'a','serial':1,'op':'x','n':{'b':1,'c':2}}");

    String again = apply(
        " {'n' : {'c':2,'b':1}, 'op':'\\u0078', 'serial':1, 'client':'a'}");

    assertEquals(first, again);
    assertEquals(1, application.applied.size());
  }

  @Test void serialsAreExactBeyondDoublePrecision() {
    long serial = (1L << 53) + 1;
    apply("{'op':'register'}");
    apply("{'client':'client-1001','serial':" + (serial - 1) + ",'op':'x'}");

    String next = apply(
        "{'client':'client-1001','serial':" + serial + ",'op':'x'}");
    String last = apply(
        "{'client':'client-1001','serial':9223372036854775807,'op':'x'}");

    assertEquals("answer 2", next);
    assertEquals("answer 3", last);
  }

  // ---- Which answers are kept ------------------------------------------

  private static String put(String client, int serial, String value) {
    return json("{'client':'" + client + "','serial':" + serial
        + ",'op':'put','key':'x','previous':true,'value':'" + value + "'}");
  }

  private static Sessions store() {
    return new Sessions(new KeyValueStore(Limits.GREATEST), "get", "keys");
  }

  @Test void aRepeatedReadIsExecutedAgainAndAnythingElseIsNot() {
    Sessions store = store();
    String read = json("{'client':'a','serial':1,'op':'get','key':'x'}");
    execute(store, read);
    String first = execute(store, put("b", 1, "1"));

    String again = execute(store, read);
    String write = execute(store, put("b", 1, "1"));

    assertEquals(json("{'status':'ok','value':'1'}"), again);
    assertEquals(first, write);
  }

  @Test void aReadTakesItsSerialLikeAnyOtherCommand() {
    Sessions store = store();
    execute(store, json("{'client':'a','serial':2,'op':'get','key':'x'}"));

    String older = execute(store, put("a", 1, "1"));
    String other = execute(store, put("a", 2, "1"));

    assertStatus("gone", "serial 1 of a is over", older);
    assertStatus("misuse", "serial 2 of a", other);
  }

  @Test void noAnswerOfAReadIsKept() {
    Sessions store = store();
    execute(store, put("a", 1, "v".repeat(1000)));
    String before = image(store);

    for (int i = 0; i < 100; i++) {
      execute(store,
          json("{'client':'r" + i + "','serial':1,'op':'get','key':'x'"
          + "}"));
    }

    int more = image(store).length() - before.length();
    assertTrue(more < 100 * 100, "the table grew by " + more);
  }

  @Test void longAnswersShareABoundAndTheOldestAreDropped() {
    Sessions store = store();
    int million = 1_000_000; // characters, so 2 MB
    for (int i = 0; i < 6; i++) {
      execute(store, put("c" + i, 1, ("" + i).repeat(million)));
    }

    String kept = execute(store, put("c2", 1, "2".repeat(million)));
    String dropped = execute(store, put("c1", 1, "1".repeat(million)));

    assertEquals(json("{'status':'ok','previous':'" + "1".repeat(million)
        + "'}"), kept);
    assertStatus("gone", "serial 1 of c1 was executed", dropped);
    assertEquals(json("{'status':'ok','value':'" + "5".repeat(million) + "'}"),
        execute(store,
            json("{'client':'c1','serial':2,'op':'get','key':'x'}")));
  }

  @Test void longAnswersDropNoShortOne() {
    Sessions store = store();
    String first = execute(store, put("a", 1, "1"));
    for (int i = 0; i < 6; i++) {
      execute(store, put("c" + i, 1, "v".repeat(1_000_000)));
    }

    String again = execute(store, put("a", 1, "1"));

    assertEquals(first, again);
  }

  @Test void aClientsNextCommandGivesTheMemoryOfItsLongAnswerBack() {
    Sessions store = store();
    execute(store, put("a", 1, "v".repeat(1_000_000)));
    execute(store, put("a", 2, "v"));
    execute(store, put("a", 3, "v"));
    Sessions other = store();
    execute(other, put("a", 3, "v"));

    int longer = image(store).length() - image(other).length();

    assertTrue(longer < 100, "longer by " + longer);
  }

  @Test void aRestoredTableDropsTheSameAnswers() {
    Sessions store = store();
    for (int i = 0; i < 4; i++) {
      execute(store, put("c" + i, 1, "v".repeat(1_000_000)));
    }
    execute(store,
        put("c0", 2, "v".repeat(1_000_000))); // now c1's is the oldest
    Sessions restored = store();
    restore(restored, image(store));

    for (Sessions each : List.of(store, restored)) {
      for (int i = 5; i < 7; i++) {
        execute(each, put("c" + i, 1, "v".repeat(1_000_000)));
      }
    }

    assertEquals(image(store), image(restored));
  }

  // ---- What the application sees ---------------------------------------

  @Test void theApplicationSeesNeitherClientNorSerial() {
    apply("{'client':'a','serial':1,'op':'x','n':5.0}");

    List<String> expected = List.of(json("{'op':'x','n':5.0}"));

    assertEquals(expected, application.checked);
    assertEquals(expected, application.applied);
  }

  @Test void theApplicationsRefusalIsPassedOn() {
    String refusal = refusal("{'client':'a','serial':1,'op':'bad'}");

    assertEquals("bad", refusal);
  }

  // ---- Registration and names ------------------------------------------

  @Test void registrationsAreNumberedFrom1001() {
    String first = apply("{'op':'register'}");
    String second = apply("{'op':'register'}");

    assertEquals(json("{'status':'ok','client':'client-1001'}"), first);
    assertEquals(json("{'status':'ok','client':'client-1002'}"), second);
    assertTrue(application.applied.isEmpty());
  }

  @Test void aRegisteredSessionTakesAnyFirstSerial() {
    apply("{'op':'register'}");

    String answer = apply("{'client':'client-1001','serial':17,'op':'x'}");

    assertEquals("answer 1", answer);
  }

  @ValueSource(strings = {"client-3", "client-1000", "client-01001", "client-",
      "Client-1001", "my.laptop_2", "client-1001"})
  @ParameterizedTest void aChosenNameOpensItsSessionAtFirstUse(String name) {
    String answer = apply("{'client':'" + name + "','serial':9,'op':'x'}");

    assertEquals("answer 1", answer);
  }

  @Test void aNameThatOnlyResemblesANumberedOneIsAChosenOne() {
    apply("{'op':'register'}");

    String answer = apply("{'client':'client-01001','serial':1,'op':'x'}");

    assertEquals("answer 1", answer);
  }

  @Test void aNumberThatAUserChoseIsNeverGivenOut() {
    apply("{'client':'client-1003','serial':1,'op':'x'}");

    String registered = apply("{'op':'register'}");

    assertEquals(json("{'status':'ok','client':'client-1004'}"), registered);
  }

  @Test void aNumberGivenOutThatIsNotInTheTableHasExpired() {
    apply("{'client':'client-1003','serial':1,'op':'x'}");

    String answer = apply("{'client':'client-1002','serial':1,'op':'x'}");

    assertStatus("gone", "session expired: client-1002", answer);
    assertEquals(1, application.applied.size());
  }

  @ValueSource(strings = {"1000000000000001", "9223372036854775807",
      "99999999999999999999999999"})
  @ParameterizedTest void nobodyUsesUpTheNumbersByChoosingTheLast(String n) {
    String chosen = apply("{'client':'client-" + n + "','serial':1,'op':'x'}");

    String registered = apply("{'op':'register'}");

    assertStatus("misuse", "client-" + n, chosen);
    assertEquals(json("{'status':'ok','client':'client-1001'}"), registered);
    assertTrue(application.applied.isEmpty());
  }

  // ---- check -----------------------------------------------------------

  @Test void checkAcceptsWhatIsInOrderAndOpensNothing() {
    String before = image(sessions);

    assertDoesNotThrow(() -> {
      sessions.read(json("{'op':'register'}"));
      sessions.read(json("{'client':'a','serial':1,'op':'x'}"));
      sessions.read(json("{'client':'" + "a".repeat(64)
          + "','serial':9223372036854775807,'op':'x'}"));
    });

    assertEquals(before, image(sessions));
  }

  @ValueSource(strings = {"0", "-1", "'5'", "5.0", "5e0", "9223372036854775808",
      "1e400", "null", "true", "[1]", "{}"})
  @ParameterizedTest void aSerialIsAPositiveIntegerAndNothingElse(
      String serial) {
    String refusal = refusal("{'client':'a','serial':" + serial + ",'op':'x'}");

    assertTrue(refusal.startsWith("serial must be an integer from 1 to"
        + " 9223372036854775807, not "), refusal);
  }

  @ValueSource(strings = {"''", "'a b'", "'\\u00e4'", "'a\\u0000'", "'a/b'",
      "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
      "5", "null", "'\\ud83d'"})
  @ParameterizedTest void aClientIsAShortPlainWord(String client) {
    String refusal = refusal("{'client':" + client + ",'serial':1,'op':'x'}");

    assertTrue(refusal.contains("client"), refusal);
  }

  @Test void whatIsMissingIsNamed() {
    String noClient = refusal("{'serial':1,'op':'x'}");
    String noSerial = refusal("{'client':'a','op':'x'}");

    assertTrue(noClient.startsWith("client is missing"), noClient);
    assertEquals("serial is missing", noSerial);
  }

  @Test void registerTakesNothingElse() {
    String withClient = refusal("{'op':'register','client':'a','serial':1}");
    String withName = refusal("{'op':'register','name':'a'}");

    assertTrue(withClient.startsWith("client: register takes none"),
        withClient);
    assertTrue(withName.startsWith("unknown field \"name\""), withName);
  }

  @ValueSource(strings = {"", "5", "[]", "null", "{", "{'client':'a'",
      "{'client':'a','serial':1,'op':'x'} {}", "{'client':'a','serial':01}",
      "{client:'a','serial':1}", "{'client':'a','client':'b','serial':1}",
      "{'client':'a','serial':1,'op':'x','op':'y'}", "GET / HTTP/1.1"})
  @ParameterizedTest void whatIsNotAnUnambiguousObjectIsRefused(String text) {
    refusal(text);

    String answer = apply(text);

    assertStatus("misuse", "", answer);
    assertTrue(application.applied.isEmpty());
  }

  @Test void unreadableCommandsInTheLogChangeNothing() {
    apply("{'client':'a','serial':1,'op':'x'}");
    String before = image(sessions);

    apply("{'client':'a','serial':0,'op':'x'}");
    apply("{'op':'register','serial':1}");
    apply("[".repeat(100_000));

    assertEquals(before, image(sessions));
  }

  // ---- image and restore -----------------------------------------------

  @Tag("CL2")
  @Test void aRetryAfterASnapshotGetsTheFirstAnswer() {
    apply("{'op':'register'}");
    String first = apply("{'client':'client-1001','serial':1,'op':'x'}");
    RecordingMachine other = new RecordingMachine();
    Sessions restored = new Sessions(other);

    restore(restored, image(sessions));
    String again = execute(restored, 
        json("{'client':'client-1001','serial':1,'op':'x'}"));

    assertEquals(first, again);
    assertEquals(List.of("restored from {\"applied\":1}"), other.applied);
  }

  @Test void theImageHoldsEverySessionAndTheCounter() {
    apply("{'op':'register'}");
    apply("{'client':'client-1005','serial':4,'op':'x'}");
    apply("{'client':'client-1001','serial':9007199254740993,'op':'x'}");
    Sessions restored = new Sessions(new RecordingMachine());

    restore(restored, image(sessions));

    assertStatus("gone", "9007199254740993 came before",
        execute(restored, 
            json("{'client':'client-1001','serial':9007199254740992}")));
    assertStatus("misuse", "serial 4 of client-1005",
        execute(restored, json("{'client':'client-1005','serial':4}")));
    assertEquals(json("{'status':'ok','client':'client-1006'}"),
        execute(restored, json("{'op':'register'}")));
  }

  @Test void restoreForgetsWhatWasThereBefore() {
    String empty = image(sessions);
    apply("{'client':'a','serial':5,'op':'x'}");

    restore(sessions, empty);
    apply("{'client':'a','serial':1,'op':'x'}");

    assertEquals(2, application.applied.size());
  }
}
