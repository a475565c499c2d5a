package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  private static final String INIT =
      "{'type':'init','node_id':'n1','node_ids':['n1','n2','n3']}";

  private static final List<String> BAD = List.of(
      "{'type':'init','node_ids':['n1']}",
      "{'type':'init','node_id':'n1'}",
      "{'type':'init','node_id':1,'node_ids':['n1']}",
      "{'type':'init','node_id':'n1','node_ids':[1]}",
      "{'type':'init','node_id':'n1','node_ids':[]}",
      "{'type':'init','node_id':'n1','node_ids':['n2']}",
      "{'type':'init','node_id':'n1','node_ids':['n1','n1']}",
      "{'type':'init','node_id':'../n1','node_ids':['../n1']}",
      "{'type':'init','node_id':'..','node_ids':['..']}",
      "{'type':'init','node_id':'','node_ids':['']}");

  @TempDir Path data;

  private static int code(JsonObject error) {
    return error.get("code").getAsInt();
  }

  @Test void isAnsweredAtOnceThoughNoOtherNodeIsThere() throws Exception {
    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      JsonObject answer = n1.ask(1, INIT);

      assertEquals("init_ok", answer.get("type").getAsString());
      assertTrue(Files.exists(data.resolve("n1")));
    }
  }

  @Test void thatComesTwiceIsAnsweredTwice() throws Exception {
    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      n1.ask(1, INIT);

      JsonObject again = n1.ask(2, INIT);

      assertEquals("init_ok", again.get("type").getAsString());
    }
  }

  @Test void asAnotherNodeIsRefused() throws Exception {
    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      n1.ask(1, INIT);

      JsonObject refusal = n1.ask(2,
          "{'type':'init','node_id':'n2','node_ids':['n1','n2','n3']}");

      assertEquals(12, code(refusal));
    }
  }

  @Test void thatMakesNoSenseIsRefusedAndTheNextTaken() throws Exception {
    List<Integer> codes = new ArrayList<>();

    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      for (String bad : BAD) codes.add(code(n1.ask(1, bad)));

      assertEquals(Collections.nCopies(BAD.size(), 12), codes);
      assertEquals("init_ok", n1.ask(2, INIT).get("type").getAsString());
    }
  }

  @Test void beforeItAClientIsSentAwayAndAPeerNotHeard() throws Exception {
    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      n1.hear("n2", "{'type':'RequestVote','msg_id':5,'id':'n2-n1-1','term':1,"
          + "'candidateId':'n2','lastLogIndex':0,'lastLogTerm':0,"
          + "'leadershipTransfer':false}");

      JsonObject answer = n1.ask(6, "{'type':'read','key':1}");

      assertEquals(11, code(answer));
      assertFalse(n1.hasAnswered(5));
    }
  }

  @Test void inTheDataOfAnotherClusterStopsTheNode() throws Exception {
    try (OneNode before = new OneNode(OneNode.PATIENT, data)) {
      before.initialized("n1", "n2");
    }

    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      JsonObject answer = n1.ask(1, INIT);

      assertEquals(13, code(answer));
      assertTrue(n1.node.awaitClosed().contains("belongs to"));
    }
  }

  @Test void afterACrashInTheMiddleOfTheFirstBeginsAnew() throws Exception {
    Files.createDirectories(data.resolve("n1"));
    Files.createFile(data.resolve("n1/log.jsonl"));

    try (OneNode n1 = new OneNode(OneNode.PATIENT, data)) {
      JsonObject answer = n1.ask(1, INIT);

      assertEquals("init_ok", answer.get("type").getAsString());
    }
  }
}
