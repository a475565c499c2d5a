package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.Command;
import raft.StateMachine;
import raft.client.KvClient;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;

/** raft node and raft cluster with words that come from a pipe. */
class NodeCommandTest {
  private final ThreeNodes nodes = ThreeNodes.down();
  @TempDir Path data;

  @AfterEach void close() {
    nodes.close();
  }

  private Ended raft(String words, String... input) {
    return nodes.raft(new FakeTerminal().input(input),
        (words + " --data " + data).split(" "));
  }

  @Test void aNodeObeysAndQuits() {
    String endless = "x".repeat(100_000);

    Ended ended = raft("node n1 --new --trace off", endless,
        "status", "quit");

    assertEquals(Exit.DONE, ended.status());
    assertTrue(ended.out().contains("n1   yes     follower"), ended.out());
    assertTrue(ended.err().startsWith("n1 listens to peers on 127.0.0.1:"));
    assertTrue(ended.err().length() < 1000, "the endless line is shown whole");
  }

  @Test void aNodeIsNewOnlyOnce() {
    assertEquals(Exit.USAGE, raft("node n1").status());
    assertEquals(Exit.DONE, raft("node n1 --new", "quit").status());
    assertEquals(Exit.USAGE, raft("node n1 --new").status());
    assertEquals(Exit.DONE, raft("node n1", "quit").status());
  }

  @Test void aClusterCreatesItsNodesButNotOneThatIsMissing()
      throws IOException {
    assertEquals(Exit.DONE, raft("cluster", "status", "quit").status());
    assertEquals(Exit.DONE, raft("cluster", "quit").status());
    Files.move(data.resolve("n3"), data.resolve("somewhere else"));

    Ended refused = raft("cluster");

    assertEquals(Exit.USAGE, refused.status());
    assertTrue(refused.err().contains("its disk was lost"), refused.err());
    assertEquals(Exit.DONE, raft("cluster --new", "quit").status());
  }

  @Test void aClusterMakesNoNodeWhileOneIsRefused() throws IOException {
    int port = nodes.config().node("n3").client().getPort();
    try (ServerSocket taken = new ServerSocket(port, 1,
        InetAddress.getLoopbackAddress())) {
      Ended refused = raft("cluster");

      assertEquals(Exit.USAGE, refused.status());
      assertTrue(refused.err().contains("n3 cannot listen on 127.0.0.1:"
          + taken.getLocalPort()), refused.err());
      assertEquals(0, data.toFile().list().length);
    }
    assertEquals(Exit.DONE, raft("cluster", "quit").status());
  }

  /** Stops every node that executes a command of it. */
  public static final class Fatal implements StateMachine {
    @Override public Command read(String text) {
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      throw new IllegalStateException("for a test");
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  @Test void ofANodeThatStopsItselfTheOutcomeIsUnknown() throws Exception {
    ClusterConfig one = nodes.config().with(nodes.config().nodes().subList(0, 1));
    Path file = data.resolve("one.json");
    ConfigFile.write(one, file);
    CompletableFuture<Exception> put = CompletableFuture.supplyAsync(() -> {
      try (KvClient client = new KvClient(one, 10_000, "ann", 1)) {
        return assertThrows(RuntimeException.class, () -> client.put("x", "1"));
      }
    });

    Ended ended = raft("cluster --trace off --config " + file
        + " --application " + Fatal.class.getName());

    assertEquals(Exit.UNKNOWN, ended.status(), ended.err());
    assertInstanceOf(UnknownOutcomeException.class,
        put.get(30, TimeUnit.SECONDS));
  }

  @Test void endsWithItsParent() {
    Ended ended =
        raft("node n1 --new --parent " + Long.MAX_VALUE);

    assertEquals(Exit.DONE, ended.status());
  }
}
