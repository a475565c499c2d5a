package lab.draw;

import java.util.stream.Stream;

/**
 * The rules of Figures 2 and 13, of §6 and of the thesis, in their order, with
 * their labels and in the paper's words; where it has several sentences for one label, the first.
 * The map in lab-notes says more of each.
 */
public enum Rule {
  P1(Box.STATE, "(Updated on stable storage before responding to RPCs)"),
  P2(Box.STATE, "candidateId that received vote in current term (or null if"
      + " none)"),
  P3(Box.STATE, "Volatile state on leaders: (Reinitialized after election)"),

  AE1(Box.APPEND_ENTRIES, "Reply false if term < currentTerm (§5.1)"),
  AE2(Box.APPEND_ENTRIES, "Reply false if log doesn't contain an entry at"
      + " prevLogIndex whose term matches prevLogTerm (§5.3)"),
  AE3(Box.APPEND_ENTRIES, "If an existing entry conflicts with a new one"
      + " (same index but different terms), delete the existing entry and all"
      + " that follow it (§5.3)"),
  AE4(Box.APPEND_ENTRIES, "Append any new entries not already in the log"),
  AE5(Box.APPEND_ENTRIES, "If leaderCommit > commitIndex, set commitIndex ="
      + " min(leaderCommit, index of last new entry)"),

  RV1(Box.REQUEST_VOTE, "Reply false if term < currentTerm (§5.1)"),
  RV2(Box.REQUEST_VOTE, "If votedFor is null or candidateId, and candidate's"
      + " log is at least as up-to-date as receiver's log, grant vote (§5.2,"
      + " §5.4)"),

  A1(Box.ALL_SERVERS, "If commitIndex > lastApplied: increment lastApplied,"
      + " apply log[lastApplied] to state machine (§5.3)"),
  A2(Box.ALL_SERVERS, "If RPC request or response contains term T >"
      + " currentTerm: set currentTerm = T, convert to follower (§5.1)"),

  F1(Box.FOLLOWERS, "Respond to RPCs from candidates and leaders"),
  F2(Box.FOLLOWERS, "If election timeout elapses without receiving"
      + " AppendEntries RPC from current leader or granting vote to candidate:"
      + " convert to candidate"),

  C1(Box.CANDIDATES, "On conversion to candidate, start election: Increment"
      + " currentTerm; Vote for self; Reset election timer; Send RequestVote"
      + " RPCs to all other servers"),
  C2(Box.CANDIDATES, "If votes received from majority of servers: become"
      + " leader"),
  C3(Box.CANDIDATES, "If AppendEntries RPC received from new leader: convert"
      + " to follower"),
  C4(Box.CANDIDATES, "If election timeout elapses: start new election"),

  L1(Box.LEADERS, "Upon election: send initial empty AppendEntries RPCs"
      + " (heartbeat) to each server; repeat during idle periods to prevent"
      + " election timeouts (§5.2)"),
  L2(Box.LEADERS, "If command received from client: append entry to local"
      + " log, respond after entry applied to state machine (§5.3)"),
  L3(Box.LEADERS, "If last log index ≥ nextIndex for a follower: send"
      + " AppendEntries RPC with log entries starting at nextIndex"),
  L4(Box.LEADERS, "If there exists an N such that N > commitIndex, a majority"
      + " of matchIndex[i] ≥ N, and log[N].term == currentTerm: set commitIndex"
      + " = N (§5.3, §5.4)"),

  SN1(Box.SNAPSHOTS,
      "the last included index is the index of the last entry in the "
      + "log that the snapshot replaces (the last entry the state "
      + "machine had applied), and the last included term is the term "
      + "of this entry"),
  SN2(Box.SNAPSHOTS,
      "To enable cluster membership changes (Section 6), the snapshot"
      + " also includes the latest configuration in the log as of last "
      + "included index."),
  SN3(Box.SNAPSHOTS,
      "Once a server completes writing a snapshot, it may delete all "
      + "log entries up through the last included index, as well as any"
      + " prior snapshot."),
  SN4(Box.SNAPSHOTS,
      "the leader must occasionally send snapshots to followers that "
      + "lag behind. This happens when the leader has already discarded"
      + " the next log entry that it needs to send to a follower."),
  SN5(Box.SNAPSHOTS,
      "These are preserved to support the AppendEntries consistency "
      + "check for the first log entry following the snapshot, since "
      + "that entry needs a previous log index and term."),
  SN6(Box.SNAPSHOTS,
      "Leaders always send chunks in order."),
  SN7(Box.SNAPSHOTS,
      "a snapshot that describes a prefix of its log (due to "
      + "retransmission or by mistake)"),

  IS1(Box.INSTALL_SNAPSHOT,
      "Reply immediately if term < currentTerm"),
  IS2(Box.INSTALL_SNAPSHOT,
      "Create new snapshot file if first chunk (offset is 0)"),
  IS3(Box.INSTALL_SNAPSHOT,
      "Write data into snapshot file at given offset"),
  IS4(Box.INSTALL_SNAPSHOT,
      "Reply and wait for more data chunks if done is false"),
  IS5(Box.INSTALL_SNAPSHOT,
      "Save snapshot file, discard any existing or partial snapshot "
      + "with a smaller index"),
  IS6(Box.INSTALL_SNAPSHOT,
      "If existing log entry has same index and term as snapshot's "
      + "last included entry, retain log entries following it and reply"),
  IS7(Box.INSTALL_SNAPSHOT,
      "Discard the entire log"),
  IS8(Box.INSTALL_SNAPSHOT,
      "Reset state machine using snapshot contents (and load "
      + "snapshot's cluster configuration)"),

  MC1(Box.MEMBERSHIP,
      "Once a given server adds the new configuration entry to its "
      + "log, it uses that configuration for all future decisions (a "
      + "server always uses the latest configuration in its log, "
      + "regardless of whether the entry is committed)."),
  MC2(Box.MEMBERSHIP,
      "Agreement (for elections and entry commitment) requires "
      + "separate majorities from both the old and new configurations."),
  MC3(Box.MEMBERSHIP,
      "It is now safe for a leader to create a log entry describing "
      + "Cnew and replicate it to the cluster."),
  MC4(Box.MEMBERSHIP,
      "In order to avoid availability gaps, Raft introduces an "
      + "additional phase before the configuration change, in which the "
      + "new servers join the cluster as non-voting members (the leader "
      + "replicates log entries to them, but they are not considered "
      + "for majorities)."),
  MC5(Box.MEMBERSHIP,
      "In this case, the leader steps down (returns to follower "
      + "state) once it has committed the Cnew log entry."),
  MC6(Box.MEMBERSHIP,
      "if a server receives a RequestVote RPC within the minimum "
      + "election timeout of hearing from a current leader, it does not "
      + "update its term or grant its vote."),
  MC7(Box.MEMBERSHIP,
      "a log entry for a configuration change can be removed (if "
      + "leadership changes); in this case, a server must be prepared "
      + "to fall back to the previous configuration in its log."),
  MC8(Box.MEMBERSHIP,
      "a server always uses the latest configuration in its log"),
  MC9(Box.MEMBERSHIP,
      "servers process incoming RPC requests without consulting their "
      + "current configurations"),
  MC10(Box.MEMBERSHIP,
      "a server that is not part of its own latest configuration "
      + "should still start new elections, as it might still be needed "
      + "until the Cnew entry is committed"),

  CL1(Box.CLIENTS,
      "If the client's first choice is not the leader, that server "
      + "will reject the client's request and supply information about "
      + "the most recent leader it has heard from"),
  CL2(Box.CLIENTS,
      "If it receives a command whose serial number has already been "
      + "executed, it responds immediately without re-executing the "
      + "request."),
  CL3(Box.CLIENTS,
      "this allows clients to retry their requests with another server"),
  CL4(Box.CLIENTS,
      "If a state machine encounters a command with no record of the "
      + "session, it does not process the command and instead returns an "
      + "error to the client."),
  CL5(Box.CLIENTS,
      "session expiry must be deterministic, just as normal state "
      + "machine operations must be"),
  CL6(Box.CLIENTS,
      "Raft handles this by having each leader commit a blank no-op "
      + "entry into the log at the start of its term."),

  PV1(Box.CALM,
      "While a server is partitioned, it won't be able to increment its "
      + "term, since it can't receive permission from a majority of the "
      + "cluster."),
  PV2(Box.CALM,
      "(if the candidate's log is sufficiently up-to-date, and the voters "
      + "have not received heartbeats from a valid leader for at least a "
      + "baseline election timeout)"),
  PV3(Box.CALM,
      "a candidate only increments its term if it first learns from a "
      + "majority of the cluster that they would be willing"),
  CQ1(Box.CALM,
      "a leader in Raft steps down if an election timeout elapses without "
      + "a successful round of heartbeats to a majority of its cluster; "
      + "this allows clients to retry their requests with another server."),

  RI1(Box.READS,
      "If the leader has not yet marked an entry from its current term "
      + "committed, it waits until it has done so."),
  RI2(Box.READS,
      "The leader saves its current commit index in a local variable "
      + "readIndex. This will be used as a lower bound for the version of "
      + "the state that the query operates against."),
  RI3(Box.READS,
      "The leader needs to make sure it hasn't been superseded by a newer "
      + "leader of which it is unaware. It issues a new round of "
      + "heartbeats and waits for their acknowledgments from a majority "
      + "of the cluster."),
  RI4(Box.READS,
      "The leader waits for its state machine to advance at least as far "
      + "as the readIndex; this is current enough to satisfy "
      + "linearizability."),

  LT1(Box.TRANSFER,
      "The prior leader stops accepting new client requests."),
  LT2(Box.TRANSFER,
      "The prior leader fully updates the target server's log to match its "
      + "own, using the normal log replication mechanism"),
  LT3(Box.TRANSFER,
      "This request has the same effect as the target server's election "
      + "timer firing: the target server starts a new election "
      + "(incrementing its term and becoming a candidate)."),
  LT4(Box.TRANSFER,
      "If leadership transfer does not complete after about an election "
      + "timeout, the prior leader aborts the transfer and resumes "
      + "accepting client requests."),
  LT5(Box.TRANSFER,
      "Those RequestVote requests can include a special flag to indicate "
      + "this behavior (\"I have permission to disrupt the leader—it "
      + "told me to!\").");

  /** The boxes of the figure, and what it does not have. */
  public enum Box {
    STATE("State"),
    APPEND_ENTRIES("AppendEntries RPC"),
    REQUEST_VOTE("RequestVote RPC"),
    ALL_SERVERS("Rules for Servers: All Servers"),
    FOLLOWERS("Rules for Servers: Followers (§5.2)"),
    CANDIDATES("Rules for Servers: Candidates (§5.2)"),
    LEADERS("Rules for Servers: Leaders"),
    SNAPSHOTS("Log compaction (§7)"),
    INSTALL_SNAPSHOT("InstallSnapshot RPC (Figure 13)"),
    MEMBERSHIP("Membership changes (§6)"),
    CLIENTS("Clients (§8)"),
    CALM("Pre-vote and check-quorum (thesis 9.6, 6.2)"),
    READS("Reads that write nothing (thesis 6.4)"),
    TRANSFER("Leadership transfer (thesis 3.10)");

    private final String title;

    Box(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final Box box;
  private final String sentence;

  Rule(Box box, String sentence) {
    this.box = box;
    this.sentence = sentence;
  }

  public Box box() {
    return box;
  }

  /** The paper's, word for word. */
  public String sentence() {
    return sentence;
  }

  /** Those of one box. */
  public static Stream<Rule> of(Box box) {
    return Stream.of(values()).filter(rule -> rule.box == box);
  }
}
