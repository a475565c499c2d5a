package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import raft.Role;
import raft.Command;
import raft.StateMachine;
import raft.node.Frame.StatusRequest;

/** How a node comes, stands still, and goes. */
final class NodeTest {
  private static final String REGISTER = "{\"type\":\"ClientRequest\","
      + "\"id\":\"r\",\"command\":{\"op\":\"register\"}}";
  private static final String STATUS =
      "{\"type\":\"StatusRequest\",\"id\":\"s\",\"log\":0}";

  private static Cluster down(int size) {
    return Cluster.down(size, Map.of(), null);
  }

  private static void startAll(Cluster cluster) {
    for (int i = 0; i < cluster.config().nodes().size(); i++) {
      cluster.start(cluster.config().nodes().get(i).id());
    }
  }

  private static void closesWithinASecond(Node node) {
    long begin = System.nanoTime();
    node.close();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis < 1000, millis + " ms");
  }

  // ---- coming and going ------------------------------------------------

  @Test void aNodeThatStartsAndCloses20TimesLeavesNothing() {
    try (Cluster cluster = down(3)) {
      Footprint before = Footprint.now(cluster.folder());

      for (int i = 0; i < 20; i++) {
        Node node = cluster.start("n1");
        node.timeout(); // its links are dialing
        node.close();
      }

      Footprint.awaitSame(before, cluster.folder());
    }
  }

  @Test void aClusterThatServesStartsAndClosesAndLeavesNothing() {
    try (Cluster cluster = down(3)) {
      Footprint before = Footprint.now(cluster.folder());

      for (int i = 0; i < 5; i++) {
        startAll(cluster);
        try (Stranger client =
            Stranger.client(cluster.config(), cluster.leader())) {
          client.send(REGISTER);
          client.receive("ClientReply");
          for (String id : List.of("n1", "n2", "n3")) cluster.stop(id);
        }
      }

      Footprint.awaitSame(before, cluster.folder());
    }
  }

  @Test void aNodeWhoseAddressIsTakenSaysSoAndLeavesNothing() throws Exception {
    try (Cluster cluster = down(3)) {
      int port = cluster.config().node("n1").client().getPort();
      try (ServerSocket taken = FreePorts.listen(port, 1);
          TracePrinter printer =
              new TracePrinter("test", TracePrinter.Level.OFF, null)) {
        Footprint before = Footprint.now(cluster.folder());

        IOException refusal = assertThrows(IOException.class,
            () -> Node.start(cluster.config(), "n1",
                cluster.folder().resolve("n1"), true, new BrokenMachine(),
                printer));

        assertTrue(refusal.getMessage().contains("n1 cannot listen on "
            + "127.0.0.1:" + taken.getLocalPort()), refusal.getMessage());
        assertTrue(Files.notExists(cluster.folder().resolve("n1")));
        Footprint.awaitSame(before, cluster.folder());
      }
    }
  }

  @Test void closingTwiceAndAtOnceIsHarmless() throws Exception {
    try (Cluster cluster = down(3)) {
      Node node = cluster.start("n1");

      List<CompletableFuture<Void>> closers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        closers.add(CompletableFuture.runAsync(node::close));
      }
      for (CompletableFuture<Void> one : closers) one.get(5, TimeUnit.SECONDS);

      assertNull(node.awaitClosed());
    }
  }

  // ---- the end, in every state -----------------------------------------

  @Test void closesWithinASecondWhilePausedWithABacklog() {
    try (Cluster cluster = down(3)) {
      Footprint before = Footprint.now(cluster.folder());
      startAll(cluster);
      Node paused = cluster.node(cluster.leader());
      paused.faults().pause();
      List<Stranger> backlog = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Stranger one =
            new Stranger(cluster.config().node(paused.id()).client());
        one.send(Stranger.helloOfClient("test", paused.id()));
        backlog.add(one);
      }

      closesWithinASecond(paused);

      backlog.forEach(Stranger::close);
      for (Node node : cluster.nodes()) closesWithinASecond(node);
      Footprint.awaitSame(before, cluster.folder());
    }
  }

  @Test void closesWithinASecondWhileItsLinksDialABlackHole()
      throws Exception {
    try (Cluster cluster = down(3);
        BlackHole n2 = new BlackHole(cluster.config(), "n2");
        BlackHole n3 = new BlackHole(cluster.config(), "n3")) {
      Node node = cluster.start("n1");
      node.timeout();
      Cluster.pause(100);
      assertTrue(n2.isFull() && n3.isFull());

      closesWithinASecond(node);

      Footprint.awaitNoThread();
    }
  }

  @Test void closesWithinASecondWhileAClientDoesNotReadItsAnswers()
      throws Exception {
    try (Cluster cluster = Cluster.of(1)) {
      cluster.leader();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        fillTheLog(client);
        Thread greedy = new Thread(() -> askForEver(client), "greedy");
        greedy.start();
        cluster.await("the node to be stuck in a write", NodeTest::isWriting);

        closesWithinASecond(cluster.node("n1"));

        greedy.join();
      }
      Footprint.awaitNoThread();
    }
  }

  @Test void closesTheSocketOfAClientThatDoesNotReadItsAnswers()
      throws Exception {
    try (Cluster cluster = Cluster.of(1)) {
      cluster.leader();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        fillTheLog(client);
        Thread greedy = new Thread(() -> askForEver(client), "greedy");
        greedy.start();
        cluster.await("the node to be stuck in a write", NodeTest::isWriting);

        cluster.await("the tick thread to close the overdue socket",
            () -> Footprint.names().stream()
                .noneMatch(name -> name.startsWith("n1 client")));

        greedy.join();
        assertTrue(cluster.node("n1").status(new StatusRequest("s", 0))
            .healthy());
      }
    }
  }

  private static void fillTheLog(Stranger client) {
    for (int i = 1; i <= 4; i++) {
      client.send("""
          {"type":"ClientRequest","id":"f","command":{"client":"f",\
          "serial":%d,"op":"put","key":"k","value":"%s"}}"""
          .formatted(i, "v".repeat(50_000)));
      client.receive("ClientReply");
    }
  }

  /** 200 kB of answer for each question, and none is read. */
  private static void askForEver(Stranger client) {
    try {
      while (true) {
        client.send("{\"type\":\"StatusRequest\",\"id\":\"s\",\"log\":9}");
      }
    } catch (UncheckedIOException e) {
      return; // cut off, as it should be
    }
  }

  private static boolean isWriting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().startsWith("n1 client"))
        .anyMatch(each -> each.getValue().length > 0 && List.of(each.getValue())
            .toString().contains("Connection.write"));
  }

  @Test void allWhoWaitAreToldThatTheOutcomeIsUnknown() {
    try (Cluster cluster = Cluster.of(3)) {
      String leader = cluster.leader();
      cluster.disconnect(leader);
      Node node = cluster.node(leader);
      long before = node.status().lastIndex();
      List<Stranger> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(Stranger.client(cluster.config(), leader));
        waiting.get(i).send(REGISTER);
      }
      cluster.await("the commands to be logged",
          () -> node.status().lastIndex() == before + 50);

      node.close();

      for (Stranger client : waiting) {
        JsonObject reply = client.receive("ClientReply");
        assertEquals("unknown", reply.get("outcome").getAsString());
        assertEquals(leader + " is stopping", reply.get("why").getAsString());
        assertNull(client.receive());
        client.close();
      }
    }
  }

  @Test void nobodyWaitsForAClientThatIsIdle() {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      try (Cluster cluster = Cluster.of(1)) {
        cluster.leader();
        Stranger idle = Stranger.client(cluster.config(), "n1");

        long begin = System.nanoTime();
        cluster.node("n1").close();
        long millis = (System.nanoTime() - begin) / 1_000_000;

        assertNull(idle.receive());
        idle.close();
        fastest = Math.min(fastest, millis);
      }
    }
    assertTrue(fastest < 300, fastest + " ms");
  }

  @Test void aRequestThatComesTooLateIsRefused() {
    try (Cluster cluster = Cluster.of(3)) {
      String leader = cluster.leader();
      Node node = cluster.node(leader);
      try (Stranger client = Stranger.client(cluster.config(), leader)) {
        node.faults().pause();
        client.send(REGISTER);
        Cluster.pause(50);

        node.close();

        JsonObject reply = client.receive("ClientReply");
        assertEquals("refused", reply.get("outcome").getAsString());
        assertNull(client.receive());
      }
    }
  }

  // ---- the end, by itself ----------------------------------------------

  /** A state machine that breaks its contract. */
  private static final class BrokenMachine implements StateMachine {
    @Override public Command read(String text) {
      assertTrue(text.startsWith("{"));
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      throw new IllegalStateException("two and two are five");
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  @Timeout(60) @Test void aNodeWhoseServerBreaksStopsAndSaysWhy() throws Exception {
    try (Cluster cluster =
        Cluster.down(1, Map.of(), id -> new BrokenMachine())) {
      Footprint before = Footprint.now(cluster.folder());
      Node node = cluster.start("n1");
      cluster.leader();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        client.send(REGISTER);

        String why = node.awaitClosed();

        assertTrue(why.contains("two and two are five"), why);
        assertFalse(why.contains("disk failed"), why);
      }
      cluster.await("a notice", () -> cluster.trace().stream()
          .anyMatch(line -> line.startsWith("n1 stops: ")));
      Footprint.awaitSame(before, cluster.folder());
    }
  }

  @Timeout(60) @Test void aNodeWhoseDiskFailsStopsAndSaysWhy() throws Exception {
    try (Cluster cluster = down(1)) {
      Footprint before = Footprint.now(cluster.folder());
      Node node = cluster.start("n1");
      cluster.leader();

      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("n1 disk"))
          .forEach(Thread::interrupt); // which closes its files
      String why = node.awaitClosed();

      assertTrue(why.startsWith("the disk failed"), why);
      Footprint.awaitSame(before, cluster.folder());
    }
  }

  @Timeout(60) @Test void aNodeThatLosesAThreadStopsAndSaysWhich() throws Exception {
    for (String thread : List.of("n1 tick", "n1 to n2")) {
      try (Cluster cluster = down(3)) {
        Footprint before = Footprint.now(cluster.folder());
        Node node = cluster.start("n1");

        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().equals(thread))
            .forEach(Thread::interrupt);
        String why = node.awaitClosed();

        assertTrue(why.startsWith(thread + " died of "), why);
        Footprint.awaitSame(before, cluster.folder());
      }
    }
  }

  // ---- standing still --------------------------------------------------

  @Test void aPausedNodeAnswersNobodyAndItsConsoleWorks() {
    try (Cluster cluster = Cluster.of(3)) {
      String leader = cluster.leader();
      Node node = cluster.node(leader);
      try (Stranger client = Stranger.client(cluster.config(), leader)) {
        node.faults().pause();
        client.send(STATUS);

        cluster.await("the others to elect another", () -> cluster.nodes()
            .stream().anyMatch(other -> other != node
                && other.status().role() == Role.LEADER));

        assertEquals(Role.LEADER, node.status().role(), "it saw something");
        assertTrue(node.faults().isPaused());
        node.faults().resume();
        client.receive("StatusReply");
        cluster.leader();
      }
    }
  }

  @Test void aPausedNodeDoesNotCountDown() {
    try (Cluster cluster = Cluster.of(3)) {
      Node paused = cluster.node(cluster.follower());
      paused.faults().pause();
      Cluster.pause(100); // what was under way ends

      int before = paused.status().electionCountdown();
      Cluster.pause(100);

      assertEquals(before, paused.status().electionCountdown());
    }
  }

  @Test void aPausedNodeTakesNoThreadForEachOneThatCalls() {
    try (Cluster cluster = Cluster.of(3)) {
      String paused = cluster.follower();
      cluster.node(paused).faults().pause();
      int before = Footprint.names().size();

      List<Stranger> backlog = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        backlog.add(new Stranger(cluster.config().node(paused).client()));
      }

      Cluster.pause(200);
      int more = Footprint.names().size() - before;
      assertTrue(more < 10, more + " more threads");
      cluster.node(paused).faults().resume();
      backlog.get(49).send(Stranger.helloOfClient("test", paused));
      backlog.get(49).receive("Welcome");
      backlog.forEach(Stranger::close);
      cluster.leader();
    }
  }

  // ---- the table of threads --------------------------------------------

  @Test void theTableOfThreadsIsWhatIsThere() throws Exception {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/raft/node/Node.java"))) {
      boolean row = line.matches(" [*]  n1 \\w+.*");
      if (row) names.add(line.substring(4, 22).strip());
    }
    List<Pattern> table = names.stream().map(name -> Pattern.compile(
        name.replace("n2", "n[23]").replace("17", "[0-9]+"))).toList();
    try (Cluster cluster = Cluster.of(3)) {
      cluster.node("n2").timeout();
      cluster.leader();
      try (Stranger client = Stranger.client(cluster.config(), "n1")) {
        client.send(STATUS);
        client.receive("StatusReply");

        List<String> threads = Footprint.names().stream()
            .filter(name -> name.startsWith("n1 ")).toList();

        assertEquals(9, table.size());
        for (String thread : threads) {
          assertTrue(table.stream().anyMatch(row -> row.matcher(thread)
              .matches()), thread + " is not in " + names);
        }
        for (Pattern row : table) {
          assertTrue(threads.stream().anyMatch(thread -> row.matcher(thread)
              .matches()), row + " is not among " + threads);
        }
        assertEquals(2, threads.stream()
            .filter(thread -> thread.startsWith("n1 to ")).count());
      }
    }
  }
}
