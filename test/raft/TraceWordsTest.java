package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a trace line says, and when it is put into words. */
class TraceWordsTest {

  /** Names commands by their length, and counts how often. */
  private static final class Namer implements StateMachine {
    int asked;

    @Override public Command read(String text) {
      return new Command() {
        @Override public String text() {
          return text;
        }

        @Override public String inWords() {
          asked++;
          return "put " + text.length();
        }
      };
    }

    @Override public String apply(Command command) {
      return "";
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  // ---- What it says ------------------------------------------------------

  @Test void anElectionWithoutAnyEntryIsOneWithAnEmptyLog() {
    Bench n1 = server("n1").starts();

    n1.timesOut();

    assertEquals("n1 t1 candidate | starts election with an empty log (F2)",
        n1.trace().last());
  }

  @Test void anElectionSaysHowLongTheLogIs() {
    Bench n1 = server("n1").withLog("112").starts();

    n1.timesOut();

    assertEquals("n1 t3 candidate | starts election with a log of 1..3, last"
        + " term 2 (F2)", n1.trace().last());
  }

  @Test void whoseVoteIsGivenSaysToWhom() {
    Bench n1 = server("n1").inTerm(4).votedFor("n2").starts();

    n1.hears(peer("n3").inTerm(4).asksForVote());

    assertEquals("n1 t4 follower | refuses n3: voted for n2 already (RV2)",
        n1.trace().last());
  }

  @Test void whatIsAppendedIsNamedAsTheApplicationNamesIt() {
    Bench n1 = server("n1").withMachine(new Namer()).leads(4);

    n1.isTold("four");

    assertEquals("n1 t4 leader   | appends 1..1: put 4 (L2)",
        n1.trace().last());
  }

  @Test void aNoOpIsNamedWithoutTheApplication() {
    Bench n1 = server("n1").withNoOp().leads(4);

    assertTrue(n1.trace().lines().contains(
        "n1 t4 leader   | appends 1..1: no-op (CL6)"), n1.trace()::toString);
  }

  // ---- How long it is ----------------------------------------------------

  private static String words(String... commands) {
    List<Entry> entries = new ArrayList<>();
    for (String command : commands) entries.add(Entry.command(1, command));
    return new EntriesInWords(entries).toString();
  }

  @Test void ofManyEntriesTheFirstAreNamed() {
    String[] many = IntStream.range(0, 1000).mapToObj(i -> "put x" + i)
        .toArray(String[]::new);

    assertEquals("put x0, put x1, put x2, put x3, ...", words(many));
  }

  @Test void ofALongCommandTheBeginningIsShown() {
    assertEquals("x".repeat(36) + "...", words("x".repeat(100_000)));
    assertEquals("x".repeat(36), words("x".repeat(36)));
    assertEquals("short, ...", words("short", "x".repeat(36)));
  }

  @Test void nothingInACommandMovesTheCursor() {
    assertEquals("?[2J, a?b, ?ab, 😀",
        words("\u001b[2J", "a\nb", "\u202eab", "😀"));
  }

  @Test void halfACharacterIsNotShown() {
    assertEquals("x".repeat(35) + "?...", words("x".repeat(35) + "😀"));
  }

  // ---- When it is put into words -----------------------------------------

  /** A trace that keeps the arguments, as one that prints later does. */
  private static final class Keeper implements Trace {
    final List<Object> kept = new ArrayList<>();

    @Override public boolean isOn() {
      return true;
    }

    @Override public void line(TraceLine line) {
      throw new AssertionError("put into words: " + line);
    }

    @Override public void line(String server, long term, Role role,
        String rule, String format, Object... args) {
      kept.addAll(List.of(args));
    }

    String last() {
      return kept.get(kept.size() - 1).toString();
    }
  }

  private final Namer namer = new Namer();
  private final Keeper keeper = new Keeper();
  private final MemoryStorage storage =
      new MemoryStorage(new Storage.Saved(0, null, List.of()));

  private RaftServer n1Of(String... servers) {
    return new RaftServer("n1", new Configuration(List.of(servers)),
        new Settings(5, 20, 20, 100, 1_000_000, false), storage, namer,
        keeper, new Random(1));
  }

  @Test void nothingIsPutIntoWordsBeforeItIsRead() {
    RaftServer n1 = n1Of("n1");
    n1.timeout();
    n1.durable(storage.force());

    n1.propose("command");

    assertEquals(0, namer.asked);
    assertEquals("appends 1..1: put 7", keeper.last());
    assertEquals(1, namer.asked);
  }

  @Test void whatIsReadLaterHasNotChangedMeanwhile() {
    RaftServer n1 = n1Of("n1", "n2", "n3");
    n1.timeout();
    n1.durable(storage.force());
    RequestVote request = (RequestVote) storage.release(
        n1.nextRequest("n2").orElseThrow());
    n1.handleReply("n2", request, Replies.granted(request, 1));
    Object votes = keeper.kept.get(keeper.kept.size() - 1);

    n1.handle(peer("n3").inTerm(2).heartbeat());
    n1.timeout(); // its next election: all votes are gone

    assertEquals("[n1, n2]", votes.toString());
  }
}
