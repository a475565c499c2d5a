package lab.draw;

import static raft.Role.CANDIDATE;
import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongBiFunction;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.RequestReadIndexReply;
import raft.RequestVote;
import raft.Status;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.EventKind;

/**
 * One of the things that a rule can do, and how often an event did it. Most
 * rules leave a line of the trace with their label, and are counted by it; the
 * others are known by what happened.
 *
 * @param refuses whether it says no
 * @param traced  whether it is counted by lines of the trace
 * @param times   how often an event did it; the second event is the one before
 *                it on the same server, null if none is
 */
record RuleOccurrence(Rule rule, String words, boolean refuses, boolean traced,
    ToLongBiFunction<Event, Event> times) {

  /** All of them, in the figure's order. */
  static final List<RuleOccurrence> ALL = List.of(
      does(Rule.P1, "a disk is forced", is(EventKind.FORCE)),
      does(Rule.P1, "a request is held until it is", is(EventKind.ASK)),
      does(Rule.P2, "a newer term begins", RuleOccurrence::entersTerm),
      does(Rule.P2, "a vote is recorded, one's own too", RuleOccurrence::votes),
      does(Rule.P3, "a new leader's indexes begin anew",
          changes(status -> status.role() == LEADER)),
      does(Rule.P3, "a server starts with nothing committed",
          is(EventKind.START)),

      refused(Rule.AE1, "an older term"),
      refused(Rule.AE2, "a gap, or another term before the new entries"),
      traced(Rule.AE3, "entries are deleted"),
      traced(Rule.AE4, "entries are appended"),
      traced(Rule.AE5, "entries become committed"),

      refused(Rule.RV1, "an older term"),
      traced(Rule.RV2, "a vote is granted"),
      refused(Rule.RV2, "a vote given already, or a log that is behind"),

      new RuleOccurrence(Rule.A1, "an entry is applied", false, false,
          RuleOccurrence::applied),
      traced(Rule.A2, "a newer term is seen"),

      does(Rule.F1, "a follower answers", RuleOccurrence::answersAsFollower),
      traced(Rule.F2, "a follower starts an election"),

      does(Rule.C1, "an election is started", RuleOccurrence::startsElection),
      traced(Rule.C2, "a candidate becomes leader"),
      traced(Rule.C3, "a candidate becomes follower"),
      traced(Rule.C4, "a candidate starts another election"),

      does(Rule.L1, "a heartbeat is sent", RuleOccurrence::sendsHeartbeat),
      traced(Rule.L2, "a command is appended"),
      does(Rule.L2, "a client is answered", answers("Applied")),
      refuses(Rule.L2, "a client is refused", answers("Refused")),
      refuses(Rule.L2, "a client hears \"unknown\"", answers("Unknown")),
      does(Rule.L3, "entries are sent", RuleOccurrence::sendsEntries),
      does(Rule.L3, "a success is heard", RuleOccurrence::hearsSuccess),
      traced(Rule.L3, "a refusal is heard, and an earlier index tried"),
      traced(Rule.L4, "entries become committed"),
      refused(Rule.L4, "a majority holds entries of an older term"),

      traced(Rule.SN1, "a snapshot is begun"),
      does(Rule.SN2, "its state is saved", is(EventKind.SNAPSHOT_SAVE)),
      traced(Rule.SN3, "it is durable, and the log before it goes"),
      traced(Rule.SN4, "a snapshot is sent instead of entries"),
      does(Rule.SN5, "a leader speaks of the edge",
          RuleOccurrence::speaksOfEdge),
      does(Rule.SN6, "a chunk is acknowledged", answersChunk()),
      does(Rule.SN7, "one that is not newer is acknowledged",
          chunk((chunk, before) ->
              chunk.lastIncludedIndex() <= before.lastApplied())),

      refused(Rule.IS1, "an older term"),
      does(Rule.IS2, "a first chunk comes",
          chunk((chunk, before) -> chunk.offset() == 0)),
      does(Rule.IS3, "another chunk comes",
          chunk((chunk, before) -> chunk.offset() > 0)),
      does(Rule.IS4, "more chunks are awaited", answersChunk()),
      does(Rule.IS5, "a last chunk comes",
          chunk((chunk, before) -> chunk.done())),
      does(Rule.IS6, "the log has its last entry, and stays",
          (event, before) -> installs(event) && !resets(event, before)),
      does(Rule.IS7, "the log is discarded",
          (event, before) -> installs(event) && resets(event, before)),
      traced(Rule.IS8, "a leader's snapshot is there"),

      does(Rule.MC1, "a configuration is appended, and in use",
          says("appends .*: (.*, )?members .*")),
      does(Rule.MC2, "from here on two majorities are needed",
          says("appends .*: (.*, )?members .* -> .*")),
      traced(Rule.MC3, "a leader goes on to the new servers"),
      traced(Rule.MC4, "a newcomer catches up, has, or is given up"),
      traced(Rule.MC5, "a leader that is no member steps down"),
      traced(Rule.MC6, "a candidate is disregarded"),
      does(Rule.MC7, "a snapshot brings its configuration",
          (event, before) -> installs(event) && resets(event, before)),
      does(Rule.MC8, "a server starts, and its log decides",
          is(EventKind.START)),
      does(Rule.MC9, "a request is handled, whoever sent it",
          (event, before) -> event.kind() == EventKind.RECEIVE
              && !event.packet().isReply()),
      does(Rule.MC10, "a server that may campaign does",
          RuleOccurrence::startsElection),

      traced(Rule.CL1, "a leader is followed, and clients are sent to it"),
      new RuleOccurrence(Rule.CL2, "a command is applied, or known already",
          false, false, RuleOccurrence::applied),
      does(Rule.CL3, "a client is told that the outcome is unknown",
          (event, before) -> event.kind() == EventKind.ANSWER
              && event.text().contains(": Unknown")),
      does(Rule.CL4, "a client is told that its session is gone",
          (event, before) -> event.kind() == EventKind.ANSWER
              && event.text().contains("\"status\":\"gone\"")),
      new RuleOccurrence(Rule.CL5, "a command is the log's word on who is new",
          false, false, RuleOccurrence::applied),
      traced(Rule.CL6, "a no-op is appended"),

      traced(Rule.PV1, "a server asks who would vote for it"),
      traced(Rule.PV2, "a server would"),
      refused(Rule.PV2, "a leader is heard, or a log that is behind"),
      traced(Rule.PV3, "a majority would, and an election follows"),
      traced(Rule.CQ1, "a leader that hears no majority steps down"),

      does(Rule.RI1, "a query comes to a leader",
          (event, before) -> asksFor(event, " read ") && leads(event)),
      does(Rule.RI2, "a query comes, and waits for an index",
          (event, before) -> asksFor(event, " read ")),
      does(Rule.RI3, "a leader confirms that it leads",
          (event, before) -> event.kind() == EventKind.SEND
              && event.packet().message() instanceof RequestReadIndexReply),
      does(Rule.RI4, "a query is answered",
          (event, before) -> event.kind() == EventKind.ANSWER
              && event.text().contains(" read ")),

      traced(Rule.LT1, "a leader takes no commands, and hands over"),
      traced(Rule.LT2, "the target has the whole log"),
      traced(Rule.LT3, "the target starts an election"),
      traced(Rule.LT4, "a leader gives up, and leads on"),
      does(Rule.LT5, "a vote is asked for with the leader's permission",
          (event, before) -> event.kind() == EventKind.SEND
              && event.packet().message() instanceof RequestVote vote
              && vote.leadershipTransfer()));

  /** How often this event did it. */
  long times(Event event, Event before) {
    return times.applyAsLong(event, before);
  }

  /** Whether this line of a trace is counted somewhere. */
  static boolean knows(TraceLine line) {
    return ALL.stream().anyMatch(each ->
        each.traced && isOf(each.rule, each.refuses, line));
  }

  private static boolean isOf(Rule rule, boolean refuses, TraceLine line) {
    return rule.name().equals(line.rule()) && refuses == refuses(line);
  }

  private static boolean asksFor(Event event, String word) {
    return event.kind() == EventKind.PROPOSE && event.text().contains(word);
  }

  private static boolean leads(Event event) {
    return event.status() != null && event.status().role() == LEADER;
  }

  private static boolean refuses(TraceLine line) {
    return line.what().startsWith("refuses ")
        || line.what().contains("not committed");
  }

  // ---- Known by a line of the trace ------------------------------------

  private static RuleOccurrence traced(Rule rule, String words) {
    return traced(rule, words, false);
  }

  private static RuleOccurrence refused(Rule rule, String words) {
    return traced(rule, words, true);
  }

  private static RuleOccurrence traced(Rule rule, String words,
      boolean refuses) {
    return new RuleOccurrence(rule, words, refuses, true, (event, before) ->
        event.lines().stream().filter(line -> isOf(rule, refuses, line))
            .count());
  }

  // ---- Known by what happened ------------------------------------------

  private static RuleOccurrence does(Rule rule, String words,
      BiPredicate<Event, Event> happens) {
    return new RuleOccurrence(rule, words, false, false,
        (event, before) -> happens.test(event, before) ? 1 : 0);
  }

  private static RuleOccurrence refuses(Rule rule, String words,
      BiPredicate<Event, Event> happens) {
    return new RuleOccurrence(rule, words, true, false,
        (event, before) -> happens.test(event, before) ? 1 : 0);
  }

  private static BiPredicate<Event, Event> is(EventKind kind) {
    return (event, before) -> event.kind() == kind;
  }

  private static BiPredicate<Event, Event> says(String words) {
    return (event, before) -> event.lines().stream()
        .anyMatch(line -> line.what().matches(words));
  }

  private static BiPredicate<Event, Event> answers(String outcome) {
    return (event, before) -> event.kind() == EventKind.ANSWER
        && event.text().contains(": " + outcome + "[");
  }

  private static BiPredicate<Event, Event> changes(Predicate<Status> to) {
    return (event, before) -> isContinued(event, before)
        && to.test(event.status()) && !to.test(before.status());
  }

  /** Whether it is the same process still, with the same memory. */
  private static boolean isContinued(Event event, Event before) {
    return before != null && before.status() != null
        && event.kind() != EventKind.START;
  }

  private static boolean entersTerm(Event event, Event before) {
    return isContinued(event, before)
        && event.status().term() > before.status().term();
  }

  private static boolean startsElection(Event event, Event before) {
    return entersTerm(event, before)
        && event.status().role() == CANDIDATE;
  }

  private static boolean votes(Event event, Event before) {
    return isContinued(event, before) && event.status().votedFor() != null
        && (entersTerm(event, before) || !Objects.equals(
            event.status().votedFor(), before.status().votedFor()));
  }

  private static long applied(Event event, Event before) {
    if (!isContinued(event, before)) return 0;
    return event.status().lastApplied() - before.status().lastApplied();
  }

  private static boolean answersAsFollower(Event event, Event before) {
    return event.kind() == EventKind.SEND && event.packet().isReply()
        && event.status().role() == FOLLOWER;
  }

  private static boolean sendsHeartbeat(Event event, Event before) {
    return event.kind() == EventKind.SEND && !event.packet().carriesEntries()
        && event.packet().message() instanceof AppendEntries;
  }

  private static boolean sendsEntries(Event event, Event before) {
    return event.kind() == EventKind.SEND && event.packet().carriesEntries();
  }

  private static BiPredicate<Event, Event> chunk(
      BiPredicate<InstallSnapshot, Status> is) {
    return (event, before) -> event.kind() == EventKind.RECEIVE
        && isContinued(event, before)
        && event.packet().message() instanceof InstallSnapshot chunk
        && is.test(chunk, before.status());
  }

  private static BiPredicate<Event, Event> answersChunk() {
    return (event, before) -> event.kind() == EventKind.SEND
        && event.packet().message() instanceof InstallSnapshotReply reply
        && !reply.installed();
  }

  private static boolean installs(Event event) {
    return event.lines().stream().anyMatch(line -> isOf(Rule.IS8, false, line));
  }

  private static boolean resets(Event event, Event before) {
    return event.status().lastApplied() > before.status().lastApplied();
  }

  private static boolean speaksOfEdge(Event event, Event before) {
    return event.kind() == EventKind.SEND
        && event.packet().message() instanceof AppendEntries append
        && append.prevLogIndex() > 0
        && append.prevLogIndex() == event.status().snapshotIndex();
  }

  private static boolean hearsSuccess(Event event, Event before) {
    return event.kind() == EventKind.RECEIVE && event.status().role() == LEADER
        && event.packet().message() instanceof AppendEntriesReply reply
        && reply.success();
  }
}
