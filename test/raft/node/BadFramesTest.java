package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What strangers may send: the offender is told why, as far as it listens, and
 * cut off; everybody else notices nothing.
 */
final class BadFramesTest extends OnRunningCluster {
  private static final String HELLO = Stranger.helloOfClient("test", "n1");
  private static final String STATUS =
      "{\"type\":\"StatusRequest\",\"id\":\"s-1\",\"log\":3}";

  // ---- lengths ---------------------------------------------------------

  @Test void refusesAnEmptyFrame() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(new byte[4]);

      stranger.isRefused("an empty frame");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80000000, 0xffffffff, 0x7fffffff, 65_537})
  void refusesALengthOverTheLimitWhateverItsSign(int length) {
    try (Stranger client = running.client()) {
      client.send(ByteBuffer.allocate(4).putInt(length).array());

      client.isRefused("a frame of " + Integer.toUnsignedString(length)
          + " bytes is over the limit of 65536");
    }
  }

  @Test void refusesALargeFrameOfWhoHasNotSaidWhoItIs() {
    try (Stranger client = running.atClientPort();
        Stranger peer = running.atPeerPort()) {
      client.send(ByteBuffer.allocate(4).putInt(16_385).array());
      peer.send(ByteBuffer.allocate(4).putInt(16_385).array());

      client.isRefused("a frame of 16385 bytes is over the limit of 16384");
      peer.isRefused("a frame of 16385 bytes is over the limit of 16384");
    }
  }

  @Test void takesAFrameAsLongAsTheLimit() {
    try (Stranger client = running.client()) {
      int room = RunningCluster.MAX_FRAME - STATUS.length();

      client.send(STATUS + " ".repeat(room));

      assertEquals("s-1", client.receive("StatusReply").get("id")
          .getAsString());
    }
  }

  @Test void givesUpOnAFrameThatIsAnnouncedAndNeverSent() {
    try (Stranger stranger = running.client()) {
      stranger.send(ByteBuffer.allocate(4).putInt(60_000).array());

      stranger.isRefused("did not come to its end within");
    }
  }

  @Test void givesUpOnAFrameThatTricklesOnForEver() throws Exception {
    try (Stranger stranger = running.client()) {
      stranger.send(ByteBuffer.allocate(4).putInt(60_000).array());
      Thread trickle = new Thread(() -> trickle(stranger), "trickle");
      trickle.start();

      stranger.isRefused("did not come to its end within");
      trickle.join();
    }
  }

  private static void trickle(Stranger stranger) {
    try {
      while (true) {
        stranger.send(new byte[] {' '});
        Cluster.pause(20);
      }
    } catch (UncheckedIOException e) {
      return; // it was cut off, as it should be
    }
  }

  @Test void refusesAFrameThatIsCutShort() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(new byte[] {0, 0, 0, 9, '{'});
      stranger.endOutput();

      stranger.isRefused("closed in the middle of a frame");
    }
  }

  @Test void refusesALengthThatIsCutShort() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(new byte[] {0, 0});
      stranger.endOutput();

      stranger.isRefused("closed in the middle of a frame");
    }
  }

  @Test void toleratesSomebodyWhoConnectsAndLeaves() {
    running.atClientPort().close();
    running.atPeerPort().close();
    running.client().close();
  }

  @Test void givesUpOnSomebodyWhoNeverSpeaks() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.isRefused("no Hello within");
    }
  }

  // ---- slow, and legal -------------------------------------------------

  @Test
  @Tag("IO")
  void takesARequestThatComesByteByByte() {
    try (Stranger client = running.client()) {
      for (byte one : Stranger.frame(STATUS)) client.send(new byte[] {one});

      assertEquals("s-1", client.receive("StatusReply").get("id")
          .getAsString());
    }
  }

  @Test
  @Tag("IO")
  void takesARequestThatComesInPackets() {
    try (Stranger client = running.client()) {
      byte[] frame = Stranger.frame(STATUS);
      for (byte one : frame) {
        client.send(new byte[] {one});
        Cluster.pause(3);
      }

      assertEquals("s-1", client.receive("StatusReply").get("id")
          .getAsString());
    }
  }

  @Test
  @Tag("IO")
  void takesTwoRequestsInOnePacket() {
    try (Stranger client = running.client()) {
      byte[] frame = Stranger.frame(STATUS);

      client.send(ByteBuffer.allocate(2 * frame.length).put(frame).put(frame)
          .array());

      client.receive("StatusReply");
      client.receive("StatusReply");
    }
  }

  // ---- JSON ------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "{", "{\"type\":\"Hello\"", "[1,2",
      "{\"type\":Hello}", "{'type':'Hello'}", "{\"type\":\"Hello\",}",
      "{\"type\":\"Hello\"} x", "{\"a\":01}", "{\"a\":NaN}", "{\"a\":tru}",
      "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}", "{\"a\":+1}", "{\"a\":1;\"b\":2}",
      "// no\n{}", "{\"a\" \"b\"}", " ", "{\"type\":\"\\u00\"}"})
  void refusesWhatIsNotJson(String text) {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(text);

      stranger.isRefused("not JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"Hello\"", "true", "[{}]"})
  void refusesJsonThatIsNotAnObject(String text) {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(text);

      stranger.isRefused("a JSON object was expected");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}{}", "{}[]", "{} 1"})
  void refusesASecondValue(String text) {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(text);

      stranger.isRefused("JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesDeepNesting(String open) {
    try (Stranger stranger = running.client()) {
      stranger.send("{\"a\":" + open.repeat(10_000));

      stranger.isRefused("Nesting limit 64 reached");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"type\":\"Hello\",\"type\":\"Welcome\"}",
      "{\"type\":\"Hello\",\"x\":{\"y\":[{\"a\":1,\"\\u0061\":2}]}}"})
  void refusesAFieldThatStandsTwice(String text) {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(text);

      stranger.isRefused("stands twice");
    }
  }

  @Test void refusesAnUnknownType() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send("{\"type\":\"Bonjour\"}");

      stranger.isRefused("unknown type Bonjour");
    }
  }

  @Test void shortensItsComplaintAboutSomethingLong() {
    try (Stranger stranger = running.client()) {
      stranger.send("{\"type\":\"" + "x".repeat(60_000) + "\"}");

      stranger.isRefused("xxx...");
    }
  }

  // ---- text ------------------------------------------------------------

  @Test void refusesWhatIsNotUtf8() {
    try (Stranger stranger = running.atClientPort()) {
      byte[] latin = "{\"type\":\"\u00e9\"}"
          .getBytes(StandardCharsets.ISO_8859_1);

      stranger.send(Stranger.frame(latin));

      stranger.isRefused("not UTF-8");
    }
  }

  @Test void refusesASurrogateThatIsWrittenInUtf8() {
    try (Stranger stranger = running.atClientPort()) {
      byte[] cesu = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':',
          '1', '}'};

      stranger.send(Stranger.frame(cesu));

      stranger.isRefused("not UTF-8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "x\\ud83dx", "\\ude00\\ud83d"})
  void refusesHalfACharacterInAKeyOrValueBeforeItIsLogged(String half) {
    long before = running.lastIndex();
    for (String command : new String[] {
        "{\"op\":\"put\",\"key\":\"" + half + "\",\"value\":\"\"}",
        "{\"op\":\"put\",\"key\":\"k\",\"value\":\"" + half + "\"}",
        "{\"" + half + "\":1}"}) {
      try (Stranger client = running.client()) {
        client.send("{\"type\":\"ClientRequest\",\"id\":\"h\",\"command\":"
            + command + "}");

        client.isRefused("surrogate");
      }
    }
    assertEquals(before, running.lastIndex());
  }

  @Test void servesAnHttpRequestWithAReason() {
    try (Stranger browser = running.atClientPort()) {
      browser.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII));

      browser.isRefused("a frame of 1195725856 bytes is over the limit");
    }
  }

  // ---- order -----------------------------------------------------------

  @Test void refusesARequestBeforeTheHello() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(STATUS);

      stranger.isRefused("say Hello first");
    }
  }

  @Test void refusesASecondHello() {
    try (Stranger client = running.client()) {
      client.send(HELLO);

      client.isRefused("a client's request was expected, not Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"type\":\"RequestVote\",\"id\":\"n2-n1-1\",\"term\":99,"
          + "\"candidateId\":\"n2\",\"lastLogIndex\":99,\"lastLogTerm\":99,"
          + "\"leadershipTransfer\":false}",
      "{\"type\":\"AppendEntries\",\"id\":\"n2-n1-1\",\"term\":99,"
          + "\"leaderId\":\"n2\",\"prevLogIndex\":0,\"prevLogTerm\":0,"
          + "\"entries\":[],\"leaderCommit\":0}",
      "{\"type\":\"Welcome\",\"node\":\"n2\",\"boot\":1}",
      "{\"type\":\"ErrorFrame\",\"why\":\"you are no good\"}"})
  void refusesAClientThatTalksLikeANode(String frame) {
    try (Stranger client = running.client()) {
      client.send(frame);

      client.isRefused("a client's request was expected");
    }
  }

  @Test void answersWhatCameBeforeTheBadFrame() {
    try (Stranger client = running.client()) {
      client.send(STATUS);
      client.send("nonsense");

      JsonObject reply = client.receive();
      assertEquals("StatusReply", reply.get("type").getAsString());
      client.isRefused("not JSON");
      assertNull(client.receive());
    }
  }
}
