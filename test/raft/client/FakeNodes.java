package raft.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.QueryRequest;

/**
 * As many nodes n1, n2 and so on as there are behaviours; null for one that
 * does not run.
 */
final class FakeNodes implements AutoCloseable {
  private static final int NOBODY_LISTENS = 1;

  private final List<FakeNode> nodes = new ArrayList<>();
  private final ClusterConfig config;

  FakeNodes(FakeNode.Behaviour... behaviours) {
    try {
      for (FakeNode.Behaviour behaviour : behaviours) {
        nodes.add(behaviour == null ? null : new FakeNode(behaviour));
      }
      config = config(IntStream.range(0, nodes.size())
          .mapToObj(this::address).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NodeAddress address(int i) {
    int port = nodes.get(i) == null ? NOBODY_LISTENS : nodes.get(i).port();
    return new NodeAddress("n" + (i + 1), FakeNode.loopback(NOBODY_LISTENS),
        FakeNode.loopback(port));
  }

  private static ClusterConfig config(List<NodeAddress> nodes) {
    return new ClusterConfig("fake", "key-value", nodes, 5, 20, 50, 500, true, true, true,
        1000, 1 << 20, 1 << 24, 1024, 65_536, 100, 1 << 24, 5000, 0, 0, 0, 0,
        1 << 16);
  }

  ClusterConfig config() {
    return config;
  }

  /** What the i-th node, from 1, was asked to do so far. */
  List<String> heardBy(int i) {
    return nodes.get(i - 1).heard();
  }

  /** Which queries the i-th node, from 1, was asked so far. */
  List<QueryRequest> queriesTo(int i) {
    return nodes.get(i - 1).queries();
  }

  /** From now on the i-th node welcomes with these members. */
  void knows(int i, String members, long index) {
    nodes.get(i - 1).knows(members, index);
  }

  /** How often somebody connected to the i-th node so far. */
  int visitsTo(int i) {
    return nodes.get(i - 1).visits();
  }

  /** Whether a client leaves the i-th node, or has. */
  boolean isLeft(int i) throws InterruptedException {
    return nodes.get(i - 1).isLeft();
  }

  /** Nobody comes in to the i-th node any more; who is in, stays. */
  void closeDoor(int i) {
    nodes.get(i - 1).closeDoor();
  }

  @Override public void close() {
    for (FakeNode node : nodes) if (node != null) node.close();
  }
}
