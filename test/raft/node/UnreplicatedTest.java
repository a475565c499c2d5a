package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.ServerClosedException;
import raft.StateMachine;
import raft.Trace;
import raft.client.Greeting;
import raft.client.KvClient;
import raft.kv.Applications;
import raft.kv.Limits;

/** A node without Raft: to its clients a cluster of one, and as durable. */
class UnreplicatedTest {
  private final Cluster cluster = Cluster.down(1, Map.of(), null);
  private final ClusterConfig config = cluster.config();
  private final Path data = cluster.folder().resolve("n1");

  private final TracePrinter printer =
      new TracePrinter("n1", TracePrinter.Level.OFF, new Silence());

  private Unreplicated server;

  @BeforeEach void start() throws IOException {
    server = Unreplicated.start(config, "n1", data, Files.notExists(data),
        Applications.named("key-value", new Limits(1024, 65_536)),
        printer);
  }

  @AfterEach void close() {
    server.close();
    printer.close();
    cluster.close();
  }

  private static final class Silence implements TracePrinter.Screen {
    @Override public void change(Instant when, Trace.Line line) {}

    @Override public void message(Instant when, String line) {}

    @Override public void notice(Instant when, String line) {}
  }

  @Test void answersAClientAndKeepsWhatItWasTold() throws IOException {
    try (KvClient client = new KvClient(config, 5000)) {
      client.put("x", "1");
      assertEquals(Optional.of("1"), client.get("x"));
    }
    server.close();

    start();

    try (KvClient client = new KvClient(config, 5000)) {
      assertEquals(Optional.of("1"), client.get("x"));
    }
  }

  @Test void everyAnswerWasOnDiskBefore() throws IOException {
    try (KvClient client = new KvClient(config, 5000, "me", 1)) {
      client.put("x", "0"); // before it the server stored its own term
      long before = counters().forces();

      for (int i = 1; i <= 5; i++) client.put("x", "" + i);

      // A client that waits for each answer leaves nothing to share a force.
      assertEquals(5, counters().forces() - before);
      assertEquals(6, LogFile.read(data.resolve("log.jsonl")).log().size());
    }
  }

  @Test void executesARepeatedCommandOnce() {
    try (KvClient first = new KvClient(config, 5000, "me", 1);
        KvClient second = new KvClient(config, 5000, "me", 1)) {
      first.append("x", "a");

      second.append("x", "a");

      assertEquals(Optional.of("a"), second.get("x"));
    }
  }

  @Test void saysHowItIs() throws IOException {
    try (KvClient client = new KvClient(config, 5000, "me", 1)) {
      client.put("x", "1");

      StatusReply status =
          Greeting.status(config, config.node("n1"), 0, 5000);

      assertEquals("leader", status.role());
      assertEquals(1, status.lastApplied());
      assertTrue(status.healthy());
      assertEquals(List.of(), status.unreachable());
    }
  }

  @Test void leavesNothingBehindForANodeThatDoesNotExist() {
    Path nobodys = data.resolveSibling("n9");

    assertThrows(ConfigurationException.class, () -> Unreplicated.start(config,
        "n9", nobodys, true, Applications.named("key-value",
            new Limits(1024, 65_536)), printer));

    assertTrue(Files.notExists(nobodys));
  }

  @Test void leavesNothingBehindWhenItsAddressIsTaken() {
    Path other = data.resolveSibling("other");

    assertThrows(IOException.class, () -> Unreplicated.start(config,
        "n1", other, true, Applications.named("key-value",
            new Limits(1024, 65_536)), printer));

    assertTrue(Files.notExists(other));
  }

  @Test void takesNothingWhenItIsClosed() {
    server.close();

    assertThrows(ServerClosedException.class, () -> server.propose("{}"));
    assertThrows(IOException.class, this::counters);
  }

  /** An application whose check breaks its contract. */
  private static final class Broken implements StateMachine {
    @Override public void check(String command) {
      throw new IllegalStateException("two and two are five");
    }

    @Override public String apply(String command) {
      return "{}";
    }

    @Override public String snapshot() {
      return "{}";
    }

    @Override public void restore(String snapshot) {
      throw new IllegalStateException("no snapshot was taken");
    }
  }

  @Test void stopsWhenAThreadOfItDies() throws Exception {
    server.close();
    server = Unreplicated.start(config, "n1", data, false, new Broken(),
        printer);
    try (Stranger client = Stranger.client(config, "n1")) {

      client.send("""
          {"type":"ClientRequest","id":"1","command":{"op":"register"}}""");

      assertTimeoutPreemptively(Duration.ofSeconds(20), server::awaitClosed);
    }
  }

  private CountersReply counters() throws IOException {
    return Greeting.counters(config, config.node("n1"), 5000);
  }
}
