package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Logged.execute;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import raft.Command;
import raft.StateMachine;
import raft.json.Fields;

class ApplicationsTest {

  /** An application from outside, or the beginning of one. */
  public abstract static class Outside implements StateMachine {
    @Override public Command read(String text) {
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      return json("{'status':'ok','outside':true}");
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  /** All that is asked for. */
  public static final class Whole extends Outside {}

  /** Has no constructor that a stranger may call. */
  public static final class Closed extends Outside {
    private Closed() {}
  }

  /** Cannot be made. */
  public static final class Throws extends Outside {
    public Throws() {
      throw new IllegalStateException("no room");
    }
  }

  /** Cannot even be loaded. */
  public static final class Unloadable extends Outside {
    static final int NUMBER = Integer.parseInt("none");
  }

  private static final Limits LIMITS = new Limits(100, 100);

  private static String answer(String name, String op) {
    StateMachine application = Applications.named(name, LIMITS);
    return execute(application, json("{'client':'a','serial':1," + op + "}"));
  }

  @Test void everyNameStandsForAnApplicationWithSessions() {
    for (String name : Applications.NAMES) {
      StateMachine application = Applications.named(name, LIMITS);

      String answer = execute(application, json("{'op':'register'}"));

      assertEquals(json("{'status':'ok','client':'client-1001'}"), answer);
    }
  }

  @Test void keyValueIsTheStoreAndLinesIsTheList() {
    String put = answer("key-value", "'op':'put','key':'x','value':'1'");
    String add = answer("lines", "'op':'add','text':'a'");

    assertEquals(json("{'status':'ok'}"), put);
    assertEquals(json("{'status':'ok','index':1}"), add);
  }

  @Test void everyApplicationIsTotal() {
    for (String name : Applications.NAMES) {
      StateMachine application = Applications.named(name, LIMITS);
      List<String> before = state(application);

      for (String text : NoCommands.TEXTS) {
        String answer = execute(application, text);

        assertEquals("misuse", Fields.of(answer).text("status"), text);
      }
      assertEquals(before, state(application));
    }
  }

  /** The lines behind those of the sessions. */
  private static List<String> state(StateMachine application) {
    List<String> lines = image(application).lines().toList();
    Fields counts = Fields.of(lines.get(0));
    long sessions = counts.integer("numbered", 0, 9)
        + counts.integer("chosen", 0, 9) + counts.integer("longAnswers", 0, 9);
    return lines.subList(1 + (int) sessions, lines.size());
  }

  // Its log may hold them, if a node was started with another application.
  @Test void commandsOfTheOtherApplicationAreMisuse() {
    String put = answer("lines", "'op':'put','key':'x','value':'1'");
    String add = answer("key-value", "'op':'add','text':'a'");

    assertEquals("misuse", Fields.of(put).text("status"));
    assertEquals("misuse", Fields.of(add).text("status"));
  }

  @Test void whatOnlyReadsIsKnownOfEachApplication() {
    String lines = answerTwice("lines", "'op':'read','from':1,'to':9",
        "'op':'add','text':'a'");
    String get = answerTwice("key-value", "'op':'get','key':'x'",
        "'op':'put','key':'x','value':'1'");
    String keys = answerTwice("key-value", "'op':'keys'",
        "'op':'put','key':'x','value':'1'");

    assertEquals(json("{'status':'ok','lines':['a']}"), lines);
    assertEquals(json("{'status':'ok','value':'1'}"), get);
    assertEquals(json("{'status':'ok','keys':['x'],'more':false}"), keys);
  }

  /** What a read is answered when it is repeated after a write. */
  private static String answerTwice(String name, String read, String write) {
    StateMachine application = Applications.named(name, LIMITS);
    String command = json("{'client':'a','serial':1," + read + "}");
    execute(application, command);
    execute(application, json("{'client':'b','serial':1," + write + "}"));
    return execute(application, command);
  }

  @Test void anUnknownNameIsAnsweredWithTheKnownOnes() {
    String refusal = assertThrows(IllegalArgumentException.class,
        () -> Applications.named("keyvalue", LIMITS)).getMessage();

    assertEquals("unknown application \"keyvalue\", did you mean \"key-value\"?"
        + " There are: key-value, lines, and any class of yours by its full"
        + " name, such as com.example.Counter", refusal);
  }

  @Test void aClassOnTheClassPathIsAnApplicationByItsFullName() {
    String answer = answer(Whole.class.getName(), "'op':'any'");

    assertEquals(json("{'status':'ok','outside':true}"), answer);
  }

  @Test void aClassThatIsNoneIsRefusedWithTheReason() {
    String closed = "must be public, not abstract, and have a public"
        + " constructor without arguments";

    assertRefused("com.example.Counter", "is not on the class path;"
        + " RAFT_CLASSPATH says in which folders and jars to look for it");
    assertRefused("java.lang.String", "does not implement raft.StateMachine");
    assertRefused(Closed.class.getName(), closed);
    assertRefused(Outside.class.getName(), closed);
    assertRefused(Throws.class.getName(), "cannot be made: its constructor"
        + " threw java.lang.IllegalStateException: no room");
    assertRefused(Unloadable.class.getName(), "cannot be loaded:"
        + " java.lang.NumberFormatException: For input string: \"none\"");
  }

  private static void assertRefused(String name, String why) {
    assertEquals("the class " + name + " " + why,
        assertThrows(IllegalArgumentException.class,
            () -> Applications.named(name, LIMITS)).getMessage());
  }

  @Test void theLimitsReachTheStore() {
    StateMachine application =
        Applications.named("key-value", new Limits(1, 1));
    String command = json(
        "{'client':'a','serial':1,'op':'put','key':'xx','value':'1'}");

    String refusal = assertThrows(IllegalArgumentException.class,
        () -> application.read(command)).getMessage();

    assertEquals("key has 2 bytes in UTF-8, over the limit of 1", refusal);
  }
}
