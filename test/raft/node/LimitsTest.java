package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Too big, too many: a clear error for that client, and nothing else. */
final class LimitsTest extends OnRunningCluster {
  private static void isInvalid(String key, String value, String why) {
    long before = running.lastIndex();
    try (Stranger client = running.client()) {

      JsonObject reply = running.put(client, key, value);

      assertEquals("invalid", reply.get("outcome").getAsString());
      assertTrue(reply.get("why").getAsString().contains(why),
          reply.toString());
      assertEquals(before, running.lastIndex(), "it was logged");
      // The client may go on: it did nothing against the wire's rules.
      assertEquals("applied", running.put(client, "k", "v").get("outcome")
          .getAsString());
    }
  }

  private static String command(String filling) {
    return "{\"type\":\"ClientRequest\",\"id\":\"f\",\"command\":{\"x\":\""
        + filling + "\"}}";
  }

  @Test void refusesAKeyThatIsTooBigBeforeItIsLogged() {
    isInvalid("k".repeat(65), "v", "key has 65 bytes");
  }

  @Test void countsBytesAndNotCharacters() {
    isInvalid("\u20ac".repeat(22), "v", "key has 66 bytes");
  }

  @Test void refusesAValueThatIsTooBigBeforeItIsLogged() {
    isInvalid("k", "v".repeat(1025), "value has 1025 bytes");
  }

  @Test void takesAKeyAndAValueAsBigAsTheLimit() {
    try (Stranger client = running.client()) {

      JsonObject reply = running.put(client, "k".repeat(64), "v".repeat(1024));

      assertEquals("applied", reply.get("outcome").getAsString());
    }
  }

  @Test void refusesACommandThatFillsTheFrameBeforeItIsLogged() {
    long before = running.lastIndex();
    try (Stranger client = running.client()) {
      String filling = "x".repeat(RunningCluster.MAX_FRAME - 600);

      client.send(command(filling));

      JsonObject reply = client.receive("ClientReply");
      assertEquals("invalid", reply.get("outcome").getAsString());
      assertTrue(reply.get("why").getAsString()
          .contains("is over the limit of 64536"), reply.toString());
      assertEquals(before, running.lastIndex());
    }
  }

  @Test void refusesAFrameThatIsTooBigBeforeItIsLogged() {
    long before = running.lastIndex();
    try (Stranger client = running.client()) {
      client.send(command("x".repeat(2 * RunningCluster.MAX_FRAME)));

      client.isRefused("is over the limit of 65536");
    }
    assertEquals(before, running.lastIndex());
  }

  @Test void refusesAnIdThatLeavesNoRoomForTheAnswer() {
    long before = running.lastIndex();
    try (Stranger client = running.client()) {
      client.send("{\"type\":\"ClientRequest\",\"id\":\"" + "i".repeat(101)
          + "\",\"command\":{\"op\":\"register\"}}");

      client.isRefused("an id of 101 characters is over the limit of 100");
    }
    assertEquals(before, running.lastIndex());
  }

  @Test void showsAsMuchOfTheLogAsFitsIntoAFrame() {
    try (Stranger client = running.client()) {
      for (int i = 0; i < 40; i++) running.put(client, "k", "v".repeat(1000));

      client.send("""
          {"type":"StatusRequest","id":"s","log":2147483647}""");

      JsonObject status = client.receive("StatusReply");
      int shown = status.getAsJsonArray("log").size();
      assertTrue(shown > 5 && shown < 40, shown + " entries");
      assertTrue(status.getAsJsonArray("log").get(shown - 1).toString()
          .contains("vvv"), "not the newest");
    }
  }

  @Test void refusesOneClientTooManyAndTakesItWhenAnotherHasGone() {
    List<Stranger> seated = new ArrayList<>();
    for (int i = 0; i < RunningCluster.MAX_CONNECTIONS; i++) {
      seated.add(running.client());
    }

    try (Stranger late = running.atClientPort()) {
      late.send(Stranger.helloOfClient("test", running.leader()));
      late.isRefused(running.leader() + " serves 8 clients already");
    }

    for (Stranger client : seated) {
      client.send("{\"type\":\"StatusRequest\",\"id\":\"s\",\"log\":0}");
      client.receive("StatusReply");
    }
    seated.forEach(Stranger::close);
    running.isServing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"StatusRequest\",\"id\":\"s\",\"log\":0}",
      "{\"type\":\"StatusReply\"}", "nonsense"})
  void aSeatIsGivenBackHoweverItsClientWent(String lastWords) {
    List<Stranger> seated = new ArrayList<>();
    for (int i = 0; i < RunningCluster.MAX_CONNECTIONS; i++) {
      seated.add(running.client());
    }

    for (Stranger client : seated) {
      client.send(lastWords);
      client.close(); // and reads no answer, which resets the connection
    }

    assertTrue(Cluster.becomesTrue(() -> Footprint.names().stream()
        .noneMatch(name -> name.startsWith(running.leader() + " client"))));
    running.isServing();
  }

  @Test void dropsACrowdAndServesWhoeverIsLeft() {
    List<Stranger> crowd = new ArrayList<>();
    for (int i = 0; i < 200; i++) crowd.add(running.atClientPort());

    try (Stranger client = Stranger.client(running.config(),
        running.follower())) {
      client.send("{\"type\":\"StatusRequest\",\"id\":\"s\",\"log\":0}");
      client.receive("StatusReply");
    }

    // There is room for 64 more than are served; the others are just closed.
    long threads = Footprint.names().stream()
        .filter(name -> name.startsWith(running.leader() + " client")).count();
    assertTrue(threads <= 8 + 64, threads + " threads");
    long closed = crowd.stream().filter(LimitsTest::isDroppedWithoutAWord)
        .count();
    assertTrue(closed > 0, "nobody was dropped");
    running.cluster().await("a person to be told", () ->
        running.cluster().trace().stream().anyMatch(line -> line.endsWith(
            "closes a new connection unheard: it has 72, and max-connections"
            + " is 8")));
    crowd.forEach(Stranger::close);
  }

  private static boolean isDroppedWithoutAWord(Stranger one) {
    JsonObject last = one.receive();
    if (last != null) assertNull(one.receive());
    return last == null;
  }

  @Test void aCrowdAtThePeerPortLeavesTheClusterAlone() {
    List<Stranger> crowd = new ArrayList<>();
    for (int i = 0; i < 200; i++) crowd.add(running.atPeerPort());

    running.isServing();

    crowd.forEach(Stranger::close);
  }
}
