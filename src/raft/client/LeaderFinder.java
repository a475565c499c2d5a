package raft.client;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.Welcome;

/**
 * Which node to ask next. "If the client's first choice is not the leader, that
 * server will reject the client's request and supply information about the most
 * recent leader it has heard from" (§8). Not thread-safe.
 */
final class LeaderFinder {
  // In milliseconds. A long pause would go on after the election is over; many
  // clients with short ones take the processors from the candidates.
  private static final int FIRST_PAUSE = 5;
  private static final int LONGEST_PAUSE = 50;

  // Any of these may still run when no member is known any more, and know who
  // came after it.
  private final List<NodeAddress> file;

  // The members as the cluster names them, then those that only the file knows,
  // then the one that was asked when these were learned.
  private List<NodeAddress> nodes;
  private Welcome learned; // from which they are known; null at first
  private int current;

  // Whose turn it was last without a hint: hints do not change that, since two
  // removed nodes may name each other for ever.
  private int turn;

  private int pause = FIRST_PAUSE;
  private boolean followed; // a hint, at once, since the last pause
  private final boolean stays;

  LeaderFinder(ClusterConfig config) {
    this(config, false);
  }

  /** @param stays whether the first node of the file is the only one asked */
  LeaderFinder(ClusterConfig config, boolean stays) {
    file = config.nodes();
    nodes = file;
    this.stays = stays;
  }

  /**
   * A node has told who the members are, or nothing. What is known already from
   * a log that goes as far counts more: a removed node tells of its own time.
   *
   * @throws IllegalArgumentException if it names no members
   */
  void learn(Welcome welcome) {
    if (welcome.members() == null
        || learned != null && welcome.index() <= learned.index()) return;
    List<NodeAddress> now =
        new ArrayList<>(NodeAddress.allIn(welcome.members()));
    List<NodeAddress> others = new ArrayList<>(file);
    others.add(current());
    for (NodeAddress each : others) {
      if (now.stream().noneMatch(node -> node.id().equals(each.id()))) {
        now.add(each);
      }
    }
    String asked = current().id();
    nodes = List.copyOf(now);
    learned = welcome;
    current = indexOf(asked).orElseThrow();
    turn = current;
  }

  /** Whether there is a node of this name, as far as is known. */
  boolean knows(String node) {
    return indexOf(node).isPresent();
  }

  private OptionalInt indexOf(String node) {
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.get(i).id().equals(node)).findFirst();
  }

  NodeAddress current() {
    return nodes.get(current);
  }

  /** The current node answered a command: it leads. */
  void works() {
    pause = FIRST_PAUSE;
    followed = false;
  }

  /**
   * The current node did not answer a command.
   *
   * @param leader who it says is the leader, or null
   * @return how long to wait at most before asking the next, in milliseconds:
   *         not at all for one hint after each pause, since it may be the new
   *         leader; and longer each time, since an election may be going on
   */
  int turnTo(String leader) {
    int there = indexOf(leader).orElse(current);
    boolean isHint = !stays && there != current;
    // Not two in a row: removed nodes may name each other for ever.
    followed = isHint && !followed;
    int now = followed ? 0 : pause;
    if (!followed) pause = Math.min(2 * pause, LONGEST_PAUSE);
    if (isHint) current = there;
    else if (!stays) current = nextTurn();
    return now;
  }

  /** Another one than the current, which has just failed. */
  private int nextTurn() {
    do {
      turn = (turn + 1) % nodes.size();
    } while (turn == current && nodes.size() > 1);
    return turn;
  }
}
