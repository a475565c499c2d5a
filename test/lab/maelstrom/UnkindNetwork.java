package lab.maelstrom;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Like Maelstrom: takes every message and delivers it later, in another
 * order, or never; between nodes now and then a second time, much later.
 */
final class UnkindNetwork implements AutoCloseable {
  private static final double LOST = 0.01;
  private static final double TWICE = 0.1;
  private static final double VERY_LATE = 0.01;
  private static final int LATE_MILLIS = 5;
  private static final int VERY_LATE_MILLIS = 500;

  private final Random random;
  private final Map<String, Consumer<String>> inboxes =
      new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor();
  private volatile Set<String> island = Set.of();
  private volatile String leader;

  UnkindNetwork(long seed) {
    random = new Random(seed);
  }

  /** From now on messages to this address go there. */
  void attach(String address, Consumer<String> inbox) {
    inboxes.put(address, inbox);
  }

  /** From now on these hear only each other. */
  void isolate(String... addresses) {
    island = Set.of(addresses);
  }

  void heal() {
    island = Set.of();
  }

  /** Who sent AppendEntries last, or null. */
  String leader() {
    return leader;
  }

  /** Takes a message. */
  void post(String line) {
    JsonObject message = JsonParser.parseString(line).getAsJsonObject();
    String src = message.get("src").getAsString();
    String dest = message.get("dest").getAsString();
    if (line.contains("\"AppendEntries\"")) leader = src;
    boolean betweenNodes = src.startsWith("n") && dest.startsWith("n");
    if (!chance(LOST)) deliver(src, dest, line, chance(VERY_LATE));
    if (betweenNodes && chance(TWICE)) deliver(src, dest, line, true);
  }

  private void deliver(String src, String dest, String line, boolean late) {
    int delay = delay(late ? VERY_LATE_MILLIS : LATE_MILLIS);
    clock.schedule(() -> {
      boolean cut = island.contains(src) != island.contains(dest);
      if (!cut || src.startsWith("c") || dest.startsWith("c")) {
        inboxes.get(dest).accept(line);
      }
    }, delay, TimeUnit.MILLISECONDS);
  }

  private synchronized boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private synchronized int delay(int most) {
    return random.nextInt(most);
  }

  @Override public void close() {
    clock.shutdownNow();
  }
}
