package raft.cli;

import java.util.List;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.SnapshotReply;

/** {@code raft snapshot}: nodes take a snapshot now. */
final class SnapshotCommand implements Subcommand {
  private static final int PATIENCE_MILLIS = 60_000;

  /** What became of asking one node. */
  private record Taken(int status, String words) {}

  @Override public String name() {
    return "snapshot";
  }

  @Override public String words() {
    return "[NODE...]";
  }

  @Override public String summary() {
    return "have these nodes, or all, take a snapshot now";
  }

  @Override public String details() {
    return """
        Each node takes its own, of all that it has applied, leader or not, and
        tells it when it is on disk: DIR/NODE/snapshot-INDEX.jsonl. Without this
        it takes one after as many entries as the configuration says.
        Status 0 if each of them has one, else that of the worst answer: 1 it
        cannot, 3 it cannot be reached, 4 it was asked and may have one yet.""";
  }

  @Override public String example() {
    return "raft snapshot n1 n2";
  }

  @Override public List<Option> options() {
    return List.of(Option.CONFIG, new Option("timeout", "MS",
        "how long to wait for each node (" + PATIENCE_MILLIS + ")"));
  }

  @Override public int run(Arguments arguments, Terminal terminal)
      throws InterruptedException {
    ClusterConfig config = arguments.config();
    int millis = (int) arguments.number("timeout", 1, 3_600_000,
        PATIENCE_MILLIS);
    List<NodeAddress> nodes = arguments.words().isEmpty() ? config.nodes()
        : arguments.words().stream().distinct().map(config::node).toList();
    int worst = Exit.DONE;
    for (Taken taken : NodePoll.take(nodes, millis,
        node -> take(config, node, millis), SnapshotCommand::late)) {
      worst = Math.max(worst, taken.status());
      if (taken.status() == Exit.DONE) terminal.say(taken.words());
      else terminal.complain(taken.words());
    }
    return worst;
  }

  private static Taken take(ClusterConfig config, NodeAddress node,
      int millis) {
    try {
      SnapshotReply reply = Handshake.snapshot(config, node, millis);
      return reply.why() == null
          ? new Taken(Exit.DONE, words(node.id(), reply.lastIncludedIndex()))
          : new Taken(Exit.NO, node.id() + ": " + reply.why());
    } catch (NothingDoneException e) {
      return new Taken(Exit.NOTHING_DONE, node.id() + ": " + e.getMessage());
    } catch (UnknownOutcomeException e) {
      return new Taken(Exit.UNKNOWN, node.id() + ": " + e.getMessage());
    }
  }

  private static Taken late(NodeAddress node) {
    return new Taken(Exit.UNKNOWN, node.id() + ": no answer in time");
  }

  /** {@code n1 has a snapshot of 1..100} */
  static String words(String node, long lastIncludedIndex) {
    return node + " has a snapshot of 1.." + lastIncludedIndex;
  }
}
