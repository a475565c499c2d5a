package raft.kv;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Last answers that are long, at most one of each client, and all together at
 * most {@link #MOST_BYTES}: the oldest are dropped first. Without that bound
 * the memory of a server would grow with what its clients ask for.
 */
final class LongAnswers {

  /**
   * A constant and no setting: servers that disagreed about it would drop
   * different answers, and then answer a repeated command differently.
   */
  static final int MOST_BYTES = 8 << 20;

  // By client, the oldest first. (Linked: iteration does not follow hashes.)
  private final Map<String, String> answers = new LinkedHashMap<>();
  private long bytes; // of all of them

  /** The last answer of this client; null if it is not here. */
  String of(String client) {
    return answers.get(client);
  }

  /** Keeps an answer, if it is not too long by itself. */
  void put(String client, String answer) {
    remove(client);
    if (bytes(answer) > MOST_BYTES) return;
    answers.put(client, answer);
    bytes += bytes(answer);
    while (bytes > MOST_BYTES) remove(answers.keySet().iterator().next());
  }

  void remove(String client) {
    String removed = answers.remove(client);
    if (removed != null) bytes -= bytes(removed);
  }

  /** What it takes in memory, at most; the same number in every JVM. */
  private static long bytes(String answer) {
    return 2L * answer.length();
  }

  int count() {
    return answers.size();
  }

  /** The oldest first; it stays as it is. */
  Stream<JsonObject> image() {
    return new LinkedHashMap<>(answers).entrySet().stream().map(each -> {
      JsonObject line = new JsonObject();
      line.addProperty("client", each.getKey());
      line.addProperty("answer", each.getValue());
      return line;
    });
  }
}
