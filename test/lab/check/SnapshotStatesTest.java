package lab.check;

import static lab.check.Cast.assertBreaks;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Configuration;
import raft.Entry;
import raft.SnapshotMetadata;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;

class SnapshotStatesTest {
  private static final Entry PUT = Entry.command(1,
      "{\"client\":\"c1\",\"serial\":1,\"op\":\"put\",\"key\":\"x\","
      + "\"value\":\"1\"}");

  private final Cast cast = new Cast();
  private final CommittedEntries committed = new CommittedEntries(Cast.ALL);
  private final SnapshotStates checker =
      new SnapshotStates(cast, committed, machine());
  private final StateMachine right = machine();

  private static StateMachine machine() {
    return Applications.named("key-value", new Limits(100, 100));
  }

  @BeforeEach void onePutIsCommitted() {
    committed.add(Entry.noOp(1), 1, new Fact(1, "no-op"));
    committed.add(PUT, 1, new Fact(2, "put"));
    right.apply(right.readFromLog(PUT.text()));
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    right.image().forEachRemaining(line -> text.append(line).append('\n'));
    return text.toString().strip();
  }

  private void saves(long index, long term, List<String> state) {
    checker.snapshot(cast.n1, new SnapshotMetadata(index, term,
        new Configuration(List.of("n1", "n2", "n3"))), state);
  }

  @Test void theStateOfItsIndexIsRight() {
    saves(2, 1, lines());
  }

  @Test void theStateOfAnotherIndexBreaksIt() {
    assertBreaks(Property.SNAPSHOT_IS_STATE, "applying 1..1", "n1 saves",
        () -> saves(1, 1, lines()));
  }

  @Test void aSnapshotOfWhatIsNotCommittedBreaksIt() {
    assertBreaks(Property.SNAPSHOT_IS_STATE, "not committed", "up to 3",
        () -> saves(3, 1, lines()));
  }

  @Test void anotherTermThanTheEntrysBreaksIt() {
    assertBreaks(Property.SNAPSHOT_IS_STATE, "put", "term 2",
        () -> saves(2, 2, lines()));
  }

  @Test void aRestoredStateIsCompared() {
    cast.n1.commits(2).shows(text());
    checker.started(cast.n1);
    cast.n2.commits(2).shows("something else");

    assertBreaks(Property.SNAPSHOT_IS_STATE, "applying 1..2", "n2 restores",
        () -> checker.restored(cast.n2));
  }
}
