package raft.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import raft.node.ClusterConfig.NodeAddress;

/**
 * Asks some nodes, all at the same time, so that one that is dead or frozen
 * does not delay what the others have to say.
 */
final class NodePoll {
  private NodePoll() {}

  /**
   * Asks, and waits for all replies, but not much longer than {@code millis}.
   *
   * @param question asks one node, and never fails
   * @param late     what stands for the reply of one that has none in time
   * @return one for each node, in their order
   */
  static <R> List<R> take(List<NodeAddress> nodes, int millis,
      Function<NodeAddress, R> question, Function<NodeAddress, R> late)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    List<FutureTask<R>> calls = new ArrayList<>();
    for (NodeAddress node : nodes) {
      FutureTask<R> call = new FutureTask<>(() -> question.apply(node));
      Thread thread = new Thread(call, "ask " + node.id());
      thread.setDaemon(true);
      thread.start();
      calls.add(call);
    }
    List<R> replies = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      R reply = await(calls.get(i), deadline);
      replies.add(reply != null ? reply : late.apply(nodes.get(i)));
    }
    return replies;
  }

  /** Null if it does not come in time. */
  private static <R> R await(FutureTask<R> call, long deadline)
      throws InterruptedException {
    try {
      return call.get(deadline - System.nanoTime() + 20_000_000L,
          TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new AssertionError("questions do not fail", e);
    }
  }
}
