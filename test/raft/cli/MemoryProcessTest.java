package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.client.KvClient;
import raft.node.Cluster;
import raft.node.ClusterConfig;

/** A node in a process with little memory. */
class MemoryProcessTest {
  private static final int CLIENTS = 400;
  private static final String VALUE = "v".repeat(256 * 1024);

  @TempDir Path folder;
  private ClusterConfig config;
  private Path file;

  @BeforeEach void configure() throws Exception {
    try (Cluster one = Cluster.down(1, Map.of(), null)) {
      config = one.config();
    }
    file = folder.resolve("one.json");
    ConfigFile.write(config, file);
  }

  private CommandProcess start(String... more) {
    CommandProcess node = CommandProcess.start(List.of("-Xmx100m"), Stream.concat(
        Stream.of("node", "n1", "--config", file.toString(), "--data",
            folder.toString(), "--trace", "off"), Stream.of(more))
        .toArray(String[]::new));
    node.awaitPrinted("n1 listens");
    return node;
  }

  private Optional<String> get() {
    try (KvClient client = new KvClient(config, 20_000)) {
      return client.get("x");
    }
  }

  /** A read's answer is not kept; that of a cas, with what it found, is. */
  private void hearItTwice() {
    try (KvClient client = new KvClient(config, 20_000)) {
      client.get("x");
      client.cas("x", "another", "value");
    }
  }

  // Together they are as large as the memory there is.
  @Test void theLastAnswersOfManyClientsDoNotFillItNorDoesARestart() {
    try (CommandProcess node = start("--new");
        KvClient client = new KvClient(config, 20_000)) {
      client.put("x", VALUE);
      for (int i = 0; i < CLIENTS; i++) hearItTwice();

      assertEquals(Optional.of(VALUE), get());
      node.signal("KILL");
      node.awaitEnd();
    }

    try (CommandProcess again = start()) {
      assertEquals(Optional.of(VALUE), get());
      again.signal("KILL");
    }
  }
}
