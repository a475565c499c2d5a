package raft.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.AppendEntries;
import raft.Configuration;
import raft.Entry;
import raft.RequestVoteReply;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.Welcome;

/** Records to JSON and back. */
final class CodecTest {
  private static final String STATUS = """
      {"type":"StatusReply","id":"s","node":"n1","healthy":true,\
      "role":"leader","term":0,"commitIndex":0,"lastApplied":0,"lastIndex":0,\
      "snapshotIndex":0,"electionMillis":0,"unreachable":[],"log":[]}""";

  static Stream<Record> goodFrames() {
    return GoodFrames.ALL.stream();
  }

  static Stream<GoodFrames.FrameField> optionalFields() {
    return GoodFrames.fields().filter(GoodFrames.FrameField::isOptional);
  }

  static Record decode(String json) throws FrameException {
    return Codec.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void isRefused(String json, String reason) {
    FrameException refusal =
        assertThrows(FrameException.class, () -> decode(json));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test void everyTypeHasAnExampleHere() {
    assertEquals(Codec.types(), goodFrames()
        .map(good -> good.getClass().getSimpleName())
        .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("goodFrames")
  void aFrameComesBackAsItWas(Record frame) throws Exception {
    assertEquals(frame, decode(Codec.encode(frame)));
  }

  @ParameterizedTest
  @MethodSource("goodFrames")
  void whatIsSentIsItsLengthAndThenTheSame(Record frame) {
    byte[] json = Codec.encode(frame).getBytes(StandardCharsets.UTF_8);

    byte[] sent = Codec.frame(frame);

    assertEquals(json.length, ByteBuffer.wrap(sent).getInt());
    assertArrayEquals(json, Arrays.copyOfRange(sent, 4, sent.length));
  }

  @Test void theLengthCountsBytesAndNotCharacters() {
    byte[] sent = Codec.frame(new ErrorFrame("\u00e9\uD83D\uDE00"));

    assertEquals(sent.length - 4, ByteBuffer.wrap(sent).getInt());
    assertEquals("{'type':'ErrorFrame','why':''}".length() + 2 + 4,
        sent.length - 4);
  }

  @ParameterizedTest
  @MethodSource("goodFrames")
  void aFrameIsOneLineThatBeginsWithItsType(Record frame) {
    String json = Codec.encode(frame);

    assertTrue(json.startsWith("{\"type\":\""
        + frame.getClass().getSimpleName() + "\","), json);
    assertEquals(1, json.lines().count());
  }

  @ParameterizedTest
  @MethodSource("optionalFields")
  void whatIsNullIsLeftOut(GoodFrames.FrameField field) throws Exception {
    JsonObject json = JsonParser.parseString(Codec.encode(field.good()))
        .getAsJsonObject();
    json.remove(field.name());
    boolean readable = !field.toString().equals("ClientReply.answer");
    if (!readable) json.addProperty("outcome", ClientReply.UNKNOWN);

    Record without = decode(json.toString());

    assertEquals(json, JsonParser.parseString(Codec.encode(without)));
  }

  @Test void aCommandStandsInAnEntryAsJsonAndNotAsText() {
    AppendEntries request = new AppendEntries("n1-n2-1", 3, "n1", 0, 0,
        List.of(Entry.noOp(2), Entry.command(3, "{\"op\":\"get\",\"n\":1}")),
        0);

    String json = Codec.encode(request);

    assertTrue(json.contains("\"entries\":[{\"term\":2,\"no-op\":true},"
        + "{\"term\":3,\"command\":{\"op\":\"get\",\"n\":1}}]"), json);
    assertEquals(-1, json.indexOf('\\'));
  }

  @Test void aConfigurationStandsInAnEntryAsItsText() throws FrameException {
    Entry joint = Entry.configuration(2, Configuration.of(
        "n1=[::1]:7101,h:7201 n2 -> n2=host-2:7102,host-2:7202"));
    AppendEntries request = new AppendEntries("n1-n2-1", 3, "n1", 0, 0,
        List.of(joint), 0);

    String json = Codec.encode(request);

    assertTrue(json.contains("{\"term\":2,\"configuration\":\""
        + joint.text() + "\"}"), json);
    assertEquals(request, decode(json));
  }

  @Test void commandAndAnswerOfAClientStandAsJsonAndNotAsText() {
    ClientRequest request = new ClientRequest("c-1", new RawJson("{\"a\":1}"));
    ClientReply reply = new ClientReply("c-1", ClientReply.APPLIED,
        new RawJson("[1,\"b\"]"), null, null);

    assertEquals("{\"type\":\"ClientRequest\",\"id\":\"c-1\","
        + "\"command\":{\"a\":1}}", Codec.encode(request));
    assertEquals("{\"type\":\"ClientReply\",\"id\":\"c-1\","
        + "\"outcome\":\"applied\",\"answer\":[1,\"b\"]}", Codec.encode(reply));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740993", "9223372036854775807",
      "-9223372036854775808", "1e400", "0.1", "12345678901234567890",
      "1.10"})
  void aNumberInACommandKeepsItsDigits(String number) throws Exception {
    String command = "{\"n\":" + number + "}";

    ClientRequest request = (ClientRequest) decode("""
        {"type":"ClientRequest","id":"c","command":%s}""".formatted(command));

    assertEquals(command, request.command().text());
  }

  @ParameterizedTest
  @Tag("IO")
  @ValueSource(longs = {(1L << 53) + 1, 1L << 60, 1})
  void aTermIsExactToTheLastBit(long term) throws Exception {
    RequestVoteReply reply = (RequestVoteReply) decode("""
        {"type":"RequestVoteReply","id":"r","term":%d,"voteGranted":true}"""
        .formatted(term));

    assertEquals(term, reply.term());
  }

  @ParameterizedTest
  @Tag("IO")
  @ValueSource(strings = {"9223372036854775808", "9223372036854775807",
      "1152921504606846977", "1e3", "5.0", "\"5\"", "0",
      "-1", "-9223372036854775809", "1.5", "true", "null", "[5]"})
  void aTermIsNothingButAPositiveInteger(String term) {
    isRefused("""
        {"type":"RequestVoteReply","id":"r","term":%s,"voteGranted":true}"""
        .formatted(term), "term");
  }

  // A frame with one letter that is not ASCII is read in another way.
  @Test void aCommandStaysTheTextThatItIsWhateverElseIsInTheFrame()
      throws Exception {
    Entry nested = Entry.command(1, "{\"command\":{\"answer\":[1]}}");
    Entry accent = Entry.command(1, "{\"op\":\"\u00e9\"}");

    for (List<Entry> entries : List.of(List.of(nested),
        List.of(nested, accent))) {
      AppendEntries sent =
          new AppendEntries("n1-n2-1", 1, "n1", 0, 0, entries, 0);

      assertEquals(sent, decode(Codec.encode(sent)));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}                             | entry 1: term is missing",
      "{'term':0,'no-op':true}        | entry 1: term must be an integer from 1",
      "{'term':'1','no-op':true}      | entry 1: term must be an integer from 1",
      "{'term':1152921504606846977,'no-op':true} | entry 1: term must be an integer",
      "{'term':1}                     | no command, no configuration",
      "{'term':1,'no-op':false}       | no command, no configuration",
      "{'term':1,'no-op':1}           | no-op",
      "{'term':1,'command':'{}'}      | entry 1: command must be a JSON object",
      "{'term':1,'command':5,'no-op':true} | command must be a JSON object",
      "{'term':1,'command':null}      | no command, no configuration",
      "{'term':1,'configuration':'n1 n1'} | named twice",
      "{'term':1,'configuration':''} | a configuration without servers",
      "{'term':1,'configuration':'n1  n2'} | a server's id must be",
      "{'term':1,'configuration':'n1 -> '} | nobody to change to",
      "{'term':9,'no-op':true}        | term 1 < 9",
      "5                              | entries must be a list of objects"})
  void anEntryIsACommandOrANoOpWithATerm(String entry, String reason) {
    isRefused("""
        {"type":"AppendEntries","id":"a","term":1,"leaderId":"n1",\
        "prevLogIndex":0,"prevLogTerm":0,"leaderCommit":0,"entries":[%s]}"""
        .formatted(entry.replace('\'', '"')), reason);
  }

  @Test void aFieldItDoesNotKnowIsIgnored() throws Exception {
    String json = """
        {"type":"Welcome","node":"n1","boot":1,"new":{}}""";

    assertEquals(new Welcome("n1", 1), decode(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n4", "n4 1", "n4 x 0", "n4 -1 0", "n4 1 -1", "n4 1 2 3",
      " 17 0", "n4 9999999999999999999 0", "n4 1 9999999999999999999"})
  void aNewcomerIsAServerAndHowFarItIs(String newcomer) {
    isRefused("""
        {"type":"MembersReply","id":"m","node":"n1","term":1,"index":0,\
        "configuration":"n1","committed":true,"lastIndex":1,"nodes":["n1"],\
        "cluster":"c","application":"a","newcomers":["%s"]}"""
        .formatted(newcomer), newcomer.equals(" 17 0") ? "a server's id must be"
            : "a newcomer must be like n4=ADDRESS 17 0");
  }

  @Test void aStatusHasARoleThatThereIs() {
    isRefused(STATUS.replace("leader", "boss"), "no role is called boss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"term", "commitIndex", "lastApplied", "lastIndex",
      "snapshotIndex", "electionMillis"})
  void noNumberOfAStatusIsNegative(String name) {
    isRefused(STATUS.replace("\"" + name + "\":0", "\"" + name + "\":-1"),
        name + " -1 < 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"term", "index", "lastIndex"})
  void noNumberOfTheMembersIsNegative(String name) {
    isRefused("""
        {"type":"MembersReply","id":"m","node":"n1","term":0,"index":0,\
        "configuration":"n1","committed":true,"lastIndex":0,"nodes":["n1"],\
        "cluster":"c","application":"a","newcomers":[]}"""
        .replace("\"" + name + "\":0", "\"" + name + "\":-1"),
        name + " -1 < 0");
  }

  @Test void aSnapshotThatWasNotTakenHasNoIndex() {
    isRefused("""
        {"type":"SnapshotReply","id":"s","node":"n1","lastIncludedIndex":-5}""",
        "lastIncludedIndex -5 < 0");
  }

  @Test void anOutcomeIsOneOfFour() {
    isRefused("""
        {"type":"ClientReply","id":"c","outcome":"perhaps","why":"w"}""",
        "no outcome is called perhaps");
  }

  @Test void anAppliedCommandHasAnAnswerAndAllOthersAReason() {
    isRefused("{\"type\":\"ClientReply\",\"id\":\"c\",\"outcome\":\"applied\"}",
        "answer is missing");
    isRefused("{\"type\":\"ClientReply\",\"id\":\"c\",\"outcome\":\"refused\"}",
        "why is missing");
  }

  @Test void anIdLeavesRoomForTheAnswer() {
    isRefused("{\"type\":\"ClientRequest\",\"id\":\"" + "x".repeat(101)
        + "\",\"command\":{}}", "101 characters is over the limit of 100");
  }
}
