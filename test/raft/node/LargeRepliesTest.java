package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Command;
import raft.RaftServer;
import raft.Role;
import raft.StateMachine;
import raft.node.disk.FileStorage;

/** The large replies of all clients share the memory of their large frames. */
final class LargeRepliesTest {
  private static final int LARGE = 1 << 23; // more than a socket takes unread
  private static final int ALL = Integer.MAX_VALUE;
  private static final int FRAME_MILLIS = 100;

  private final FrameMemory memory = new FrameMemory(ALL);
  private final Connections connections = new Connections();
  private Cluster cluster; // only its configuration
  private ServerSocket listening;
  private Wire wire;
  private Stranger client;
  private final StateMachine talker = new Talker();
  private FileStorage storage;
  private RaftServer server;

  /** Answers every command with as much text. */
  private static final class Talker implements StateMachine {
    @Override public Command read(String text) {
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      return "\"" + "x".repeat(LARGE) + "\"";
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  @BeforeEach void oneClientIsServed() throws IOException {
    cluster = Cluster.down(1, Map.of(), null);
    TracePrinter silent =
        new TracePrinter("test", TracePrinter.Level.OFF, new KeptTrace());
    wire = new Wire(cluster.config(), cluster.config().identity("n1"), 7, new Faults(), silent,
        new Troubles(silent), new PeerCounters(), connections);
    startServer(silent);
    listening = FreePorts.listen(0, 5);
    client = new Stranger(new InetSocketAddress(FreePorts.loopback(),
        listening.getLocalPort()));
    Connection connection =
        new Connection(listening.accept(), 2 * LARGE, FRAME_MILLIS, memory);
    connections.add(connection);
    Thread thread = new Thread(() -> serve(connection), "n1 client");
    thread.setDaemon(true);
    thread.start();
    client.receive("Welcome");
  }

  /** A cluster of one, which leads after its first timeout. */
  private void startServer(TracePrinter trace) {
    ClusterConfig config = cluster.config();
    storage = FileStorage.open(cluster.folder().resolve("n1"),
        config.identity("n1"), true, config.maxBuffer());
    server = new RaftServer("n1", config.configuration(), config.settings(),
        storage, talker, trace, new Random(1));
    storage.start("n1 disk", server::durable, cause -> {});
    server.timeout();
    assertTrue(Cluster.becomesTrue(
        () -> server.status().role() == Role.LEADER), "it does not lead");
  }

  private void serve(Connection connection) {
    try {
      new ClientConnection(server, null, wire, connection).serve();
    } catch (IOException | InterruptedException e) {
      return; // the client hung up
    } finally {
      connections.remove(connection);
    }
  }

  @AfterEach void close() throws IOException {
    client.close();
    listening.close();
    server.close("the test is over");
    storage.close();
    wire.printer().close();
    cluster.close();
  }

  private void leaves(int free) throws InterruptedIOException {
    assertTrue(memory.take(ALL - free, 0));
  }

  private boolean isFree(int bytes) {
    try {
      boolean free = memory.take(bytes, 0);
      if (free) memory.release(bytes);
      return free;
    } catch (InterruptedIOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void asks() {
    client.send("""
        {"type":"ClientRequest","id":"r","command":\
        {"client":"c","serial":1,"op":"read","from":1,"to":2}}""");
  }

  @Test void aReplyTakesItsShareUntilItIsSentOrNobodyIsThere()
      throws Exception {
    leaves(LARGE + 100);

    asks();
    assertTrue(Cluster.becomesTrue(() -> !isFree(200)), "it takes nothing");

    client.close();
    assertTrue(Cluster.becomesTrue(() -> isFree(LARGE + 100)), "it keeps it");
  }

  @Test void aReplyForWhichThereIsNoRoomIsNotSentAndTheClientIsTold()
      throws Exception {
    leaves(LARGE - 100);

    asks();

    JsonObject reply = client.receive("ClientReply");
    assertEquals("unknown", reply.get("outcome").getAsString());
    assertTrue(reply.get("why").getAsString().contains(
        "it was applied, but the answer cannot be sent: no memory for a frame"),
        reply.toString());
  }
}
