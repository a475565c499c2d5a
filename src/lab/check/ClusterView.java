package lab.check;

import java.util.List;
import raft.Configuration;

/** A cluster as checkers see it. */
public interface ClusterView {

  /** The number of the event that is being looked at. */
  long event();

  /** All servers of the cluster, always in the same order. */
  List<? extends ServerView> nodes();

  /** The server of this id, which exists. */
  default ServerView node(String id) {
    for (ServerView node : nodes()) if (node.id().equals(id)) return node;
    throw new IllegalArgumentException("no node " + id);
  }

  /** The configuration at the very beginning. */
  Configuration initial();
}
