package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.node.ClusterConfig;

/** A node ends although nobody reads what it prints, and its pipe is full. */
class LastWordsProcessTest {
  private LocalCluster cluster;
  private Process node;

  @BeforeEach void aClusterThatDoesNotRun() throws Exception {
    cluster = new LocalCluster(ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of()), "messages",
        (id, line) -> {});
  }

  @AfterEach void nobodyStays() {
    node.destroyForcibly();
    cluster.close();
  }

  /** Nobody reads its output; alone, it says more and more of its peers. */
  private void startUnread(boolean errorsToo) throws Exception {
    List<String> line = LocalCluster.raft();
    line.addAll(List.of("node", "n1", "--new", "--trace", "messages",
        "--heartbeat", "5", "--election-timeout-min", "10",
        "--election-timeout-max", "20", "--config", cluster.configFile().toString(),
        "--data", cluster.data("n1").getParent().toString()));
    node = new ProcessBuilder(line).redirectErrorStream(errorsToo).start();
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
}
