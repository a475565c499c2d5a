package lab.check;

import static raft.Role.LEADER;

import raft.Status;

/** What to see of an election from outside. */
final class Elections {
  private Elections() {}

  /** Whether this step made the server a leader. */
  static boolean justWon(ServerView node) {
    return node.status().role() == LEADER && !leadsOn(node);
  }

  /** Whether the server leads, and led before this step, in one term. */
  static boolean leadsOn(ServerView node) {
    Status before = node.before();
    Status now = node.status();
    return before.role() == LEADER && now.role() == LEADER
        && before.term() == now.term();
  }
}
