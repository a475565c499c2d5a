package raft.kv;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Logged.execute;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Allocation;
import raft.StateMachine;

/** Applied under the server's lock: a command copies no more than it names. */
class ManyKeysTest {
  private static final int KEYS = 20_000;

  // A copy of the keys alone would take several times as much.
  private static final long LITTLE = 50_000;

  private final StateMachine store =
      Applications.named("key-value", new Limits(100, 100));
  private long serial;

  private void apply(String fields) {
    serial++;
    execute(store,
        json("{'client':'c','serial':" + serial + "," + fields + "}"));
  }

  private void fill() {
    for (int i = 0; i < KEYS; i++) {
      apply("'op':'put','key':'key-" + i + "','value':'v'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'op':'put','key':'key-7','value':'w'",
      "'op':'put','key':'new','value':'w'", "'op':'get','key':'key-7'",
      "'op':'append','key':'key-8','value':'w'",
      "'op':'cas','key':'key-9','old':'v','new':'w'",
      "'op':'delete','key':'key-10'", "'op':'nonsense'"})
  void aCommandCopiesOnlyWhatItNames(String fields) {
    fill();

    long bytes = Allocation.of(() -> apply(fields));

    assertTrue(bytes < LITTLE, bytes + " bytes");
  }

  @Test void aSessionMoreCopiesNoTable() {
    for (int i = 0; i < 5_000; i++) execute(store, json("{'op':'register'}"));

    long bytes = Allocation.of(() -> execute(store, json("{'op':'register'}")));

    assertTrue(bytes < LITTLE, bytes + " bytes");
  }
}
