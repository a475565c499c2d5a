package lab.check;

import static raft.Role.LEADER;

import java.util.Objects;
import raft.Configuration;
import raft.Entry;
import raft.Status;

/**
 * One server as checkers see it: from all sides, its disk too, and without
 * being able to change it.
 */
public interface ServerView {
  String id();

  /** Whether its process is running; if not, the memory below is its last. */
  boolean isUp();

  /** How it stands after the step that is being looked at. */
  Status status();

  /** How it stood before that step; as it came up, if it came up with it. */
  Status before();

  /** The configuration that it has in use after that step. */
  Configuration configuration();

  /** The one that it had in use before that step, and decided with in it. */
  Configuration configurationBefore();

  /** The log in memory. */
  LogView log();

  /** The term on the disk, forced. */
  long durableTerm();

  /** The vote of that term on the disk, forced; or null. */
  String durableVote();

  /** The log on the disk, forced. */
  LogView durableLog();

  /** The last index that its newest snapshot on the disk covers; or 0. */
  long durableSnapshotIndex();

  /** As the leader that this one is knows it; 0 if it does not lead. */
  long matchIndex(String server);

  /** The state of its state machine, as text. */
  String snapshot();

  /** Whether that step changed role, term, vote, or an index. */
  default boolean hasChanged() {
    return before().term() != status().term()
        || before().role() != status().role()
        || before().commitIndex() != status().commitIndex()
        || before().lastApplied() != status().lastApplied()
        || !Objects.equals(before().votedFor(), status().votedFor());
  }

  /** Whether that step made it a leader. */
  default boolean justWon() {
    return status().role() == LEADER && !leadsOn();
  }

  /** Whether it leads, and led before that step, in one term. */
  default boolean leadsOn() {
    return before().role() == LEADER && status().role() == LEADER
        && before().term() == status().term();
  }

  /** The first index that became committed in that step, if any did. */
  default long firstCommitted() {
    return Math.max(before().commitIndex() + 1, log().firstIndex());
  }

  /** Whether the log in memory has this entry at this index. */
  default boolean holds(long index, Entry entry) {
    return log().holds(index, entry);
  }

  /** Whether the log on the disk has this entry at this index. */
  default boolean holdsDurably(long index, Entry entry) {
    return durableLog().holds(index, entry);
  }
}
