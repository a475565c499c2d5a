package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and in whose name they may speak. */
final class StrangersTest extends OnRunningCluster {
  private static String leader;
  private static String follower;

  @BeforeAll static void nameNodes() {
    leader = running.leader();
    follower = running.follower();
  }

  @Test void refusesAClientOfAnotherCluster() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(Stranger.helloOfClient("other", leader));

      stranger.isRefused("this is the cluster test, not other");
    }
  }

  @Test void refusesAClientThatMeansAnotherNode() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(Stranger.helloOfClient("test", "n9"));

      stranger.isRefused("this is " + leader + ", not n9");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "-1"})
  void refusesAnotherProtocol(String protocol) {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(Stranger.helloOfClient("test", leader)
          .replace("\"protocol\":1", "\"protocol\":" + protocol));

      stranger.isRefused("this node speaks protocol 1, not " + protocol);
    }
  }

  @Test void sendsAPeerThatCallsTheClientPortToThePeerPort() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(Stranger.helloOfPeer("test", follower, leader));

      stranger.isRefused("peers of " + leader + " call 127.0.0.1:"
          + running.config().node(leader).peer().getPort());
    }
  }

  @Test void sendsAClientThatCallsThePeerPortToTheClientPort() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfClient("test", follower));

      stranger.isRefused("clients of " + follower + " call 127.0.0.1:"
          + running.config().node(follower).client().getPort());
    }
  }

  @Test void refusesAPeerOfAnotherCluster() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("other", leader, follower));

      stranger.isRefused("this is the cluster test, not other");
    }
  }

  @Test void refusesAPeerThatMeansAnotherNode() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", leader, leader));

      stranger.isRefused("this is " + follower + ", not " + leader);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n 1", "n1/../n2"})
  void refusesAPeerWhoseIdIsNone(String id) {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", id, follower));

      stranger.isRefused("a server's id must be 1 to 40 letters");
    }
  }

  // Its log may know it, while the log of the node that it calls does not yet.
  @Test void welcomesAPeerOfThisClusterThatTheFileDoesNotName() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", "n9", follower));

      JsonObject welcome = stranger.receive("Welcome");

      assertEquals(follower, welcome.get("node").getAsString());
      assertFalse(welcome.has("members"), "that is for clients");
    }
  }

  @Test void aClientMayCallWithoutKnowingWhoIsThere() {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(Stranger.helloOfClient("test", Frame.Hello.ANY));

      JsonObject welcome = stranger.receive("Welcome");

      assertEquals(leader, welcome.get("node").getAsString());
      assertEquals(running.config().configuration().text(),
          welcome.get("members").getAsString());
    }
  }

  @Test void aPeerMustSayWhomItMeans() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", leader, Frame.Hello.ANY));

      stranger.isRefused("this is " + follower + ", not *");
    }
  }

  @Test void refusesAPeerThatCountsOtherNodesAndSaysWhatToDo() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", leader, follower)
          .replace("\"n3\"", "\"n3\",\"n4\",\"n5\""));

      stranger.isRefused(leader + " counts 5 nodes (n1, n2, n3, n4, n5), "
          + follower + " counts 3 nodes (n1, n2, n3): give both the same"
          + " configuration");
    }
  }

  @Test void refusesAPeerThatReplicatesAnotherApplication() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", leader, follower)
          .replace("key-value", "lines"));

      stranger.isRefused(leader + " replicates the application lines, "
          + follower + " key-value");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodes", "application"})
  void refusesAPeerThatDoesNotSayIt(String field) {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", leader, follower)
          .replace("\"" + field + "\"", "\"older\""));

      stranger.isRefused(field + " is missing");
    }
  }

  @Test void refusesAPeerThatSaysItIsThisVeryNode() {
    try (Stranger stranger = running.atPeerPort()) {
      stranger.send(Stranger.helloOfPeer("test", follower, follower));

      stranger.isRefused("this is " + follower + " itself");
    }
  }

  @Test void refusesARequestInAnotherPeersName() {
    try (Stranger third = Stranger.peer(running.config(), third(), follower)) {
      third.send("""
          {"type":"RequestVote","id":"x-1","term":99,"candidateId":"%s",\
          "lastLogIndex":99,"lastLogTerm":99,"leadershipTransfer":false}""".formatted(leader));

      third.isRefused("a request of " + third() + " was expected");
    }
  }

  // Once stored, it would have been the last term: no election after it.
  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "1152921504606846976"})
  void refusesATermThatNoElectionReaches(String term) {
    try (Stranger third = Stranger.peer(running.config(), third(), follower)) {
      third.send("""
          {"type":"RequestVote","id":"x","term":%s,"candidateId":"%s",\
          "lastLogIndex":9,"lastLogTerm":9,"leadershipTransfer":false}""".formatted(term, third()));

      third.isRefused("term " + term);
    }
  }

  @Test void refusesEntriesInAnotherPeersName() {
    try (Stranger third = Stranger.peer(running.config(), third(), follower)) {
      third.send("""
          {"type":"AppendEntries","id":"x-1","term":99,"leaderId":"%s",\
          "prevLogIndex":0,"prevLogTerm":0,"entries":[],"leaderCommit":0}"""
          .formatted(leader));

      third.isRefused("a request of " + third() + " was expected");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"type\":\"RequestVoteReply\",\"id\":\"x\",\"term\":99,"
          + "\"voteGranted\":true}",
      "{\"type\":\"ClientRequest\",\"id\":\"x\",\"command\":{}}",
      "{\"type\":\"StatusRequest\",\"id\":\"x\",\"log\":0}",
      "nonsense"})
  void refusesAPeerThatDoesNotSendRequests(String frame) {
    try (Stranger third = Stranger.peer(running.config(), third(), follower)) {
      third.send(frame);

      third.isRefused("");
    }
  }

  @Test void goesOnWithARealPeerAfterAnImpostorTookItsPlace() {
    Stranger impostor = Stranger.peer(running.config(), leader, follower);

    // The leader's link was replaced; it calls again at once and is back.
    running.isServing();

    assertTrue(impostor.receive() == null, "two connections of one peer");
    impostor.close();
  }

  /** Neither the leader, nor the follower whose port is called. */
  private static String third() {
    return running.cluster().nodes().stream().map(Node::id)
        .filter(id -> !id.equals(leader) && !id.equals(follower))
        .findFirst().orElseThrow();
  }
}
