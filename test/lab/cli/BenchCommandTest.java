package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.cli.CommandProcess;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

/** {@code lab bench}: its options, its results, and what it leaves behind. */
class BenchCommandTest {
  @TempDir Path temporary;

  private static List<JsonObject> objects(String out) {
    return out.lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  private long leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file ->
          file.getFileName().toString().startsWith("raft-")).count();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      bench --clients 1,,4           | numbers from 1 to 10000
      bench --clients 0              | numbers from 1 to 10000
      bench --clients many           | not many
      bench --mix 10/90              | there are put, get, 90/10
      bench --seconds 0              | --seconds must be a whole number
      bench --value 300000           | --value must be a whole number from 0
      bench --application lines      | say --application key-value
      bench --failover --nodes 2     | it takes three or more to go
      bench --config configs/bench.json --nodes 3 | the one of --config has 3
      bench --config configs/bench.json --failover | its own cluster only
      bench --repeat 0               | --repeat must be a whole number
      bench --failover --kills 0     | --kills must be a whole number
      bench --kills 3                | is for --failover
      bench --transfers              | is for --failover
      bench --failover --mix put,get | takes one mix only
      bench --mix put,,get           | there is no mix
      bench --limit --failover       | one of them at a time
      bench --snapshots --newcomer   | one of them at a time
      bench --keys 5                 | is for --snapshots and --newcomer
      bench --newcomer --config configs/bench.json | a cluster of their own
      """)
  void whatMakesNoSenseIsExplained(String line, String complaint) {
    Ended ended =
        new FakeTerminal().run(Lab.PROGRAM, line.split(" "));

    assertEquals(Exit.USAGE, ended.status(), ended::err);
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(complaint), ended.err());
  }

  @Test void measuresRealProcessesAndAClusterOfOneNode() {
    List<String> fields = List.of("system", "clients", "opsPerSecond",
        "p50Micros", "p99Micros", "maxMicros", "cpuMillisPerOp",
        "leaderCpuMillisPerOp", "followersCpuMillisPerOp",
        "clientCpuMillisPerOp", "forcesPerSecond", "entriesPerAppend",
        "wireBytesPerOp", "diskBytesPerOp", "failed", "unknown",
        "leaderChanges");

    Ended ended = new FakeTerminal().run(Lab.PROGRAM, "bench",
        "--limit", "--repeat", "1", "--seconds", "1", "--warm-up", "0",
        "--clients", "2", "--json");

    assertEquals(Exit.DONE, ended.status(), ended::err);
    List<JsonObject> lines = objects(ended.out());
    assertEquals(3, lines.size());
    assertEquals(fields, List.copyOf(lines.get(0).keySet()));
    assertEquals(fields, List.copyOf(lines.get(1).keySet()));
    double cluster = number(lines.get(0), "opsPerSecond");
    double oneNode = number(lines.get(1), "opsPerSecond");
    assertTrue(cluster > 0 && oneNode > 0);
    assertTrue(number(lines.get(0), "wireBytesPerOp") > 0);
    assertEquals(0, number(lines.get(1), "wireBytesPerOp"));
    assertEquals(cluster / oneNode, number(lines.get(2), "ratio"), 0.001);
    assertTrue(ended.err().contains("This machine has"));
    assertTrue(ended.err().contains("500 to 1000 ms, of bench"));
  }

  private static double number(JsonObject line, String field) {
    return line.get(field).getAsDouble();
  }

  @Test void killsALeaderAndWaitsForTheNextOne() {
    Ended ended = new FakeTerminal().run(Lab.PROGRAM, "bench",
        "--failover", "--kills", "1", "--clients", "0", "--json");

    assertEquals(Exit.DONE, ended.status(), ended::err);
    JsonObject outage = objects(ended.out()).get(0);
    assertEquals(1, number(outage, "kills"));
    // Nobody can be elected sooner than in an election timeout less what the
    // last heartbeat of the dead has used up of it.
    assertTrue(number(outage, "firstWriteMillisMedian") > 50);
  }

  @Test void measuresWithoutAndWithSnapshotsInTurn() {
    Ended ended = new FakeTerminal().run(Lab.PROGRAM, "bench",
        "--snapshots", "--keys", "500", "--clients", "2", "--warm-up", "0",
        "--seconds", "1", "--repeat", "1", "--json");

    assertEquals(Exit.DONE, ended.status(), ended::err);
    JsonObject cost = objects(ended.out()).get(0);
    assertEquals(500, number(cost, "keys"));
    assertTrue(number(cost, "secondsMedian") > 0);
    assertTrue(number(cost, "p99RatioMedian") > 0);
  }

  @Test void addsAFreshNodeInEachRepetition() {
    Ended ended = new FakeTerminal().run(Lab.PROGRAM, "bench",
        "--newcomer", "--keys", "500", "--clients", "2", "--warm-up", "0",
        "--seconds", "1", "--repeat", "2", "--pause", "5");

    assertEquals(Exit.DONE, ended.status(), ended::err);
    List<String> lines = ended.out().lines().toList();
    assertTrue(lines.get(0).startsWith("500 keys of 16 + 100 bytes, 2 clients"),
        ended.out());
    assertTrue(lines.get(2).startsWith("nobody joins "), ended.out());
    assertTrue(lines.get(3).startsWith("a node is added "), ended.out());
    assertTrue(lines.get(5).startsWith("it took "), ended.out());
  }

  // The one that ends may be the leader, and no other be elected in time.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aNodeThatEndsMeanwhileEndsIt(int nodes) {
    CommandProcess bench = CommandProcess.startIn(temporary, Lab.class, "bench",
        "--clients", "4", "--warm-up", "0", "--seconds", "1");
    try (bench) {
      bench.awaitPrinted("counting");

      bench.children().subList(0, nodes).forEach(
          ProcessHandle::destroyForcibly);
      Ended ended = bench.awaitEnd();

      assertEquals(Exit.NOTHING_DONE, ended.status(), ended::toString);
      assertTrue(ended.err().contains("lab: it was not killed, but n"),
          ended::err);
    }
  }

  @Test void leavesNothingWhenItIsInterrupted() throws IOException {
    CommandProcess bench = CommandProcess.startIn(temporary, Lab.class, "bench",
        "--limit", "--clients", "4", "--warm-up", "0");
    try (bench) {
      bench.awaitPrinted("counting");
      List<ProcessHandle> nodes = bench.children();

      bench.interrupt();

      assertEquals(4, nodes.size());
      assertTrue(CommandProcess.comesTrue(() ->
          nodes.stream().noneMatch(ProcessHandle::isAlive)), "a node stays");
      bench.awaitEnd();
      assertEquals(0, leftBehind());
    }
  }
}
