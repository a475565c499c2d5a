package lab.check;

import java.util.List;

/** All that checkers may look at. */
public interface Scene {

  /** The number of the event that is being looked at. */
  long event();

  /** All servers of the cluster, always in the same order. */
  List<? extends Seen> nodes();

  /** The server of this id, which exists. */
  default Seen node(String id) {
    for (Seen node : nodes()) if (node.id().equals(id)) return node;
    throw new IllegalArgumentException("no node " + id);
  }

  /** Whether so many servers are more than half of all. */
  default boolean isMajority(long servers) {
    return servers > nodes().size() / 2;
  }
}
