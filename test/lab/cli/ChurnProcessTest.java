package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.CommandProcess;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;
import raft.cli.LocalCluster;
import raft.cli.Overheard;
import raft.cli.Program;
import raft.client.KvClient;
import raft.node.ClusterConfig;

/** A short churn; {@code make churn} runs the long one. */
class ChurnProcessTest {
  private static final int QUIET_MILLIS = 30_000;

  private static LocalCluster cluster() throws IOException {
    return new LocalCluster(ClusterConfig.read(
        Path.of("configs", "three-nodes.json"), Map.of()), "off",
        (node, line) -> {});
  }

  @Test void fiveSecondsOfKillsLoseNothing(@TempDir Path temporary) {
    CommandProcess churn = CommandProcess.startIn(temporary, Lab.class, "churn",
        "--seconds", "5", "--seed", "7");
    try (churn) {

      Ended ended = churn.awaitEnd();

      assertEquals(Exit.DONE, ended.status(), ended::toString);
      assertTrue(ended.out().contains("kill   n"), ended.out());
      assertTrue(ended.out().contains(", 0 violations"), ended.out());
    }
  }

  @Test void nothingIsLostWhileTheMembersChange(@TempDir Path temporary) {
    CommandProcess churn = CommandProcess.startIn(temporary, Lab.class, "churn",
        "--seconds", "4", "--seed", "7", "--changes", "--snapshot-entries",
        "50");
    try (churn) {

      Ended ended = churn.awaitEnd();

      assertEquals(Exit.DONE, ended.status(), ended::toString);
      assertTrue(ended.out().matches(
          "(?s).* of [1-9]\\d* transfers done, members: [1-9]\\d* changes done, .* 0 violations\n"),
          ended.out());
    }
  }

  @Test void aViolationIsToldAndItsDataKept(@TempDir Path temporary) {
    CommandProcess churn = CommandProcess.startIn(temporary, Lab.class, "churn",
        "--seconds", "60", "--seed", "7");
    try (churn) {
      churn.awaitPrinted("   1 s");

      churn.children().get(0).destroyForcibly();
      Ended ended = churn.awaitEnd();

      assertEquals(Exit.NO, ended.status(), ended::toString);
      assertTrue(ended.out().contains("VIOLATION: it was not killed, but n"));
      String kept = ended.out().strip().replaceFirst("(?s).* kept in ", "");
      assertTrue(Files.exists(Path.of(kept, "n1/log.jsonl")), kept);
    }
  }

  @Test void withoutALeaderNothingIsDone() {
    Program hasty = new Program("lab", List.of(),
        List.of(new ChurnCommand(1000)));

    Ended ended = new FakeTerminal().run(hasty, "churn",
        "--election-timeout-min", "60000", "--election-timeout-max", "60000");

    assertEquals(Exit.NOTHING_DONE, ended.status(), ended::toString);
    assertTrue(ended.err().contains("the churn did not begin: no leader"));
  }

  @Test void whereAllEndByThemselvesItEndsToo() throws Exception {
    try (LocalCluster cluster = cluster()) {
      Overheard terminal = new Overheard(line -> {
        if (line.startsWith("   1 s")) killAll(cluster);
      });

      List<String> violations = new Churn(cluster, List.of(), 7,
          terminal.terminal(), 10_000).run(60_000);

      assertEquals(3, violations.stream().filter(violation ->
          violation.startsWith("it was not killed, but n")).count(),
          violations::toString);
    }
  }

  private static void killAll(LocalCluster cluster) {
    cluster.ids().forEach(id -> kill(cluster.node(id).pid()));
    assertTrue(CommandProcess.comesTrue(() ->
        cluster.ids().stream().noneMatch(cluster::isRunning)));
  }

  @Test void aLostAppendIsFound() throws Exception {
    try (LocalCluster cluster = cluster();
        KvClient thief = new KvClient(cluster.config(), 20_000)) {
      Overheard terminal = new Overheard(line -> {
        if (line.startsWith("   1 s")) thief.put("round-0-0", "");
      });

      List<String> violations = new Churn(cluster, List.of(), 7,
          terminal.terminal(), QUIET_MILLIS).run(1500);

      assertFalse(violations.isEmpty());
      assertTrue(violations.get(0).contains("round-0-0"), violations::toString);
    }
  }

  @Test void aNodeThatEndsByItselfIsFound() throws Exception {
    try (LocalCluster cluster = cluster()) {
      Overheard terminal = new Overheard(line -> {
        if (line.startsWith("   1 s")) kill(cluster.node("n2").pid());
      });

      List<String> violations = new Churn(cluster, List.of(), 7,
          terminal.terminal(), QUIET_MILLIS).run(60_000);

      assertTrue(violations.get(0).startsWith("it was not killed, but n2 ended"),
          violations::toString);
    }
  }

  @Test void aDamagedLogIsFound() throws Exception {
    try (LocalCluster cluster = cluster()) {
      Overheard terminal = new Overheard(line -> {
        if (line.startsWith("compare")) damage(cluster.data("n2"));
      });

      List<String> violations = new Churn(cluster, List.of(), 7,
          terminal.terminal(), QUIET_MILLIS).run(1000);

      assertTrue(violations.get(0).contains("log.jsonl"), violations::toString);
      assertTrue(violations.contains("the logs of n1 and n2 differ within 1.."
          + lengthIn(terminal.text())), violations::toString);
    }
  }

  private static void damage(Path data) {
    try (RandomAccessFile log = new RandomAccessFile(
        data.resolve("log.jsonl").toFile(), "rw")) {
      log.seek(50);
      log.write('#');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lengthIn(String text) {
    return text.replaceAll("(?s).*entries 1\\.\\.(\\d+).*", "$1");
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
