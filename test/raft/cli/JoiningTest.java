package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.node.ClusterConfig;

/** {@code raft node n4 --new --join ADDRESS}, and what is refused of it. */
class JoiningTest {
  private final ThreeNodes nodes = ThreeNodes.ledByN1();
  @TempDir Path data;

  @AfterEach void close() {
    nodes.close();
  }

  private String member() {
    return ClusterConfig.NodeAddress.text(
        nodes.config().node("n2").client());
  }

  private String at(String id) {
    return nodes.cluster().address(id).server().address();
  }

  private Ended node(String id, String... more) {
    List<String> words = new ArrayList<>(List.of("node", id, "--trace", "off",
        "--data", data.toString()));
    words.addAll(List.of(more));
    return nodes.raft(new FakeTerminal().input("quit"),
        words.toArray(String[]::new));
  }

  private void refused(String why, String id, String... more) {
    Ended ended = node(id, more);
    assertEquals(Exit.USAGE, ended.status(), ended.err());
    assertTrue(ended.err().contains(why), ended.err());
    assertTrue(Files.notExists(data.resolve(id)), "and nothing is made");
  }

  @Test void aNewcomerKnowsItsClusterAndSaysHowItIsAdded() throws Exception {
    Ended ended = node("n4", "--new", "--join", member(), "--at", at("n4"));

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.err().contains("n4 waits to be added. In another terminal:"
        + " build/raft members add n4=" + at("n4")), ended.err());
    assertEquals("{\"format\":2,\"cluster\":\"test\",\"node\":\"n4\","
        + "\"nodes\":[\"n1\",\"n2\",\"n3\"],"
        + "\"application\":\"key-value\"}\n",
        Files.readString(data.resolve("n4").resolve("identity.json")));
  }

  @Test void laterItStartsWithoutThat() {
    node("n4", "--new", "--join", member(), "--at", at("n4"));

    Ended again = node("n4", "--at", at("n4"));

    assertEquals(Exit.DONE, again.status(), again.err());
  }

  @Test void whatCannotBeAskedIsNotJoined() {
    nodes.cluster().stop("n2");

    refused("the cluster cannot be asked at " + member()
        + ": connection refused", "n4", "--new", "--join", member(), "--at",
        at("n4"));
  }

  @Test void oneOfTheFirstNodesCannotJoin() {
    refused("the cluster test began with n3", "n3", "--new", "--join",
        member());
  }

  @Test void aMemberThatLostItsDiskCannotJoin() {
    nodes.cluster().join("n4");
    assertEquals(Exit.DONE, nodes.raft("members", "add",
        nodes.cluster().address("n4").server().toString()).status());

    refused("n4 is a member of the cluster test already", "n4", "--new",
        "--join", member(), "--at", at("n5"));
  }

  @Test void anotherApplicationDoesNotJoin() {
    refused("replicates the application key-value, and n4 is configured for"
        + " lines", "n4", "--new", "--join", member(), "--at", at("n4"),
        "--application", "lines");
  }

  @Test void joiningIsForTheFirstStart() {
    refused("--join is for the first start, with --new", "n4", "--join",
        member(), "--at", at("n4"));
  }

  @Test void addressesThatTellNothingAreAskedFor() {
    // Those of the tests go n1 1, 2; n2 3, 4.
    refused("say it with --at PEER,CLIENT", "n4", "--new", "--join", member());
    refused("the addresses of n4 must be like", "n4", "--new", "--join",
        member(), "--at", "7104");
    refused("say it with --at PEER,CLIENT", "x", "--new", "--join", member());
  }

  @Test void whereTheFileGoesOnANewNodeListens() throws Exception {
    ClusterConfig file = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    Arguments line = Arguments.parse(List.of("--join", "127.0.0.1:7201"),
        List.of(Joining.JOIN, Joining.AT), Map.of("RAFT_CONFIG",
            "configs/three-nodes.json"));

    assertEquals("n4=127.0.0.1:7104,127.0.0.1:7204",
        Joining.config(line, "n4").node("n4").server().toString());
    assertEquals(file.node("n2"), Joining.config(line, "n2").node("n2"));
  }
}
