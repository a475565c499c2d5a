package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the members are is told by any node, and changed by the leader only. */
final class MembersFramesTest extends OnRunningCluster {
  private static JsonObject changed(String node, String from, String to) {
    try (Stranger client = Stranger.client(running.config(), node)) {
      client.send(request(from, to));
      return client.receive("ClientReply");
    }
  }

  private static String request(String from, String to) {
    return """
        {"type":"ChangeMembersRequest","id":"c-1","from":"%s","to":%s,\
        "timeoutMillis":1000}""".formatted(from, to);
  }

  private static String members() {
    return running.config().configuration().text();
  }

  private static String list(String members) {
    return "[\"" + members.replace(" ", "\",\"") + "\"]";
  }

  @Test void anyNodeTellsWhoTheMembersAre() {
    try (Stranger client =
        Stranger.client(running.config(), running.follower())) {
      client.send("{\"type\":\"MembersRequest\",\"id\":\"m-1\"}");

      JsonObject reply = client.receive("MembersReply");

      assertEquals("m-1", reply.get("id").getAsString());
      assertEquals(running.follower(), reply.get("node").getAsString());
      assertEquals(running.leader(), reply.get("leader").getAsString());
      assertEquals(members(), reply.get("configuration").getAsString());
      assertTrue(reply.get("committed").getAsBoolean());
      assertEquals("[]", reply.get("newcomers").toString());
      assertEquals("test", reply.get("cluster").getAsString());
      assertEquals("[\"n1\",\"n2\",\"n3\"]", reply.get("nodes").toString());
    }
  }

  @Test void aFollowerChangesNothingAndNamesTheLeader() {
    JsonObject reply =
        changed(running.follower(), members(), list(members()));

    assertEquals("refused", reply.get("outcome").getAsString());
    assertEquals(running.leader(), reply.get("leader").getAsString());
  }

  @Test void whatIsSoAlreadyIsAppliedAtOnce() {
    JsonObject reply = changed(running.leader(), members(), list(members()));

    assertEquals("applied", reply.get("outcome").getAsString());
    assertEquals(members(), reply.getAsJsonObject("answer").get("members")
        .getAsString());
  }

  @Test void whoKnowsOtherMembersChangesNothing() {
    JsonObject reply = changed(running.leader(), "n1 n2",
        list(members().split(" ")[0]));

    assertEquals("refused", reply.get("outcome").getAsString());
    assertEquals("the members are n1 n2 n3 by now",
        reply.get("why").getAsString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "[] | nobody is left",
      "['n1'] | the addresses of n1 must be like",
      "['n1=a:1'] | the addresses of n1 must be like",
      "['n1=a:1,b:0'] | the addresses of n1 must be like",
      "['n1=a:1,b:2,c:3'] | the addresses of n1 must be like",
      "['n 1=a:1,b:2'] | a server's id must be",
      "['n1=a:1,b:2','n1=c:3,d:4'] | n1 is taken already",
      "['n1=a:1,b:2','n2=c:3,b:2'] | b:2 is taken already",
      "['n1=a:1,a:1'] | a:1 is taken already"}, quoteCharacter = '!')
  void whatMakesNoSenseIsRefusedByName(String to, String why) {
    try (Stranger client = running.client()) {
      client.send(request(members(), to.replace('\'', '"')));

      client.isRefused(why);
    }
  }
}
