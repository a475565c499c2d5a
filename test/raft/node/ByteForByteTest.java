package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is put comes back as it was: through frames, the log, the network, the
 * disk and the state machine, and after a restart.
 */
final class ByteForByteTest {
  private static int serial;

  /** All of U+0000 to U+FFFF but surrogates, and some that need a pair. */
  private static String everyCharacter() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0xffff; c++) {
      if (!Character.isSurrogate(c)) all.append(c);
    }
    return all.append((char) 0xffff).appendCodePoint(0x1f600)
        .appendCodePoint(0x10000).appendCodePoint(0x10ffff).toString();
  }

  /** JSON that escapes each character, as some libraries do. */
  private static String escaped(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append(String.format("\\u%04x", (int) c));
    }
    return json.append('"').toString();
  }

  private static JsonObject call(Stranger client, String fields) {
    client.send("{\"type\":\"ClientRequest\",\"id\":\"c-" + ++serial
        + "\",\"command\":{\"client\":\"tester\",\"serial\":" + serial + ","
        + fields + "}}");
    JsonObject reply = client.receive("ClientReply");
    assertEquals("applied", reply.get("outcome").getAsString(),
        reply.toString());
    return reply.getAsJsonObject("answer");
  }

  private static String json(String text) {
    return new JsonPrimitive(text).toString();
  }

  private static String get(Cluster cluster, String key) {
    try (Stranger client =
        Stranger.client(cluster.config(), cluster.leader())) {
      return call(client, "\"op\":\"get\",\"key\":" + key).get("value")
          .getAsString();
    }
  }

  @Test void everyCharacterComesBackInAValue() {
    String all = everyCharacter();
    try (Cluster cluster = Cluster.of(3)) {
      try (Stranger client =
          Stranger.client(cluster.config(), cluster.leader())) {
        call(client, "\"op\":\"put\",\"key\":\"plain\",\"value\":" + json(all));
        call(client, "\"op\":\"put\",\"key\":\"escaped\",\"value\":"
            + escaped(all));
      }

      assertEquals(all, get(cluster, "\"plain\""));
      assertEquals(all, get(cluster, "\"escaped\""));

      // From another leader, which has it from the network...
      cluster.stop(cluster.leader());
      assertEquals(all, get(cluster, "\"plain\""));

      // ...and from the disk.
      for (String id : List.of("n1", "n2", "n3")) {
        if (cluster.node(id) != null) cluster.stop(id);
      }
      for (String id : List.of("n1", "n2", "n3")) cluster.start(id);
      assertEquals(all, get(cluster, "\"plain\""));
      assertEquals(all, get(cluster, "\"escaped\""));
    }
  }

  @Test void everyCharacterComesBackInAKey() {
    List<String> keys = pieces(everyCharacter(), 300);
    try (Cluster cluster = Cluster.of(1)) {
      cluster.leader();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        for (String key : keys) {
          call(client, "\"op\":\"put\",\"key\":" + json(key)
              + ",\"value\":" + json(key));
        }

        List<String> listed = new ArrayList<>();
        call(client, "\"op\":\"keys\"").getAsJsonArray("keys")
            .forEach(key -> listed.add(key.getAsString()));

        assertEquals(keys.stream().sorted().toList(), listed);
        for (String key : keys) {
          assertEquals(key, call(client, "\"op\":\"get\",\"key\":"
              + escaped(key)).get("value").getAsString());
        }
      }
    }
  }

  private static List<String> pieces(String text, int length) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + length);
      // Not between the halves of a pair.
      if (Character.isHighSurrogate(text.charAt(to - 1))) to++;
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  @Test void theEmptyTextComesBackAsKeyAndValue() {
    try (Cluster cluster = Cluster.of(1)) {
      cluster.leader();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        call(client, "\"op\":\"put\",\"key\":\"\",\"value\":\"\"");

        JsonObject answer = call(client, "\"op\":\"get\",\"key\":\"\"");

        assertTrue(answer.has("value"));
        assertEquals("", answer.get("value").getAsString());
      }
    }
  }
}
