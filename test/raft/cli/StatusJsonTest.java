package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import raft.json.Json;
import raft.node.Frame.MembersReply;
import raft.node.Frame.StatusReply;

/** What a program is told of the members, a node a line. */
class StatusJsonTest {
  private static JsonObject of(String node, MembersReply members) {
    return Json.object(StatusJson.line(new StatusPoll.NodeStatus(node,
        new StatusReply("id", node, true, "leader", 8, node, node, 2, 2, 3, 1,
            150, List.of(), List.of()), members, null), false));
  }

  private static MembersReply members(String configuration,
      String... newcomers) {
    return new MembersReply("id", "n1", 8, "n1", configuration, 3, false, 3,
        List.of(newcomers), "c", "a", List.of("n1", "n2"));
  }

  @Test void tellsWhoVotesAndWhoCatchesUp() {
    JsonObject json = of("n1", members("n1=a:1,b:2 n2", "n4=c:1,d:2 1 0"));

    assertEquals("true", json.get("votes").toString());
    assertEquals("{\"voters\":[\"n1\",\"n2\"],\"next\":null,"
        + "\"catchingUp\":[\"n4\"],\"index\":3,\"committed\":false}",
        json.get("members").toString());
  }

  @Test void theNewServersAreListedWhileTheConfigurationIsJoint() {
    JsonObject members =
        of("n1", members("n1 n2 -> n2 n3")).getAsJsonObject("members");

    assertEquals("[\"n1\",\"n2\"]", members.get("voters").toString());
    assertEquals("[\"n2\",\"n3\"]", members.get("next").toString());
  }

  @Test void whoWasRemovedDoesNotVote() {
    assertEquals("false", of("n3", members("n1 n2")).get("votes").toString());
  }

  @Test void ofOneThatDoesNotReplyNothingIsKnown() {
    JsonObject json = Json.object(StatusJson.line(
        new StatusPoll.NodeStatus("n1", null, "no answer in time"), false));

    assertEquals("null", json.get("votes").toString());
    assertEquals("null", json.get("members").toString());
  }
}
