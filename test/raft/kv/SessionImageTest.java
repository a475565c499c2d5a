package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Images.restore;
import static raft.kv.Images.restored;
import static raft.kv.Logged.execute;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.Allocation;
import raft.json.Fields;

/** What an image holds of the sessions, and what restore makes of it. */
class SessionImageTest {
  private static final int MOST = SessionTable.MOST_OF_A_KIND;
  private final Sessions sessions = store();

  private static Sessions store() {
    return new Sessions(new KeyValueStore(new Limits(100, 1 << 20)), "get");
  }

  private static String put(Sessions sessions, String client, long serial,
      String value) {
    return execute(sessions, json("{'client':'" + client + "','serial':"
        + serial + ",'op':'put','key':'x','value':'" + value
        + "','previous':true}"));
  }

  private static String status(String answer) {
    return Fields.of(answer).text("status");
  }

  private static Sessions copy(Sessions from) {
    Sessions restored = store();
    restore(restored, image(from));
    return restored;
  }

  @Test void countsComeFirstThenSessionsThenLongAnswersThenTheState() {
    execute(sessions, json("{'op':'register'}"));
    put(sessions, "a", 1, "v".repeat(300));
    put(sessions, "b", 2, "w");
    put(sessions, "client-1001", 3, "w");

    List<String> lines = image(sessions).lines().toList();

    assertEquals(json("{'lastNumber':1001,'expiredSerial':0,'numbered':1,"
        + "'chosen':2,'longAnswers':1}"), lines.get(0));
    assertTrue(lines.get(1).startsWith(
        json("{'client':'client-1001','serial':3,'crc':")), lines.get(1));
    assertTrue(lines.get(2).startsWith(json("{'client':'a','serial':1,")));
    assertTrue(lines.get(3).startsWith(json("{'client':'b','serial':2,")));
    assertTrue(lines.get(4).startsWith(json("{'client':'b','answer':'{")));
    assertEquals(json("{'key':'x','value':'w'}"), lines.get(5));
    assertEquals(6, lines.size());
  }

  @Test void anImageStaysWhatItWas() {
    execute(sessions, json("{'op':'register'}"));
    put(sessions, "a", 1, "v".repeat(300));
    put(sessions, "a", 2, "v");
    String before = image(sessions);
    Iterator<String> image = sessions.image();

    put(sessions, "a", 3, "w");
    put(sessions, "b", 1, "w");
    execute(sessions, json("{'op':'register'}"));

    List<String> lines = new ArrayList<>();
    image.forEachRemaining(lines::add);
    assertEquals(before, String.join("\n", lines));
  }

  @Tag("CL2")
  @Tag("SN2")
  @Test void shortAndLongAnswersAreGivenAgain() {
    put(sessions, "a", 1, "v".repeat(300));
    String longAnswer = put(sessions, "b", 1, "w");
    String shortAnswer = put(sessions, "a", 2, "z");
    Sessions restored = copy(sessions);

    assertTrue(longAnswer.length() > SessionTable.SHORT_ANSWER);
    assertEquals(longAnswer, put(restored, "b", 1, "w"));
    assertEquals(shortAnswer, put(restored, "a", 2, "z"));
    assertEquals(image(sessions), image(copy(restored)));
  }

  @Test void chosenNamesExpireInTheSameOrderAndWithTheSameSerial() {
    for (int i = 0; i < MOST; i++) put(sessions, "user" + i, 5 + i, "v");
    put(sessions, "user0", 6, "v"); // so that user1 is the next to expire
    Sessions restored = copy(sessions);

    for (Sessions each : List.of(sessions, restored)) {
      put(each, "late", 1, "v");
      assertEquals("gone", status(put(each, "user1", 6, "v")));
      assertEquals("ok", status(put(each, "user0", 7, "v")));
    }

    assertEquals(image(sessions), image(restored));
    assertTrue(image(restored).contains(json("'expiredSerial':6,")));
  }

  @Test void whatWasReadTakesEffectWhenItIsRunAndNotBefore() {
    String empty = image(sessions);
    Runnable restored = restored(sessions, empty.lines().toList());
    put(sessions, "a", 1, "v");
    String again = put(sessions, "a", 1, "v");

    restored.run();

    assertEquals(json("{'status':'ok','previous':null}"), again);
    assertEquals(empty, image(sessions));
  }

  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      1000,'expiredSerial':0,'numbered':0,'chosen':1 | sessions are missing
      1000,'expiredSerial':0,'numbered':0,'chosen':5001 | chosen must be
      1000,'expiredSerial':-1,'numbered':0,'chosen':0 | expiredSerial must be
      999,'expiredSerial':0,'numbered':0,'chosen':0  | lastNumber must be
      1000,'expiredSerial':0,'numbered':0            | chosen is missing
      1000,'expired':0,'numbered':0,'chosen':0       | unknown field "expired"
      """)
  @ParameterizedTest void countsThatAreWrongAreNamed(String counts,
      String expected) {
    assertRefused(expected,
        "{'lastNumber':" + counts + ",'longAnswers':0}");
  }

  @Test void linesThatContradictEachOtherAreRefused() {
    String a = "{'client':'a','serial':1,'crc':7,'length':9}";
    String answered = a.replace("9}", "9,'answer':'1'}");
    String ofA = "{'client':'a','answer':'1'}";

    assertRefused("sessions are missing");
    assertRefused("a has two sessions", counts(1, 1, 0), a, a);
    assertRefused("a has two sessions", counts(0, 2, 0), a, a);
    assertRefused("a has an answer and no session", counts(0, 0, 1), ofA);
    assertRefused("a has two answers", counts(0, 1, 1), answered, ofA);
    assertRefused("a has two answers", counts(0, 1, 2), a, ofA, ofA);
    assertRefused("unknown field \"client\"", counts(0, 0, 0), a);
    assertRefused("serial is missing", counts(0, 1, 0), ofA);
  }

  private static String counts(int numbered, int chosen, int longAnswers) {
    return "{'lastNumber':1000,'expiredSerial':0,'numbered':" + numbered
        + ",'chosen':" + chosen + ",'longAnswers':" + longAnswers + "}";
  }

  private void assertRefused(String expected, String... lines) {
    put(sessions, "b", 1, "v");
    String before = image(sessions);

    String refusal = assertThrows(IllegalArgumentException.class, () ->
        restored(sessions, Stream.of(lines).map(line -> json(line)).toList()))
        .getMessage();

    assertTrue(refusal.contains(expected), refusal);
    assertEquals(before, image(sessions));
  }

  @Test void anImageCopiesReferencesAndNoAnswer() {
    for (int i = 0; i < MOST; i++) {
      put(sessions, "a" + i, 1, "v".repeat(200));
      execute(sessions, json("{'op':'register'}"));
    }

    long bytes = Allocation.of(sessions::image);

    assertTrue(bytes < 2 * MOST * 80, bytes + " bytes");
  }
}
