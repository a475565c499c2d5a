package raft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;
import raft.node.Codec;
import raft.node.Frame.Hello;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;

/** A node out of memory or descriptors is whole again after it, or ends. */
class ExhaustionProcessTest {
  private static final int LARGEST = 8_388_608;

  private final List<Socket> sockets = new ArrayList<>();
  private LocalCluster cluster;
  private CommandProcess n1;

  @AfterEach void nobodyStays() throws IOException {
    hangUp();
    n1.close();
    cluster.close();
  }

  /** The node n1 of so many, in a shell that says this before. */
  private void startN1(int size, String before) throws Exception {
    ClusterConfig config = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    cluster = new LocalCluster(config.with(config.nodes().subList(0, size)),
        "changes", (id, line) -> {});
    n1 = CommandProcess.startShell(Path.of("").toAbsolutePath(),
        before + " exec raft node n1 --new --config " + cluster.configFile()
            + " --data " + cluster.data("n1").getParent());
    n1.awaitPrinted("n1 listens to peers");
  }

  // ---- a client that knows frames only -----------------------------------

  private Socket client() {
    InetSocketAddress address = cluster.config().node("n1").client();
    try {
      Socket socket = new Socket(address.getAddress(), address.getPort());
      sockets.add(socket);
      socket.setSoTimeout(30_000);
      send(socket, Codec.encode(
          Hello.client(cluster.config().cluster(), "n1")));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Socket socket, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(body.length);
    out.write(body);
  }

  private static String receive(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private void hangUp() throws IOException {
    for (Socket socket : sockets) socket.close();
    sockets.clear();
  }

  private static void putsSmall(ClusterConfig config) {
    try (KvClient client = new KvClient(config, 30_000)) {
      client.put("small", "1");
      assertEquals("1", client.get("small").orElseThrow());
    }
  }

  // ---- memory ------------------------------------------------------------

  /** All at once, and whoever is hung up on has sent enough. */
  private void sendFromTwelveClients(String json) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Socket client = client();
      threads.add(new Thread(() -> sendAndWait(client, json), "large " + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) thread.join();
  }

  private static void sendAndWait(Socket client, String json) {
    try {
      receive(client); // Welcome
      send(client, json);
      receive(client);
    } catch (IOException e) {
      return; // it was refused, or the node has ended
    }
  }

  private static String largeFrame(String begin, String unit, String end) {
    String before = "{\"type\":\"ClientRequest\",\"id\":\"r\",\"command\":"
        + "{\"client\":\"c\",\"serial\":1,\"op\":\"put\",\"key\":\"x\","
        + "\"value\":" + begin;
    String after = end + "}}";
    int count = (LARGEST - before.length() - after.length()) / unit.length();
    return before + unit.repeat(count) + after;
  }

  private void servesOrHasEnded() {
    try {
      if (!n1.hasEnded()) {
        putsSmall(cluster.config());
        return;
      }
    } catch (NothingDoneException | UnknownOutcomeException notServed) {
      // Then it was about to end when it was asked.
    }
    assertEquals(Exit.UNKNOWN, n1.awaitEnd().status());
  }

  @Test void longTextsOfManyClientsDoNotFillTheHeap() throws Exception {
    startN1(1, "RAFT_JAVA_OPTS=-Xmx64m");

    sendFromTwelveClients(largeFrame("\"", "x", "\""));

    putsSmall(cluster.config());
  }

  // Each number is an object in the tree: forty times as large as its text.
  @Test void framesThatGrowInMemoryLeaveAWholeNodeOrNone() throws Exception {
    startN1(1, "RAFT_JAVA_OPTS=-Xmx64m");

    sendFromTwelveClients(largeFrame("[", "1,", "1]"));

    servesOrHasEnded();
  }

  @Test void largeFramesThatAreOnlyAnnouncedTakeNoMemory() throws Exception {
    startN1(1, "RAFT_JAVA_OPTS=-Xmx64m");

    for (int i = 0; i < 50; i++) {
      new DataOutputStream(client().getOutputStream()).writeInt(LARGEST);
    }

    putsSmall(cluster.config());
  }

  // With so small a heap, all clients share the room of one largest frame.
  @Test void whileOneLargeFrameIsUnderWayNoOtherIsTakenForLong()
      throws Exception {
    startN1(1, "RAFT_JAVA_OPTS=-Xmx64m");

    Socket announces = client();
    new DataOutputStream(announces.getOutputStream()).writeInt(LARGEST);

    assertTrue(CommandProcess.comesTrue(() -> answerToMuch()
        .contains("no memory for a frame")), "each has room of its own");
    announces.close();
    assertTrue(CommandProcess.comesTrue(() -> answerToMuch()
        .contains("unknown op")), "it is never given back");
  }

  /** If it is read at all, it is refused, and so takes no room in the log. */
  private String answerToMuch() {
    try (Socket client = client()) {
      receive(client); // Welcome
      send(client, "{\"type\":\"ClientRequest\",\"id\":\"r\",\"command\":"
          + "{\"client\":\"c\",\"serial\":1,\"op\":\"much\",\"text\":\""
          + "x".repeat(100_000) + "\"}}");
      return receive(client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 400})
  void largeRepliesThatNobodyReadsLeaveAWholeNodeOrNone(int clients)
      throws Exception {
    startN1(1, "RAFT_JAVA_OPTS=-Xmx64m");
    try (KvClient client = new KvClient(cluster.config(), 30_000)) {
      client.put("large", "x".repeat(262_144));
    }

    for (int i = 0; i < clients && !n1.hasEnded(); i++) {
      getsAndDoesNotRead(i);
    }

    servesOrHasEnded();
  }

  private void getsAndDoesNotRead(int i) {
    try {
      send(client(), "{\"type\":\"ClientRequest\",\"id\":\"r\",\"command\":"
          + "{\"client\":\"c" + i + "\",\"serial\":1,\"op\":\"get\","
          + "\"key\":\"large\"}}");
    } catch (IOException | UncheckedIOException e) {
      return; // the node has ended
    }
  }

  // ---- descriptors -------------------------------------------------------

  private static StatusReply status(Socket client) throws IOException {
    send(client, Codec.encode(new StatusRequest("s", 0)));
    return (StatusReply) Codec.decode(receive(client).getBytes(UTF_8));
  }

  @Test void withoutADescriptorElectionsGoOnAndItServesAgainWithOne()
      throws Exception {
    // Alone, it starts elections only if it need not ask before.
    startN1(3, "ulimit -n 60; RAFT_PRE_VOTE=false");
    Socket early = client();
    receive(early);
    for (int i = 0; i < 100; i++) client();
    n1.awaitPrinted("no connection can be accepted on");

    long term = status(early).term();
    assertTrue(CommandProcess.comesTrue(() -> termOf(early) > term + 5),
        n1.printedAsError());
    hangUp();
    cluster.start("n2");

    putsSmall(cluster.config());
    assertTrue(!n1.hasEnded(), n1.printedAsError());
  }

  private static long termOf(Socket client) {
    try {
      return status(client).term();
    } catch (SocketException e) {
      throw new AssertionError("n1 is gone", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
