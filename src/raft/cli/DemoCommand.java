package raft.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;

/** {@code raft demo}: the whole of Raft in half a minute, as a story. */
final class DemoCommand implements Subcommand {
  /** A node that was away for a hundred writes needs a snapshot. */
  static final Map<String, String> TINY_SNAPSHOTS = Map.of(
      "snapshot-entries", "50", "snapshot-kept-entries", "10",
      "snapshot-chunk-bytes", "1024");

  @Override public String name() {
    return "demo";
  }

  @Override public String words() {
    return "";
  }

  @Override public String summary() {
    return "start nodes, kill the leader, lose nothing: watch it";
  }

  @Override public String details() {
    return """
        Starts the nodes of the configuration as processes of their own, at
        free ports and with data in a temporary directory, so it disturbs no
        cluster that you run. They take a snapshot after 50 entries already, so
        that one which was away needs it. At the end everything is stopped and
        removed. The exit status is 0 if no acknowledged write was lost.""";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, Option.TIMEOUT);
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws Exception {
    ClusterConfig config = LocalCluster.playable(
        arguments.config(TINY_SNAPSHOTS));
    Narrator narrator = new Narrator(terminal);
    try (LocalCluster cluster = new LocalCluster(config, "changes",
            (node, line) -> narrator.hear(line));
        KvClient client = new KvClient(cluster.config(), arguments.timeout(),
            "demo", 1)) {
      return new Demo(cluster, client, narrator).play() ? Exit.DONE : Exit.NO;
    } catch (NothingDoneException | UnknownOutcomeException e) {
      terminal.complain("the demo came to no end: " + e.getMessage());
      if (Files.exists(terminal.project().resolve("EXERCISE.md"))) {
        terminal.complain("So far it comes with the rules that are written;"
            + " EXERCISE.md names the others.");
        return Exit.NOTHING_DONE;
      }
      terminal.complain("The machine may be too busy for elections after 150"
          + " ms. Again, or with more patience: raft demo --timeout 20000"
          + " --election-timeout-min 500 --election-timeout-max 1000");
      return Exit.NOTHING_DONE;
    }
  }
}
