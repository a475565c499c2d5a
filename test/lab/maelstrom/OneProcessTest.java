package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.Exit;

/** A real process, through its pipes; it is a cluster of one. */
class OneProcessTest {
  private static final String INIT =
      "{'type':'init','msg_id':1,'node_id':'n1','node_ids':['n1']}";

  // Of ErrorCode: temporarily unavailable, and crash, which is "unknown".
  private static final List<Integer> AGAIN = List.of(11, 13);

  @TempDir Path folder;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private RealProcess process;

  @AfterEach void kill() {
    process.kill();
  }

  private void start(String nodeData) throws Exception {
    process = RealProcess.start(folder, Map.of("NODE_DATA", nodeData),
        lines::add);
  }

  private JsonObject ask(String body) throws InterruptedException {
    process.write(
        new MaelstromMessage("c1", "n1", OneNode.json(body)).toString());
    String line = lines.poll(60, TimeUnit.SECONDS);
    assertNotNull(line, "no answer to " + body);
    return JsonParser.parseString(line).getAsJsonObject()
        .getAsJsonObject("body");
  }

  /**
   * Asks until there is a leader and its disk is in time. What is asked may be
   * asked again: on a busy machine a leader may step down over a slow force.
   */
  private JsonObject insist(String body) throws InterruptedException {
    JsonObject answer = ask(body);
    while (answer.has("code")
        && AGAIN.contains(answer.get("code").getAsInt())) {
      answer = ask(body);
    }
    return answer;
  }

  @Test void afterSigkillItRecoversAndEndsWithItsInput() throws Exception {
    start(folder.resolve("data").toString());
    ask(INIT);
    insist("{'type':'write','msg_id':2,'key':1,'value':'\u00e5'}");
    process.kill();

    start(folder.resolve("data").toString());
    JsonObject initialized = ask(INIT);
    JsonObject value = insist("{'type':'read','msg_id':3,'key':1}");
    process.endInput();

    assertEquals("init_ok", initialized.get("type").getAsString());
    assertEquals("\u00e5", value.get("value").getAsString());
    assertEquals(Exit.DONE, process.exit());
    assertTrue(Files.exists(folder.resolve("data/n1/log.jsonl")));
  }

  @Test void oneThatCannotReadItsDataStopsItself() throws Exception {
    start(folder.resolve("data").toString());
    ask(INIT);
    process.kill();
    Files.writeString(folder.resolve("data/n1/log.jsonl"), "");
    start(folder.resolve("data").toString());

    JsonObject answer = ask(INIT);

    assertEquals(13, answer.get("code").getAsInt());
    assertEquals(Exit.UNKNOWN, process.exit());
  }

  @Test void withoutADirectoryItLeavesNothingBehindWhenItIsKilled()
      throws Exception {
    start("");
    ask(INIT);
    insist("{'type':'write','msg_id':2,'key':1,'value':2}");

    process.kill();

    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("stderr")), left.toList());
    }
  }

  @Test void eachLineForPeopleBeginsWithTheTime() throws Exception {
    start("");
    ask(INIT);
    insist("{'type':'write','msg_id':2,'key':1,'value':2}");
    process.write("nonsense");

    process.endInput();
    process.exit();

    List<String> said = Files.readAllLines(folder.resolve("stderr"));
    assertTrue(said.stream().anyMatch(line -> line.contains("ignored, ")));
    assertEquals(List.of(), said.stream().filter(line ->
        !line.matches("[0-2]\\d:[0-5]\\d:[0-5]\\d[.]\\d+ .*")).toList());
  }
}
