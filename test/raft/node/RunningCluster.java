package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import raft.Status;

/**
 * A settled cluster of three on which bad things are tried, one after the
 * other. After each of them it must be as if nothing had happened: {@link
 * #isUnharmed}. Elections are made slow, so that one that happens all the same
 * was caused by what was tried.
 */
final class RunningCluster implements AutoCloseable {
  static final int MAX_FRAME = 65_536;
  static final int MAX_CONNECTIONS = 8;

  private final Cluster cluster;
  private final String leader;
  private final List<Long> terms;
  private final Footprint before;
  private int calls;

  RunningCluster() {
    cluster = Cluster.of(3, Map.of("election-timeout-min", "900",
        "election-timeout-max", "900", "max-frame", "" + MAX_FRAME,
        "batch-bytes", "32768", "max-key", "64", "max-value", "1024",
        "max-connections", "" + MAX_CONNECTIONS));
    cluster.node("n1").timeout();
    leader = cluster.leader();
    isServing();
    cluster.await("nobody to be a client any more", () -> Footprint.names()
        .stream().noneMatch(name -> name.contains(" client ")));
    terms = terms();
    before = Footprint.now(cluster.folder());
  }

  ClusterConfig config() {
    return cluster.config();
  }

  Cluster cluster() {
    return cluster;
  }

  String leader() {
    return leader;
  }

  String follower() {
    return leader.equals("n1") ? "n2" : "n1";
  }

  /** Somebody who has connected to the leader's port for clients. */
  Stranger atClientPort() {
    return new Stranger(config().node(leader).client());
  }

  /** Somebody who has connected to a follower's port for peers. */
  Stranger atPeerPort() {
    return new Stranger(config().node(follower()).peer());
  }

  /** A client of the leader that was welcomed. */
  Stranger client() {
    return Stranger.client(config(), leader);
  }

  /** Whatever was tried is over: everybody serves, nobody left a trace. */
  void isUnharmed() {
    Footprint.awaitSame(before, cluster.folder());
    isServing();
    Footprint.awaitSame(before, cluster.folder());
    assertEquals(terms, terms(), "an election happened");
  }

  /** A command is executed by the leader, and every node tells its status. */
  void isServing() {
    try (Stranger client = client()) {
      JsonObject reply = put(client, "serves", "yes");
      assertEquals("applied", reply.get("outcome").getAsString());
    }
    for (String node : List.of("n1", "n2", "n3")) {
      try (Stranger client = Stranger.client(config(), node)) {
        client.send("{\"type\":\"StatusRequest\",\"id\":\"s\",\"log\":0}");
        JsonObject status = client.receive("StatusReply");
        assertEquals(true, status.get("healthy").getAsBoolean());
      }
    }
  }

  /** The reply to a put under a client name and serial of its own. */
  JsonObject put(Stranger client, String key, String value) {
    calls++;
    client.send("""
        {"type":"ClientRequest","id":"put-%d","command":{"client":"tester",\
        "serial":%d,"op":"put","key":"%s","value":"%s"}}"""
        .formatted(calls, calls, key, value));
    return client.receive("ClientReply");
  }

  long lastIndex() {
    return cluster.node(leader).status().lastIndex();
  }

  private List<Long> terms() {
    return cluster.nodes().stream().map(Node::status).map(Status::term)
        .toList();
  }

  @Override public void close() {
    cluster.close();
  }
}
