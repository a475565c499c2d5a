package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import raft.client.KvClient;
import raft.kv.Sessions;

/** Clients that are no model of patience or of use, at nodes with sockets. */
class SessionsOnNodesTest {
  private static final int AT_ONCE = 20;

  private static void append(Stranger client, String name, int serial) {
    client.send("""
        {"type":"ClientRequest","id":"%s-%d","command":{"client":"%s",\
        "serial":%d,"op":"append","key":"x","value":"%d"}}"""
        .formatted(name, serial, name, serial, serial));
  }

  private static JsonObject reply(Stranger client, String name, int serial) {
    JsonObject reply = client.receive("ClientReply");
    assertEquals(name + "-" + serial, reply.get("id").getAsString());
    return reply;
  }

  /** What becomes of it at this node: refused, or the answer's status. */
  private static String ask(Cluster cluster, String node, String name,
      int serial) {
    try (Stranger client = Stranger.client(cluster.config(), node)) {
      append(client, name, serial);
      return status(reply(client, name, serial));
    }
  }

  private static String status(JsonObject reply) {
    if (!reply.has("answer")) return reply.get("outcome").getAsString();
    return reply.getAsJsonObject("answer").get("status").getAsString();
  }

  private static String value(Cluster cluster) {
    try (KvClient client = new KvClient(cluster.config(), 10_000)) {
      return client.get("x").orElse("none");
    }
  }

  // ---- expired ---------------------------------------------------------

  private static void register(Stranger client) {
    client.send("""
        {"type":"ClientRequest","id":"r","command":{"op":"register"}}""");
    assertEquals("ok", status(client.receive("ClientReply")));
  }

  private static void registerMany(Cluster cluster, int count) {
    String leader = cluster.leader();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      CompletableFuture.allOf(IntStream.range(0, AT_ONCE).mapToObj(i ->
          CompletableFuture.runAsync(() -> {
            try (Stranger client = Stranger.client(cluster.config(), leader)) {
              for (int n = 0; n < count / AT_ONCE; n++) register(client);
            }
          }, threads)).toArray(CompletableFuture[]::new)).join();
    } finally {
      threads.shutdown();
    }
  }

  /** The leader says gone, to a retry and to what is new; others refuse. */
  private static void isGoneEverywhere(Cluster cluster) {
    String leader = cluster.leader();
    for (Node node : cluster.nodes()) {
      String expected = node.id().equals(leader) ? "gone" : "refused";
      for (int serial : List.of(1, 2)) {
        assertEquals(expected,
            ask(cluster, node.id(), "client-1001", serial), node.id());
      }
    }
    assertEquals("1", value(cluster));
  }

  // Without the label: five thousand clients take long to register.
  @Test void anExpiredClientIsToldSoWhoeverLeadsAndAlsoAfterARestart() {
    try (Cluster cluster = Cluster.of(3, Map.of("snapshot-entries", "0"))) {
      try (Stranger client =
          Stranger.client(cluster.config(), cluster.leader())) {
        register(client);
      }
      assertEquals("ok", ask(cluster, cluster.leader(), "client-1001", 1));

      registerMany(cluster, Sessions.MOST_OF_A_KIND);

      isGoneEverywhere(cluster);
      String deposed = cluster.leader();
      cluster.stop(deposed);
      isGoneEverywhere(cluster);
      cluster.start(deposed);
      restartFromSnapshots(cluster);
      isGoneEverywhere(cluster);
    }
  }

  private static void restartFromSnapshots(Cluster cluster) {
    List<String> all = List.of("n1", "n2", "n3");
    long last = cluster.node(cluster.leader()).status().lastIndex();
    for (String id : all) {
      cluster.await(id + " to apply it all", () ->
          cluster.node(id).status().lastApplied() >= last);
      assertTrue(cluster.node(id).requestSnapshot().join()
          .lastIncludedIndex() >= last);
    }
    all.forEach(cluster::stop);
    all.forEach(cluster::start);
  }

  // ---- in a hurry ------------------------------------------------------

  @Tag("CL2")
  @Test void whatIsSentAheadOnOneConnectionIsDoneInItsOrder() {
    try (Cluster cluster = Cluster.of(3);
        Stranger client =
            Stranger.client(cluster.config(), cluster.leader())) {
      for (int serial = 1; serial <= 9; serial++) {
        append(client, "hasty", serial);
      }

      for (int serial = 1; serial <= 9; serial++) {
        assertEquals("ok", status(reply(client, "hasty", serial)));
      }

      assertEquals("123456789", value(cluster));
    }
  }

  // Over two connections, or in a retry, 2 may be first. Then 1 is over.
  @Tag("CL2")
  @Test void whatWasOvertakenIsGoneWhoeverLeads() {
    try (Cluster cluster = Cluster.of(3)) {
      assertEquals("ok", ask(cluster, cluster.leader(), "hasty", 2));

      assertEquals("gone", ask(cluster, cluster.leader(), "hasty", 1));
      cluster.stop(cluster.leader());
      assertEquals("gone", ask(cluster, cluster.leader(), "hasty", 1));

      assertEquals("ok", ask(cluster, cluster.leader(), "hasty", 2));
      assertEquals("2", value(cluster));
    }
  }
}
