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

      traced(Rule.CL, "a no-op is appended, or its leader is followed"));

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

  private static boolean hearsSuccess(Event event, Event before) {
    return event.kind() == EventKind.RECEIVE && event.status().role() == LEADER
        && event.packet().message() instanceof AppendEntriesReply reply
        && reply.success();
  }
}
