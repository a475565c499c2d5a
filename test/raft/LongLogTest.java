package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What runs under the server's lock costs the same however long the log is: it
 * copies no log and has the application do nothing but apply.
 */
class LongLogTest {
  private static final int LENGTH = 100_000;

  // A copy of the log would take several times as much.
  private static final long LITTLE = 100_000;

  /** A buffer that counts, before a disk that is asked for nothing. */
  private static final class Counting implements Storage {
    private long position;

    @Override public Saved saved() {
      return new Saved(1, null, Collections.nCopies(LENGTH,
          Entry.command(1, "{}")));
    }

    @Override public long appendTermAndVote(long term, String vote) {
      return ++position;
    }

    @Override public long appendEntry(long index, Entry entry) {
      return ++position;
    }

    @Override public long appendLogStart(long index, List<Entry> following) {
      return ++position;
    }

    @Override public long appendDiscard(long index, Set<Long> inUse) {
      return ++position;
    }

    @Override public SnapshotStore snapshots() {
      return null;
    }

    @Override public long position() {
      return position;
    }

    @Override public boolean isFull() {
      return false;
    }

    @Override public void sync(long position) {
      assertTrue(position <= this.position);
    }
  }

  /** Reading a command anew, or a copy of the state, would take too long. */
  private static final class OnlyApplies implements StateMachine {
    @Override public Command read(String text) {
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      return command.text();
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("a snapshot under the lock");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  private final Counting storage = new Counting();
  private final RaftServer server = new RaftServer("n1",
      new Configuration(List.of("n1", "n2", "n3")),
      new Settings(1, 100, 100, 100, 100_000, false), storage,
      new OnlyApplies(), new Recorder(), new Random(1));
  private long last = LENGTH;

  private static void assertLittle(String what, Runnable step) {
    long bytes = Allocation.of(step);

    assertTrue(bytes < LITTLE, what + " takes " + bytes + " bytes");
  }

  private AppendEntries says(List<Entry> entries) {
    AppendEntries says = new AppendEntries("n2-n1-1", 2, "n2", last,
        last == LENGTH ? 1 : 2, entries, last - 1);
    last += entries.size();
    return says;
  }

  /** It reads the commands that it finds on disk some at a time. */
  private void appliesItsLog() {
    server.handle(says(List.of()));
    while (server.status().lastApplied() < server.status().commitIndex()) {
      server.tick();
    }
  }

  @Test void aFollowersStepCopiesNoLog() {
    appliesItsLog();
    Entry entry = Entry.command(2, "{}");

    assertLittle("a heartbeat", () -> server.handle(says(List.of())));
    assertLittle("an entry", () -> server.handle(says(List.of(entry))));
    assertLittle("a vote", () -> server.handle(
        new RequestVote("n3-n1-1", 1, "n3", LENGTH, 1)));
    assertLittle("a tick", server::tick);
    assertLittle("a status", server::status);
    assertLittle("a look", () -> server.lastEntries(10));
  }

  private void isElected() {
    server.timeout();
    server.durable(storage.position());
    RequestVote asked = (RequestVote) next("n2");
    server.handleReply("n2", asked,
        new RequestVoteReply(asked.id(), asked.term(), true));
    server.durable(storage.position());
  }

  private Message.Request next(String peer) {
    return storage.release(server.nextRequest(peer).orElseThrow());
  }

  private void replicates() {
    server.tick();
    AppendEntries asked = (AppendEntries) next("n2");
    server.durable(storage.position());
    server.handleReply("n2", asked,
        new AppendEntriesReply(asked.id(), asked.term(), true, 0, 0));
  }

  @Test void aLeadersStepCopiesNoLog() {
    isElected();
    while (server.status().lastApplied() < LENGTH) {
      server.propose("{}");
      replicates();
    }

    assertLittle("a proposal", () -> server.propose("{}"));
    assertLittle("a round", () -> {
      server.propose("{}");
      replicates();
    });
    assertLittle("a status", server::status);

    Status status = server.status();
    assertEquals(status.lastIndex(), status.commitIndex());
  }
}
