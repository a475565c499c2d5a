package raft.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import raft.Role;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.disk.StorageDisks;

/** Healthy means: the disk answers, and a leader has its majority. */
final class HealthTest {
  // Long enough that a busy machine is not taken for a hanging disk.
  private static final Map<String, String> PATIENT = Map.of(
      "election-timeout-min", "1500", "election-timeout-max", "1500");

  private static boolean isHealthy(Cluster cluster, String id) {
    return status(cluster, id).healthy();
  }

  private static StatusReply status(Cluster cluster, String id) {
    return cluster.node(id).status(new StatusRequest("s", 0));
  }

  /** As it is in the very first status in which it leads. */
  private static StatusReply asItBecomesLeader(Cluster cluster, String id) {
    StatusReply[] last = new StatusReply[1];
    cluster.await(id + " to lead", () -> {
      last[0] = status(cluster, id);
      return last[0].role().equals(Role.LEADER.toString());
    });
    return last[0];
  }

  private static void propose(Cluster cluster) {
    try (Stranger client = Stranger.client(cluster.config(), "n1")) {
      client.send("""
          {"type":"ClientRequest","id":"1","command":{"op":"register"}}""");
    }
  }

  // ---- the disk --------------------------------------------------------

  @Test void aForceThatHangsLongerThanAnElectionTimeoutIsNotHealthy() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    try (Cluster cluster = Cluster.down(1, PATIENT, null)) {
      cluster.start("n1", disk);
      cluster.leader();
      disk.shut();

      propose(cluster);
      disk.awaitForce();
      boolean atFirst = isHealthy(cluster, "n1");

      assertTrue(atFirst, "a write may take its time");
      cluster.await("the hanging disk to show",
          () -> !isHealthy(cluster, "n1"));
      disk.open();
      cluster.await("n1 to be well again", () -> isHealthy(cluster, "n1"));
    }
  }

  @Test void aDiskThatHangsAtTheTermOfAnElectionIsNotHealthy() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    Map<String, String> settings = new TreeMap<>(PATIENT);
    settings.put("pre-vote", "false"); // nobody would vote for it
    try (Cluster cluster = Cluster.down(3, settings, null)) {
      cluster.start("n1", disk);
      disk.shut();

      cluster.node("n1").timeout();
      disk.awaitForce();

      cluster.await("the hanging disk to show",
          () -> !isHealthy(cluster, "n1"));
      disk.open();
    }
  }

  @Test void anIdleDiskIsHealthyHoweverLongAgoItWrote() {
    try (Cluster cluster = Cluster.of(1)) {
      cluster.leader();

      Cluster.pause(2 * cluster.config().electionTimeoutMax());

      assertTrue(isHealthy(cluster, "n1"));
    }
  }

  // ---- a leader's majority ---------------------------------------------

  @Test void aLeaderThatReachedNoMajorityForLongIsNotHealthy() {
    try (Cluster cluster = Cluster.of(3, Map.of("check-quorum", "false"))) {
      String leader = cluster.leader();
      assertTrue(isHealthy(cluster, leader));

      cluster.disconnect(leader);

      cluster.await("it to miss its majority",
          () -> !isHealthy(cluster, leader));
      StatusReply cut = status(cluster, leader);
      assertTrue(cut.role().equals(Role.LEADER.toString()) && !cut.healthy(),
          cut.toString());
      cluster.connect(leader);
      cluster.await("it to follow another, and be well",
          () -> isHealthy(cluster, leader));
    }
  }

  @Test void aLeaderWithAMajorityIsHealthyAlthoughOneIsGone() {
    try (Cluster cluster = Cluster.of(3, PATIENT)) {
      String leader = cluster.leader();
      cluster.stop(cluster.follower());

      Cluster.pause(2 * cluster.config().electionTimeoutMax());

      assertTrue(isHealthy(cluster, leader));
      assertTrue(leader.equals(cluster.leader()));
    }
  }

  // Only the vote was answered so far, and then nothing any more.
  @Test void aLeaderJustElectedIsHealthyUntilItMissesItsMajority() {
    Map<String, String> settings = new TreeMap<>(PATIENT);
    settings.put("check-quorum", "false"); // else it steps down just then
    try (Cluster cluster = Cluster.down(3, settings, null);
        FakePeer n2 = new FakePeer(cluster.config(), "n2", request ->
            FakePeer.isVote(request) ? FakePeer.yes(request) : null)) {
      cluster.start("n1");
      cluster.node("n1").timeout();

      StatusReply elected = asItBecomesLeader(cluster, "n1");

      assertTrue(elected.healthy(), elected.toString());
      cluster.await("it to miss its majority",
          () -> !isHealthy(cluster, "n1"));
      n2.answers(FakePeer::yes);
      cluster.await("it to be well again", () -> isHealthy(cluster, "n1"));
    }
  }

  @Test void theOnlyNodeOfAClusterIsHealthyFromTheBeginning() {
    try (Cluster cluster = Cluster.of(1)) {

      StatusReply elected = asItBecomesLeader(cluster, "n1");

      assertTrue(elected.healthy(), elected.toString());
    }
  }

  @Test void aFollowerWithoutALeaderIsHealthyAllTheSame() {
    try (Cluster cluster = Cluster.down(3, PATIENT, null)) {
      cluster.start("n1");

      StatusReply alone = status(cluster, "n1");

      assertTrue(alone.healthy(), alone.toString());
      assertFalse(alone.role().equals(Role.LEADER.toString()));
    }
  }
}
