package raft.cli;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import raft.node.Cluster;
import raft.node.ClusterConfig;

/**
 * Five nodes, each a process, and the commands that a person would type to
 * evaluate them. What they do is known only from what {@code raft status}
 * prints.
 */
final class EvaluationCluster implements AutoCloseable {

  /** The longest election timeout, in milliseconds: a busy machine is slow. */
  static final int ELECTION_TIMEOUT = 600;

  /** A node, in the words of {@code raft status --json --log 1000}. */
  record Seen(String node, String role, long term, String leader,
      long commitIndex, long lastApplied, long lastIndex, String log) {

    static Seen of(JsonObject json) {
      return new Seen(json.get("node").getAsString(),
          json.get("role").getAsString(), json.get("term").getAsLong(),
          json.get("leader").isJsonNull() ? null
              : json.get("leader").getAsString(),
          json.get("commitIndex").getAsLong(),
          json.get("lastApplied").getAsLong(),
          json.get("lastIndex").getAsLong(), json.get("log").toString());
    }

    boolean isLeader() {
      return role.equals("leader");
    }
  }

  private final LocalCluster cluster;

  EvaluationCluster() throws IOException {
    cluster = new LocalCluster(ClusterConfig.read(
        Path.of("configs", "five-nodes.json"),
        // The courses' servers have Figure 2 and no more.
        Map.of("election-timeout-min", "400",
            "election-timeout-max", "" + ELECTION_TIMEOUT,
            "pre-vote", "false", "check-quorum", "false")),
        "changes", (node, line) -> {});
  }

  void start(String... ids) throws IOException {
    for (String id : ids) cluster.start(id);
  }

  void kill(String... ids) throws InterruptedException {
    for (String id : ids) cluster.node(id).kill();
  }

  /** Everybody but these. */
  String[] allBut(String... ids) {
    Set<String> without = Set.of(ids);
    return cluster.ids().stream().filter(id -> !without.contains(id))
        .toArray(String[]::new);
  }

  /** Types {@code raft WORDS...} and waits for its end. */
  Ended raft(String... words) {
    return CommandProcess.run(Stream.concat(Arrays.stream(words),
        Stream.of("--config", cluster.configFile().toString()))
        .toArray(String[]::new));
  }

  /**
   * Those that answer; a leader without a majority is not healthy. It is asked
   * again and again, so not in a JVM each time, nor without a pause: that would
   * keep the nodes from their work.
   */
  List<Seen> status() {
    Cluster.pause(50);
    return new FakeTerminal().raft("status", "--json", "--log", "1000",
        "--config", cluster.configFile().toString()).out().lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(json -> !json.get("role").isJsonNull())
        .map(Seen::of).toList();
  }

  /** Asks for the status until it is as described. */
  List<Seen> awaitStatus(String description, Predicate<List<Seen>> holds) {
    Object[] last = new Object[1];
    boolean came = CommandProcess.comesTrue(() -> {
      List<Seen> now = status();
      last[0] = now;
      return holds.test(now);
    });
    if (!came) fail("never: " + description + "; at last " + last[0] + "\n"
        + whatNodesSaid());
    @SuppressWarnings("unchecked") List<Seen> seen = (List<Seen>) last[0];
    return seen;
  }

  private String whatNodesSaid() {
    return cluster.ids().stream().map(id -> cluster.node(id).lastLines())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Waits until so many nodes are up and all of them follow one leader.
   *
   * @return the leader
   */
  Seen awaitLeader(int nodes) {
    return leader(awaitStatus(nodes + " nodes under one leader", all ->
        all.size() == nodes
        && all.stream().filter(Seen::isLeader).count() == 1
        && all.stream().map(Seen::term).distinct().count() == 1
        && all.stream().allMatch(node ->
            leader(all).node().equals(node.leader()))));
  }

  private static Seen leader(List<Seen> all) {
    return all.stream().filter(Seen::isLeader).findFirst().orElseThrow();
  }

  /** Waits until so many nodes hold the same log and have applied all of it. */
  List<Seen> awaitEqualLogs(int nodes) {
    return awaitStatus(nodes + " equal logs, all applied", all ->
        all.size() == nodes
        && all.stream().map(Seen::log).distinct().count() == 1
        && all.stream().allMatch(node ->
            node.lastApplied() == node.lastIndex()));
  }

  @Override public void close() {
    cluster.close();
  }
}
