package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import raft.client.Handshake;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;
import raft.text.Reason;

/**
 * Asks every node how it is, all at the same time, so that one that is dead or
 * frozen does not delay what the others have to say.
 */
final class StatusPoll {
  private StatusPoll() {}

  /**
   * What became of asking one node.
   *
   * @param status its reply; null if there was none
   * @param why    why there was none; else null
   */
  record NodeReply(String node, StatusReply status, String why) {
    boolean isThere() {
      return status != null;
    }
  }

  /**
   * Asks, and waits for all replies, but not much longer than {@code millis}.
   *
   * @param log    how many of its last log entries each is to bring along
   * @param millis how long to wait
   * @return one for each node, in the order of the configuration
   */
  static List<NodeReply> take(ClusterConfig config, int log, int millis)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    List<FutureTask<NodeReply>> calls = new ArrayList<>();
    for (ClusterConfig.NodeAddress node : config.nodes()) {
      FutureTask<NodeReply> call =
          new FutureTask<>(() -> ask(config, node, log, millis));
      Thread thread = new Thread(call, "ask " + node.id());
      thread.setDaemon(true);
      thread.start();
      calls.add(call);
    }
    List<NodeReply> replies = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      replies.add(await(calls.get(i), config.nodes().get(i).id(), deadline));
    }
    return replies;
  }

  private static NodeReply ask(ClusterConfig config,
      ClusterConfig.NodeAddress node, int log, int millis) {
    try {
      return new NodeReply(node.id(),
          Handshake.status(config, node, log, millis), null);
    } catch (IOException e) {
      return new NodeReply(node.id(), null, Reason.of(e));
    }
  }

  private static NodeReply await(FutureTask<NodeReply> call, String node,
      long deadline) throws InterruptedException {
    try {
      return call.get(deadline - System.nanoTime() + 20_000_000L,
          TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new NodeReply(node, null, "no answer in time");
    } catch (ExecutionException e) {
      throw new AssertionError("asking only fails by IOException", e);
    }
  }

  /** The leader: if several say so, the one with the newest term. */
  static Optional<StatusReply> leader(List<NodeReply> replies) {
    return replies.stream().filter(NodeReply::isThere).map(NodeReply::status)
        .filter(status -> status.role().equals("leader"))
        .max(Comparator.comparingLong(StatusReply::term));
  }
}
