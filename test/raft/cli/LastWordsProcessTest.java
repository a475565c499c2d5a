package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;

/** A node ends although nobody reads what it prints, and its pipe is full. */
class LastWordsProcessTest {
  private LocalCluster cluster;
  private Process node;

  @BeforeEach void aClusterThatDoesNotRun() throws Exception {
    cluster = of(3);
  }

  private static LocalCluster of(int size) throws IOException {
    ClusterConfig config = ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of());
    return new LocalCluster(config.with(config.nodes().subList(0, size)),
        "messages", (id, line) -> {});
  }

  @AfterEach void nobodyStays() {
    node.destroyForcibly();
    cluster.close();
  }

  /** Nobody reads its output; alone, it says more and more of its peers. */
  private void startUnread(boolean errorsToo) throws Exception {
    startUnread(errorsToo, ":", node("n1", "--new", "--heartbeat", "5",
        "--election-timeout-min", "10", "--election-timeout-max", "20"));
  }

  private List<String> node(String id, String... more) {
    List<String> line = LocalCluster.raft();
    line.addAll(List.of("node", id, "--trace", "messages",
        "--config", cluster.configFile().toString(),
        "--data", cluster.data("n1").getParent().toString()));
    line.addAll(List.of(more));
    return line;
  }

  /** The shell does something before it becomes the node. */
  private void startUnread(boolean errorsToo, String before,
      List<String> node) throws Exception {
    List<String> line = new ArrayList<>(
        List.of("sh", "-c", before + "; exec \"$@\"", "sh"));
    line.addAll(node);
    this.node = new ProcessBuilder(line).redirectErrorStream(errorsToo).start();
  }

  /** A pipe holds 64 kB; when no more comes, it is full. */
  private void awaitFullPipe() {
    assertTrue(CommandProcess.comesTrue(() -> available() > 60_000),
        () -> "it printed no more than " + available() + " bytes");
  }

  private int available() {
    try {
      return node.getInputStream().available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void quitsAlthoughItsPipeIsFull(boolean errorsToo) throws Exception {
    startUnread(errorsToo);
    awaitFullPipe();

    node.outputWriter().append("quit\n").flush();

    assertTrue(node.waitFor(10, TimeUnit.SECONDS), "it does not end");
    assertEquals(Exit.DONE, node.exitValue());
  }

  /** Its disk takes less than it is asked to write: the log may not grow. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stopsItselfAlthoughItsPipeIsFull(boolean errorsToo) throws Exception {
    cluster.close();
    cluster = of(1);
    startUnread(errorsToo, "ulimit -f 400", node("n1", "--new"));
    assertTrue(CommandProcess.comesTrue(this::answers), "it does not start");

    putUntilItFails();
    awaitFullPipe();

    assertTrue(node.waitFor(10, TimeUnit.SECONDS), "it does not end");
    assertEquals(Exit.UNKNOWN, node.exitValue());
  }

  private void putUntilItFails() {
    String value = "x".repeat(200);
    try (KvClient client = new KvClient(cluster.config(), 5000)) {
      for (int i = 0; i < 10_000; i++) client.put("key", value);
      fail("10,000 entries fit into 400 blocks");
    } catch (NothingDoneException | UnknownOutcomeException e) {
      return; // nobody is there any more
    }
  }

  /** A pipe that is full already, as one that others write into may be. */
  @Test void aRefusedStartEndsAlthoughItsPipeIsFull() throws Exception {
    startUnread(true, "head -c 65536 /dev/zero", node("n9"));

    assertTrue(node.waitFor(20, TimeUnit.SECONDS), "it does not end");
    assertEquals(Exit.USAGE, node.exitValue());
  }

  @Test void stopsOnASignalAlthoughItsPipeWasFullFromTheStart()
      throws Exception {
    startUnread(true, "head -c 65536 /dev/zero", node("n1", "--new"));
    assertTrue(CommandProcess.comesTrue(this::answers), "it does not start");

    node.destroy();

    assertTrue(node.waitFor(10, TimeUnit.SECONDS), "it does not end");
  }

  private boolean answers() {
    try {
      return !cluster.statuses(0).isEmpty();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts tests", e);
    }
  }
}
