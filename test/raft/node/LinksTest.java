package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.AppendEntries;
import raft.Configuration;
import raft.Entry;
import raft.Outcome;
import raft.RaftServer;
import raft.Role;
import raft.Server;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.disk.FileStorage;

/** Links come and go with the peers, and nothing of them stays. */
final class LinksTest {
  private final Cluster cluster = Cluster.down(3, Map.of(), null);
  private final Connections connections = new Connections();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final KeptTrace trace = new KeptTrace();
  private final TracePrinter printer =
      new TracePrinter("test", TracePrinter.Level.OFF, trace);
  private final NodeThreads threads = new NodeThreads(failure::set);
  private volatile boolean ended;
  private FileStorage storage;
  private RaftServer server;
  private Links links;

  @BeforeEach void aServerAndItsLinks() {
    ClusterConfig config = cluster.config();
    storage = FileStorage.open(cluster.folder().resolve("n1"),
        config.identity("n1"), true, config.maxBuffer());
    server = new RaftServer("n1", config.configuration(), config.settings(),
        storage, Applications.named("key-value", new Limits(64, 64)), printer,
        new Random(1));
    storage.start("n1 disk", server::durable, failure::set);
    links = new Links(server, storage, new Wire(config, config.identity("n1"),
        7, new Faults(), printer, new Troubles(printer), new PeerCounters(),
        connections), threads);
  }

  @AfterEach void close() {
    ended = true;
    server.close("the test is over");
    links.close();
    links.join();
    storage.close();
    printer.close();
    cluster.close();
  }

  private Server at(String id, int node) {
    ClusterConfig.NodeAddress there = cluster.address("n" + node);
    return new Server(id, new ClusterConfig.NodeAddress(id, there.peer(),
        there.client()).server().address());
  }

  private static List<String> linkThreads() {
    return Footprint.names().stream()
        .filter(name -> name.startsWith("n1 to ")).toList();
  }

  private void lead() {
    ticks();
    server.timeout();
    cluster.await("n1 to lead", () -> server.status().role() == Role.LEADER);
  }

  /** From now on time passes. */
  private void ticks() {
    threads.start("n1 tick", () -> {
      while (!ended) {
        server.tick();
        links.follow();
        Cluster.pause(5);
      }
    });
  }

  /** n1 hears from its leader that these are the members. */
  private void hears(String members) {
    long last = server.status().lastIndex();
    long term = last == 0 ? 0 : server.lastEntries(1).get(0).term();
    server.handle(new AppendEntries("n9-n1-" + last, 99, "n9", last, term,
        List.of(Entry.configuration(99, Configuration.of(members))), 0));
    links.follow();
  }

  /** n1 leads, and has these members instead. */
  private void changes(Server... to) throws Exception {
    assertInstanceOf(Outcome.Applied.class, server.changeMembers(
        server.members().configuration(), List.of(to), 100)
            .get(10, TimeUnit.SECONDS));
  }

  private void settles(int open, String... expected) {
    cluster.await("the threads " + List.of(expected), () ->
        linkThreads().equals(List.of(expected)));
    cluster.await(open + " connections", () -> connections.count() == open);
  }

  // Some come back to where they were before their old link has noticed.
  @Test void aThousandChangesLeaveNoThreadBehind() {
    for (int i = 0; i < 500; i++) {
      hears("n1 " + at("n2", 3) + " " + at("n4", 2));
      hears("n1 " + at("n2", 2) + " " + at("n3", 3) + " " + at("n5", 9));
    }

    settles(0, "n1 to n2", "n1 to n3", "n1 to n5");
    hears("n1");
    settles(0);
    assertNull(failure.get());
  }

  @Test void aPeerThatMovesLeavesNoConnectionBehind() throws Exception {
    try (FakePeer there = new FakePeer(cluster.config(), "n2", FakePeer::yes);
        FakePeer here = new FakePeer(cluster.config(), "n3", FakePeer::yes)) {
      lead();
      Server me = cluster.config().node("n1").server();

      // Where a link has moved on before it connects, no call comes.
      for (int i = 0; there.callerCount() < 15 || here.callerCount() < 15; i++) {
        assertTrue(i < 60, there.callerCount() + ", " + here.callerCount());
        changes(me, at("n2", 3));
        changes(me, at("n2", 2));
      }

      settles(1, "n1 to n2");
      assertNull(failure.get());
    }
  }

  @Test void aLinkEndsWhileItWaitsForAPeerThatSaysNothing() {
    try (FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes);
        FakePeer n3 = new FakePeer(cluster.config(), "n3", FakePeer::yes)) {
      lead();
      settles(2, "n1 to n2", "n1 to n3");
      n2.answers(request -> null);
      n3.answers(request -> null);
      n2.forget();
      cluster.await("a request without a reply", () -> n2.requestCount() > 0);

      hears("n1");

      settles(0);
    }
  }

  @Test void aLinkEndsWhileItBacksOff() {
    ticks();
    server.timeout(); // nobody listens at these addresses

    hears("n1");

    settles(0);
  }

  @Test void whoStaysAtTheSameAddressKeepsItsConnection() throws Exception {
    try (FakePeer n2 = new FakePeer(cluster.config(), "n2", FakePeer::yes);
        FakePeer n3 = new FakePeer(cluster.config(), "n3", FakePeer::yes)) {
      lead();
      settles(2, "n1 to n2", "n1 to n3");

      changes(cluster.config().node("n1").server(), at("n2", 2));

      settles(1, "n1 to n2");
      n2.forget();
      cluster.await("a heartbeat", () -> n2.requestCount() > 0);
      assertEquals(1, n2.callerCount());
      assertEquals(1, n3.callerCount());
    }
  }

  @Test void aPeerWhoseAddressMakesNoSenseIsNamedAndHasNoLink() {
    hears("n1 n7=nowhere " + at("n2", 2));

    settles(0, "n1 to n2");
    cluster.await("a word about it", () -> trace.lines().stream().anyMatch(
        line -> line.contains("n1 has no link to n7: the addresses of n7 must"
            + " be like n7=127.0.0.1:7104,127.0.0.1:7204")));
  }

  // A snapshot of an earlier version names the servers so.
  @Test void aPeerWithoutAnAddressIsWhereTheFileSays() {
    hears("n1 n2");

    settles(0, "n1 to n2");
  }

  @Test void thePeersAreTheSameListUntilTheyChange() {
    assertSame(server.peers(), server.peers());
  }
}
