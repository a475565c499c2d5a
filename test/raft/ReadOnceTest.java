package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A command is read once on each server, outside its lock, and applied as read. */
class ReadOnceTest {

  /** Keeps what it read and what it applied. */
  private static final class ReadingMachine implements StateMachine {
    final List<Command> read = new ArrayList<>();
    final List<Command> applied = new ArrayList<>();
    RaftServer server;
    Runnable meanwhile = () -> { }; // runs once, while something is read

    private record Read(String text) implements Command {}

    @Override public Command read(String text) {
      if (text.equals("bad")) throw new IllegalArgumentException("it is bad");
      assertTrue(server == null || !Thread.holdsLock(server), "under the lock");
      Command command = new Read(text);
      read.add(command);
      Runnable now = meanwhile;
      meanwhile = () -> { };
      now.run();
      return command;
    }

    @Override public String apply(Command command) {
      applied.add(command);
      return "{}";
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  private final ReadingMachine reader = new ReadingMachine();

  private RaftServer server(MemoryStorage storage, String... servers) {
    RaftServer server = new RaftServer(servers[0],
        new Configuration(List.of(servers)),
        new Settings(5, 20, 20, 100, 1_000_000, false), storage, reader,
        new Recorder(), new Random(1));
    reader.server = server;
    return server;
  }

  private static MemoryStorage saved(Entry... entries) {
    return new MemoryStorage(new Storage.Saved(entries.length == 0 ? 0 : 1,
        null, List.of(entries)));
  }

  @Test void aLeaderReadsAClientsCommandOnceAndAppliesWhatItRead() {
    MemoryStorage storage = saved();
    RaftServer n1 = server(storage, "n1");
    n1.timeout();
    n1.durable(storage.force());

    n1.propose("x");
    n1.durable(storage.force());

    assertEquals(1, reader.read.size());
    assertEquals(reader.read, reader.applied);
    assertTrue(reader.read.get(0) == reader.applied.get(0));
  }

  @Test void aFollowerReadsWhatItIsSentOnceAndAppliesWhatItRead() {
    MemoryStorage storage = saved();
    RaftServer n2 = server(storage, "n2", "n1");

    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", 0, 0,
        List.of(Entry.command(1, "x")), 0));
    n2.handle(new AppendEntries("n1-n2-2", 1, "n1", 1, 1, List.of(), 1));

    assertEquals(1, reader.read.size());
    assertTrue(reader.read.get(0) == reader.applied.get(0));
  }

  // What was read would cost several times the memory of the text.
  @Test void theLogKeepsTheTextOnly() {
    RaftServer n2 = server(saved(), "n2", "n1");
    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", 0, 0,
        List.of(Entry.command(1, "x"), Entry.command(1, "y")), 0));

    n2.handle(new AppendEntries("n1-n2-2", 1, "n1", 2, 1, List.of(), 1));

    List<Entry> log = n2.lastEntries(2);
    assertEquals(List.of(Command.unread("x"), Command.unread("y")),
        log.stream().map(Entry::command).toList());
  }

  @Test void aLogIsReadAtTheStart() {
    RaftServer n2 = server(saved(Entry.command(1, "x"), Entry.noOp(1)),
        "n2", "n1");

    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", 2, 1, List.of(), 2));

    assertEquals(1, reader.read.size());
    assertTrue(reader.read.get(0) == reader.applied.get(0));
  }

  // What is read of a long log would be several times as large as the log.
  @Test void aLongLogIsReadAFewEntriesAtATimeAndAppliedWhole() {
    int length = 2 * Settings.APPLY_ENTRIES + 1;
    RaftServer n2 = server(saved(Collections.nCopies(length,
        Entry.command(1, "x")).toArray(Entry[]::new)), "n2", "n1");

    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", length, 1, List.of(),
        length));

    assertEquals(Settings.APPLY_ENTRIES, reader.read.size());
    assertEquals(Settings.APPLY_ENTRIES, reader.applied.size());
    assertEquals(1, n2.ticksLeft());
    n2.tick();
    n2.tick();
    assertEquals(length, reader.read.size());
    assertEquals(length, reader.applied.size());
  }

  @Test void anEntryThatIsReplacedBeforeItIsReadIsNotApplied() {
    Entry[] old = Collections.nCopies(Settings.APPLY_ENTRIES + 1,
        Entry.command(1, "old")).toArray(Entry[]::new);
    RaftServer n2 = server(saved(old), "n2", "n1");
    long last = old.length;
    reader.meanwhile = () -> n2.handle(new AppendEntries("n1-n2-2", 2, "n1",
        last - 1, 1, List.of(Entry.command(2, "new")), last - 1));
    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", last - 1, 1, List.of(),
        last - 1));

    n2.tick();
    n2.handle(new AppendEntries("n1-n2-3", 2, "n1", last, 2, List.of(), last));

    assertEquals("new", reader.applied.get((int) last - 1).text());
  }

  @Test void entriesAreReplacedInTheMiddleOfWhatIsBeingRead() {
    int length = Settings.APPLY_ENTRIES + 3;
    Entry[] old = Collections.nCopies(length, Entry.command(1, "old"))
        .toArray(Entry[]::new);
    RaftServer n2 = server(saved(old), "n2", "n1");
    long kept = length - 2;
    reader.meanwhile = () -> n2.handle(new AppendEntries("n1-n2-2", 2, "n1",
        kept, 1, List.of(Entry.command(2, "new")), kept));
    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", 1, 1, List.of(), 1));

    n2.tick();
    n2.handle(new AppendEntries("n1-n2-3", 2, "n1", kept + 1, 2, List.of(),
        kept + 1));
    while (n2.ticksLeft() == 1) n2.tick();

    assertEquals(kept + 1, reader.applied.size());
    assertEquals("old", reader.applied.get((int) kept - 1).text());
    assertEquals("new", reader.applied.get((int) kept).text());
  }

  @Test void aLeaderAppliesALongLogInOrderBeforeItsOwnEntries() {
    Entry[] old = Collections.nCopies(2 * Settings.APPLY_ENTRIES,
        Entry.command(1, "old")).toArray(Entry[]::new);
    MemoryStorage storage = saved(old);
    RaftServer n1 = server(storage, "n1");
    n1.timeout();
    n1.durable(storage.force());
    n1.propose("new");
    n1.durable(storage.force());

    while (n1.ticksLeft() == 1) n1.tick();

    assertEquals(old.length + 1, reader.applied.size());
    assertEquals("old", reader.applied.get(old.length - 1).text());
    assertEquals("new", reader.applied.get(old.length).text());
  }

  // Values may be long; so many of them at once would need too much memory.
  @Test void whatIsReadAtATimeIsBoundedInBytes() {
    Entry[] old = Collections.nCopies(100,
        Entry.command(1, "x".repeat(100_000))).toArray(Entry[]::new);
    RaftServer n2 = server(saved(old), "n2", "n1");

    assertTrue(reader.read.size() <= 10, "read " + reader.read.size());
    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", 100, 1, List.of(), 100));
    while (n2.ticksLeft() == 1) n2.tick();
    assertEquals(100, reader.applied.size());
  }

  @Test void aCommandThatCannotBeReadIsRefusedAndNothingIsAppended() {
    MemoryStorage storage = saved();
    RaftServer n1 = server(storage, "n1");
    n1.timeout();
    n1.durable(storage.force());

    IllegalArgumentException refusal = assertThrows(
        IllegalArgumentException.class, () -> n1.propose("bad"));

    assertEquals("it is bad", refusal.getMessage());
    assertEquals(0, n1.status().lastIndex());
  }

  @Test void inALogItIsAppliedAsUnreadable() {
    RaftServer n2 = server(saved(Entry.command(1, "bad")), "n2", "n1");

    n2.handle(new AppendEntries("n1-n2-1", 1, "n1", 1, 1, List.of(), 1));

    assertEquals(List.of(new Command.Unreadable("bad", "it is bad")),
        reader.applied);
  }
}
