package lab.check;

import java.util.Locale;

/**
 * What is promised. The first five are Figure 3's, in its words: "Raft
 * guarantees that each of these properties is true at all times." The lemmas
 * are why they are true: smaller promises, broken sooner.
 */
public enum Property {
  ELECTION_SAFETY(Group.FIGURE_3,
      "at most one leader can be elected in a given term. §5.2"),
  LEADER_APPEND_ONLY(Group.FIGURE_3,
      "a leader never overwrites or deletes entries in its log; it only"
      + " appends new entries. §5.3"),
  LOG_MATCHING(Group.FIGURE_3,
      "if two logs contain an entry with the same index and term, then the"
      + " logs are identical in all entries up through the given index. §5.3"),
  LEADER_COMPLETENESS(Group.FIGURE_3,
      "if a log entry is committed in a given term, then that entry will be"
      + " present in the logs of the leaders for all higher-numbered terms."
      + " §5.4"),
  STATE_MACHINE_SAFETY(Group.FIGURE_3,
      "if a server has applied a log entry at a given index to its state"
      + " machine, no other server will ever apply a different log entry for"
      + " the same index. §5.4.3"),

  ONE_VOTE_PER_TERM(Group.LEMMA,
      "a server votes for one candidate in a term, also across restarts"),
  ELECTED_BY_MAJORITY(Group.LEMMA,
      "a new leader has the votes of a majority, each given by"
      + " another server and on its disk"),
  ONLY_GROWS(Group.LEMMA,
      "term grows; commitIndex while the process runs; matchIndex within one"
      + " leadership"),
  MATCH_INDEX(Group.LEMMA,
      "if the leader's matchIndex[i] is k, then i's durable log holds the"
      + " leader's entry k, unless i is in a newer term"),
  COMMITTED_BY_MAJORITY(Group.LEMMA,
      "when a leader commits an entry, the disks of a majority hold it; of both"
      + " majorities, while its configuration is joint"),
  LATEST_IN_USE(Group.LEMMA,
      "a server has in use the latest configuration in its log, committed or"
      + " not; else its snapshot's, else the initial one"),
  ONE_DECIDES(Group.LEMMA,
      "committed configurations go from C to C-old,new to C-new, so that no"
      + " two decide without each other"),
  COMMITTED_STAYS(Group.LEMMA,
      "no server deletes a committed entry, nor any at or below its"
      + " commitIndex, and no disk loses one"),

  PERSIST_BEFORE_SPEAK(Group.LAW,
      "no message leaves whose sender's term or vote is not durable, and no"
      + " success beyond the replier's durable log"),
  NO_ASSERTION_FAILS(Group.LAW, "the server's own assertions hold"),

  LINEARIZABLE(Group.CLIENT,
      "each operation appears to take effect at one instant between its call"
      + " and its answer"),
  EXACTLY_ONCE(Group.CLIENT,
      "a command takes effect once, however often it is sent and logged"),
  ACKNOWLEDGED_IS_DURABLE(Group.CLIENT,
      "what a client was told is done is committed, and on the disks of a"
      + " majority"),
  CHANGE_IS_TOLD(Group.CLIENT,
      "members that a client was told are there were committed, and of those"
      + " that it was refused the leader began nothing"),
  EQUAL_STATES(Group.CLIENT,
      "state machines that applied as much are equal"),
  SNAPSHOT_IS_STATE(Group.CLIENT,
      "a state reached by a snapshot equals the state reached by applying what"
      + " is committed, at every index"),

  LEADER_IN_TIME(Group.LIVENESS,
      "once the faults are over, a leader is there in time"),
  CLIENTS_FINISH(Group.LIVENESS,
      "once the faults are over, every client gets its answers in time"),
  LOGS_BECOME_EQUAL(Group.LIVENESS,
      "once the faults are over, all logs become equal in time"),
  TERM_STAYS(Group.LIVENESS,
      "once the faults are over, and with pre-vote and check-quorum, a server"
      + " that does not hear the leader moves nobody's term"),
  WITHIN_BUDGET(Group.LIVENESS,
      "once the faults are over, few elections are started and few messages"
      + " are sent");

  /** The groups of promises. */
  public enum Group { FIGURE_3, LEMMA, LAW, CLIENT, LIVENESS }

  private final Group group;
  private final String promise;

  Property(Group group, String promise) {
    this.group = group;
    this.promise = promise;
  }

  public Group group() {
    return group;
  }

  /** The whole sentence. */
  public String promise() {
    return promise;
  }

  /** {@code Election Safety}. */
  @Override public String toString() {
    StringBuilder title = new StringBuilder();
    for (String word : name().split("_")) {
      if (title.length() > 0) title.append(' ');
      title.append(word.charAt(0))
          .append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return title.toString();
  }
}
