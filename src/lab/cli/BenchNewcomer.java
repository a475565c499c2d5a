package lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.bench.Workload;
import raft.Server;
import raft.cli.LocalCluster;
import raft.cli.Polling;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.MembersReply;

/**
 * Adds an empty node to a cluster with a large state, under load: it is sent a
 * snapshot, catches up, and becomes a member.
 */
final class BenchNewcomer extends BenchLargeState {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int ASK_MILLIS = 1000;
  private static final int CATCH_UP_MILLIS = 300_000;

  BenchNewcomer(LocalCluster cluster, Workload workload, Progress progress) {
    super(cluster, workload, progress);
  }

  /** The ids of this many nodes, which come later. */
  static List<String> later(ClusterConfig config, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 1; ids.size() < count; i++) {
      if (!config.names("n" + i)) ids.add("n" + i);
    }
    return ids;
  }

  @Override String nothing() {
    return "nobody joins";
  }

  @Override String something() {
    return "a node is added";
  }

  private String id(int repetition) {
    return cluster.everyId().get(cluster.ids().size() + repetition);
  }

  @Override void prepare(int repetition)
      throws IOException, InterruptedException {
    String id = id(repetition);
    cluster.start(id);
    if (Polling.comesTrue(PATIENCE_MILLIS, () -> cluster.statuses(0).stream()
        .anyMatch(status -> status.node().equals(id)))) return;
    throw new NothingDoneException(id + " did not start: "
        + cluster.node(id).lastLines());
  }

  @Override void happen(int repetition) throws InterruptedException {
    Server newcomer = cluster.everybody().node(id(repetition)).server();
    change(now -> Stream.concat(others(now, newcomer), Stream.of(newcomer))
        .toList());
  }

  @Override void undo(int repetition) throws InterruptedException {
    String id = id(repetition);
    Server newcomer = cluster.everybody().node(id).server();
    change(now -> others(now, newcomer).toList());
    cluster.node(id).kill();
    askForSnapshots(); // or the next one would be sent entries
  }

  private static Stream<Server> others(List<Server> servers, Server one) {
    return servers.stream().filter(server -> !server.id().equals(one.id()));
  }

  /** Null if no node says that it leads. */
  private MembersReply leader() {
    for (NodeAddress node : cluster.everybody().nodes()) {
      try {
        MembersReply reply =
            Handshake.members(cluster.config(), node, ASK_MILLIS);
        if (reply.leads()) return reply;
      } catch (IOException e) {
        continue; // it does not run; another one leads
      }
    }
    return null;
  }

  /** Asks again if the leader was deposed meanwhile: that counts, too. */
  private void change(UnaryOperator<List<Server>> to)
      throws InterruptedException {
    if (Polling.comesTrue(2 * CATCH_UP_MILLIS, () -> isChanged(to))) return;
    throw new NothingDoneException("the members are not changed");
  }

  private boolean isChanged(UnaryOperator<List<Server>> to) {
    MembersReply leader = leader();
    if (leader == null) return false;
    List<Server> wanted = to.apply(leader.members().voters());
    try {
      return Handshake.changeMembers(cluster.config(),
          cluster.everybody().node(leader.node()), new ChangeMembersRequest(
              "bench", leader.configuration(),
              wanted.stream().map(Server::toString).toList(), CATCH_UP_MILLIS),
          2 * CATCH_UP_MILLIS).outcome().equals(ClientReply.APPLIED);
    } catch (NothingDoneException | UnknownOutcomeException e) {
      return false; // asking again for the same is safe
    }
  }
}
