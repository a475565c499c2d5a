package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.client.KvClient;
import raft.node.ClusterConfig;

/** What the demo says when something is wrong. */
class DemoTest {
  private static final Path FILE = Path.of("configs", "three-nodes.json");

  private static void assertRefused(String why, String... options) {
    Overheard terminal = new Overheard(line -> {});
    List<String> line = new ArrayList<>(List.of("demo"));
    line.addAll(List.of(options));

    int status = Raft.PROGRAM.run(line, terminal.terminal());

    assertEquals(Exit.USAGE, status);
    assertTrue(terminal.text().contains(why), terminal.text());
  }

  @Test void aLostWriteIsNamedAndItsEndIsNoSuccess() throws Exception {
    try (LocalCluster cluster = new LocalCluster(
            ClusterConfig.read(FILE, DemoCommand.TINY_SNAPSHOTS), "changes",
            (node, line) -> {});
        KvClient client = new KvClient(cluster.config(), 20_000);
        KvClient thief = new KvClient(cluster.config(), 20_000)) {
      Overheard terminal = new Overheard(line -> {
        if (line.contains("took over")) thief.delete("k7");
      });

      boolean well = new Demo(cluster, client,
          new Narrator(terminal.terminal())).play();

      assertFalse(well);
      String told = terminal.text();
      assertTrue(told.contains("LOST: k7 was acknowledged as v7"), told);
      assertTrue(told.contains("100 of 101 writes are there"), told);
      assertTrue(told.contains("acknowledged writes were lost"), told);
    }
  }

  @Test void anApplicationWithoutKeysIsRefused() {
    assertRefused("--application key-value", "--application", "lines");
  }

  @Test void twoNodesAreRefusedSinceOneIsNoMajority(@TempDir Path folder)
      throws Exception {
    Path two = folder.resolve("two.json");
    Files.writeString(two, Files.readString(FILE)
        .replaceAll(",\\s*\\{\"id\": \"n3\".*\\}", ""));

    assertRefused("it takes three or more", "--config", two.toString());
  }
}
