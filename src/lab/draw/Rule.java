package lab.draw;

import java.util.stream.Stream;

/**
 * The rules of Figure 2, in the figure's order, with their labels and in the
 * figure's words; where it has several sentences for one label, the first. The
 * map in lab-notes says more of each.
 */
enum Rule {
  P1(Panel.STATE, "(Updated on stable storage before responding to RPCs)"),
  P2(Panel.STATE, "candidateId that received vote in current term (or null if"
      + " none)"),
  P3(Panel.STATE, "Volatile state on leaders: (Reinitialized after election)"),

  AE1(Panel.APPEND_ENTRIES, "Reply false if term < currentTerm (§5.1)"),
  AE2(Panel.APPEND_ENTRIES, "Reply false if log doesn't contain an entry at"
      + " prevLogIndex whose term matches prevLogTerm (§5.3)"),
  AE3(Panel.APPEND_ENTRIES, "If an existing entry conflicts with a new one"
      + " (same index but different terms), delete the existing entry and all"
      + " that follow it (§5.3)"),
  AE4(Panel.APPEND_ENTRIES, "Append any new entries not already in the log"),
  AE5(Panel.APPEND_ENTRIES, "If leaderCommit > commitIndex, set commitIndex ="
      + " min(leaderCommit, index of last new entry)"),

  RV1(Panel.REQUEST_VOTE, "Reply false if term < currentTerm (§5.1)"),
  RV2(Panel.REQUEST_VOTE, "If votedFor is null or candidateId, and candidate's"
      + " log is at least as up-to-date as receiver's log, grant vote (§5.2,"
      + " §5.4)"),

  A1(Panel.ALL_SERVERS, "If commitIndex > lastApplied: increment lastApplied,"
      + " apply log[lastApplied] to state machine (§5.3)"),
  A2(Panel.ALL_SERVERS, "If RPC request or response contains term T >"
      + " currentTerm: set currentTerm = T, convert to follower (§5.1)"),

  F1(Panel.FOLLOWERS, "Respond to RPCs from candidates and leaders"),
  F2(Panel.FOLLOWERS, "If election timeout elapses without receiving"
      + " AppendEntries RPC from current leader or granting vote to candidate:"
      + " convert to candidate"),

  C1(Panel.CANDIDATES, "On conversion to candidate, start election: Increment"
      + " currentTerm; Vote for self; Reset election timer; Send RequestVote"
      + " RPCs to all other servers"),
  C2(Panel.CANDIDATES, "If votes received from majority of servers: become"
      + " leader"),
  C3(Panel.CANDIDATES, "If AppendEntries RPC received from new leader: convert"
      + " to follower"),
  C4(Panel.CANDIDATES, "If election timeout elapses: start new election"),

  L1(Panel.LEADERS, "Upon election: send initial empty AppendEntries RPCs"
      + " (heartbeat) to each server; repeat during idle periods to prevent"
      + " election timeouts (§5.2)"),
  L2(Panel.LEADERS, "If command received from client: append entry to local"
      + " log, respond after entry applied to state machine (§5.3)"),
  L3(Panel.LEADERS, "If last log index ≥ nextIndex for a follower: send"
      + " AppendEntries RPC with log entries starting at nextIndex"),
  L4(Panel.LEADERS, "If there exists an N such that N > commitIndex, a majority"
      + " of matchIndex[i] ≥ N, and log[N].term == currentTerm: set commitIndex"
      + " = N (§5.3, §5.4)"),

  CL(Panel.BEYOND, "a blank no-op entry into the log at the start of its term"
      + " (§8)");

  /** The boxes of the figure, and what it does not have. */
  enum Panel {
    STATE("State"),
    APPEND_ENTRIES("AppendEntries RPC"),
    REQUEST_VOTE("RequestVote RPC"),
    ALL_SERVERS("Rules for Servers: All Servers"),
    FOLLOWERS("Rules for Servers: Followers (§5.2)"),
    CANDIDATES("Rules for Servers: Candidates (§5.2)"),
    LEADERS("Rules for Servers: Leaders"),
    BEYOND("Beyond Figure 2");

    private final String title;

    Panel(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Panel panel;
  private final String sentence;

  Rule(Panel panel, String sentence) {
    this.panel = panel;
    this.sentence = sentence;
  }

  Panel panel() {
    return panel;
  }

  /** The paper's, word for word. */
  String sentence() {
    return sentence;
  }

  /** Those of one panel. */
  static Stream<Rule> of(Panel panel) {
    return Stream.of(values()).filter(rule -> rule.panel == panel);
  }
}
