package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static raft.json.Quotes.json;
import static raft.kv.Logged.execute;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import raft.StateMachine;
import raft.json.Fields;

/** One thread reads an image to its end while another applies commands. */
class ImageWhileApplyingTest {
  private static final int KEYS = 5_000;
  private static final int IMAGES = 20;

  private final StateMachine machine =
      Applications.named("key-value", new Limits(100, 100));
  private final TreeMap<String, String> model = new TreeMap<>();
  private final Random random = new Random(1);
  private long serial;

  private void apply() {
    String key = "key-" + random.nextInt(KEYS);
    boolean deletes = random.nextInt(4) == 0;
    serial++;
    execute(machine, json("{'client':'c','serial':" + serial + ",'op':"
        + (deletes ? "'delete','key':'" + key + "'}"
            : "'put','key':'" + key + "','value':'" + serial + "'}")));
    if (deletes) model.remove(key);
    else model.put(key, "" + serial);
  }

  /** The lines of keys and values, as they have to be. */
  private List<String> expected() {
    List<String> lines = new ArrayList<>();
    model.forEach((key, value) ->
        lines.add(json("{'key':'" + key + "','value':'" + value + "'}")));
    return lines;
  }

  private static List<String> read(Iterator<String> image) {
    List<String> lines = new ArrayList<>();
    image.forEachRemaining(lines::add);
    return lines;
  }

  @Test void theImageIsTheStateAtItsMoment() {
    for (int i = 0; i < KEYS; i++) apply();
    for (int i = 0; i < IMAGES; i++) {
      List<String> expected = expected();
      long lastSerial = serial;
      Iterator<String> image = machine.image();

      CompletableFuture<List<String>> reader =
          CompletableFuture.supplyAsync(() -> read(image));
      do apply(); while (!reader.isDone());

      List<String> lines = reader.join();
      assertEquals(json("{'lastNumber':1000,'expiredSerial':0,'numbered':0,"
          + "'chosen':1,'longAnswers':0}"), lines.get(0));
      assertEquals(lastSerial,
          Fields.of(lines.get(1)).integer("serial", 1, Long.MAX_VALUE));
      assertEquals(expected, lines.subList(2, lines.size()));
    }
  }
}
