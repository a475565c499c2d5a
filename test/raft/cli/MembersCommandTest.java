package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.client.KvClient;
import raft.node.Cluster;

/** Who belongs to the cluster is changed while it runs. */
class MembersCommandTest {
  private final ThreeNodes nodes = ThreeNodes.ledByN1();
  private final Cluster cluster = nodes.cluster();

  @AfterEach void close() {
    nodes.close();
  }

  private Ended members(String words) {
    return nodes.raft(Stream.concat(Stream.of("members"),
        Stream.of(words.split(" ")).filter(word -> !word.isEmpty()))
        .toArray(String[]::new));
  }

  private String at(String id) {
    return cluster.address(id).server().toString();
  }

  private void changed(String words, String to) {
    Ended ended = members(words);
    assertEquals("done: the members are " + to + "\n", ended.out(),
        ended.err());
    assertEquals(Exit.DONE, ended.status());
  }

  @Test void theTableShowsWhoVotesAndWhoLeads() {
    Ended ended = members("");

    List<String> lines = ended.out().lines().toList();
    assertEquals(5, lines.size(), ended.out());
    assertTrue(lines.get(1).endsWith("votes, leader"), ended.out());
    assertTrue(lines.get(2).endsWith("votes"), ended.out());
    assertEquals("configuration n1 n2 n3, with which the cluster began, as n1"
        + " knows it", lines.get(4));
  }

  @Test void growsToFiveAndBecomesThreeOthersWhileAClientGoesOn() {
    cluster.join("n4");
    cluster.join("n5");
    try (KvClient client = new KvClient(nodes.config(), 10_000)) {
      client.put("x", "1");

      changed("add " + at("n4") + " " + at("n5"), "n1 n2 n3 n4 n5");
      client.put("x", "2");
      changed("set n3,n4,n5", "n3 n4 n5"); // without n1, which leads

      client.put("x", "3");
      cluster.stop("n1");
      cluster.stop("n2");
      assertEquals(Optional.of("3"), client.get("x"));
    }
    Ended status = nodes.raft("status");
    assertTrue(status.out().contains("\nn5   yes"), status.out());
    assertTrue(status.out().contains(
        "\nmembers: n3 n4 n5; not a member: n1 n2\n"), status.out());
    restartedWithTheOriginalFileItFollowsItsLog();
  }

  private void restartedWithTheOriginalFileItFollowsItsLog() {
    cluster.stop("n3");

    cluster.start("n3");

    says("n3 starts: the file names n1, n2, n3; the log says n3, n4, n5: the"
        + " log decides");
    assertEquals("n3 n4 n5", cluster.node("n3").members().configuration()
        .inWords());
  }

  @Test void whoCameLaterSaysWhatItsFileNames() {
    cluster.join("n4");
    changed("set n1 n2 " + at("n4"), "n1 n2 n4");
    cluster.await("n4 to have it on disk, too", () -> cluster.node("n4")
        .members().committed() && "n1 n2 n4".equals(cluster.node("n4")
            .members().configuration().inWords()));

    cluster.stop("n4");
    cluster.join("n4");
    says("n4 starts: the file names n1, n2, n3; the log says n1, n2, n4: the"
        + " log decides");
    cluster.stop("n4");
    cluster.startNamed("n4");

    says("n4 starts: the file names n1, n2, n3, n4; the log says n1, n2, n4:"
        + " the log decides");
  }

  private void says(String words) {
    cluster.await(words, () -> cluster.trace().stream()
        .anyMatch(line -> line.contains(words)));
  }

  @Test void aClientWithTheOldFileFindsAClusterThatHasWhollyMoved() {
    cluster.join("n4");
    cluster.join("n5");
    changed("set " + at("n4") + " " + at("n5"), "n4 n5");

    Ended put = nodes.raft("put", "x", "1");

    assertEquals(Exit.DONE, put.status(),
        () -> put.err() + String.join("\n", cluster.trace()));
    changed("set n4", "n4");
    nothingIsDisturbedByThoseThatWereRemoved();
  }

  private void nothingIsDisturbedByThoseThatWereRemoved() {
    cluster.await("n4 to lead", () ->
        "n4".equals(cluster.node("n4").status().leader()));
    long term = cluster.node("n4").status().term();

    Cluster.pause(2000); // longer than the longest election timeout

    assertEquals(term, cluster.node("n4").status().term());
    assertEquals("n4", cluster.node("n4").status().leader());
  }

  @Test void askedAgainItIsDoneAtOnce() {
    cluster.join("n4");
    changed("add " + at("n4"), "n1 n2 n3 n4");

    changed("add " + at("n4"), "n1 n2 n3 n4");
  }

  @Test void whoIsNoMemberIsRemovedAlready() {
    changed("remove n3", "n1 n2");

    changed("remove n3", "n1 n2; n3 was no member");
  }

  // C-old,new is in n1's log, and no majority takes it.
  @Test void askedAgainItIsTheChangeThatIsUnderWayAndNoOther() {
    nodes.pause("n2", "n3");
    String unknown = "outcome unknown: not committed within ";
    fails("remove n3 --timeout 200", Exit.UNKNOWN, unknown);

    fails("remove n3 --timeout 200", Exit.UNKNOWN, unknown);
    fails("remove n2", Exit.NOTHING_DONE,
        "nothing was done: another change is under way: n1 n2");

    nodes.resumeAll();
    Ended ended = members("remove n3"); // which may be done by now
    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().startsWith("done: the members are n1 n2"));
  }

  private void fails(String words, int status, String why) {
    Ended ended = members(words);

    assertTrue(ended.err().contains(why), ended.err());
    assertEquals(status, ended.status(), ended.err());
  }

  @Test void aNewcomerThatDoesNotRunIsGivenUpAndNothingIsChanged() {
    Ended ended = members("add " + at("n4") + " --timeout 300");

    assertEquals(Exit.NOTHING_DONE, ended.status());
    assertTrue(ended.err().contains(
        "nothing was done: not caught up in time: n4"), ended.err());
    assertTrue(members("").out().contains("configuration n1 n2 n3, with"));
  }

  @Test void withoutALeaderNothingIsDone() {
    nodes.pause("n1", "n2", "n3");

    Ended ended = nodes.raft("members", "--timeout", "100");

    assertEquals(Exit.NOTHING_DONE, ended.status());
    assertTrue(ended.err().contains("nobody knows: n1: "), ended.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "remove n1 n2 n3 | 1 | nobody would be left of n1 n2 n3",
      "set n1 n9 | 1 | n9 is no member, so say where it is",
      "add n1=127.0.0.1:7,127.0.0.1:8 | 1 | n1 is a member already",
      "add n4 | 2 | where is it? write: raft members add n4=127.0.0.1:7104",
      "add n4=7104 | 2 | the addresses of n4 must be like n4=127.0.0.1:7104",
      "add n4=a:1,b:0 | 2 | the addresses of n4 must be like",
      "set n1 n1 | 2 | n1 is named twice",
      "remove n1=127.0.0.1:7,127.0.0.1:8 | 2 | remove takes ids only: n1",
      "add | 2 | which nodes? write: raft members add n4=",
      "join n4 | 2 | write: raft members add|remove|set NODE..., not join"})
  void whatMakesNoSenseIsSaidAndChangesNothing(String words, int status,
      String why) {
    Ended ended = members(words);

    assertEquals(status, ended.status(), ended.err());
    assertTrue(ended.err().contains(why), ended.err());
    assertEquals("", ended.out());
    assertEquals(0, cluster.node("n1").members().index());
  }

  @Test void twoServersAtOneAddressAreRefused() {
    Ended ended = members("add n4=" + nodes.config().node("n3").server()
        .address());

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.err().contains("is taken already"), ended.err());
  }
}
