package lab.draw;

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
import raft.Trace;
import lab.sim.Event;
import lab.sim.Kind;

/**
 * One of the things that a rule can do, and how it is known that it did. Most
 * rules leave a line of the trace with their label; those that do not are known
 * by what happened.
 *
 * @param refuses whether it says no
 * @param said    whether a line of the trace says it; null if none ever does
 * @param done    how often an event did it, if no line says so; the second
 *                event is the one before it on the same server, null if none is
 */
record Firing(Rule rule, String words, boolean refuses,
    Predicate<Trace.Line> said, ToLongBiFunction<Event, Event> done) {

  /** All of them, in the figure's order. */
  static final List<Firing> ALL = List.of(
      does(Rule.P1, "a disk is forced", is(Kind.FORCE)),
      does(Rule.P1, "a request is held until it is", is(Kind.ASK)),
      does(Rule.P2, "a newer term begins", Firing::entersTerm),
      does(Rule.P2, "a vote is recorded, one's own too", Firing::votes),
      does(Rule.P3, "a new leader's indexes begin anew",
          changes(status -> status.role() == LEADER)),
      does(Rule.P3, "a server starts with nothing committed", is(Kind.START)),

      says(Rule.AE1, "refuses: its term is over"),
      says(Rule.AE2, "refuses: no such entry before the new ones"),
      says(Rule.AE3, "deletes"),
      says(Rule.AE4, "appends"),
      says(Rule.AE5, "commits"),

      says(Rule.RV1, "refuses: its term is over"),
      says(Rule.RV2, "votes for"),
      new Firing(Rule.RV2, "refuses: voted for another already", true,
          line -> line.what().matches("refuses \\S+: voted for \\S+ already"),
          null),
      says(Rule.RV2, "refuses: log is behind"),

      new Firing(Rule.A1, "an entry is applied", false, null,
          Firing::applied),
      says(Rule.A2, "sees a newer term"),
      says(Rule.A2, "becomes follower, sees a newer term"),

      does(Rule.F1, "a follower answers", Firing::answersAsFollower),
      says(Rule.F2, "starts election"),

      new Firing(Rule.C1, "starts election", false,
          line -> line.what().startsWith("starts election"), null),
      says(Rule.C2, "becomes leader"),
      says(Rule.C3, "becomes follower, hears from"),
      says(Rule.C4, "starts election"),

      does(Rule.L1, "a heartbeat is sent", Firing::sendsHeartbeat),
      says(Rule.L2, "appends"),
      does(Rule.L2, "a client is answered", answers("Applied")),
      refuses(Rule.L2, "a client is refused", answers("Refused")),
      refuses(Rule.L2, "a client hears \"unknown\"", answers("Unknown")),
      does(Rule.L3, "entries are sent", Firing::sendsEntries),
      does(Rule.L3, "a success is heard", Firing::hearsSuccess),
      says(Rule.L3, "tries"),
      says(Rule.L4, "commits"),
      new Firing(Rule.L4, "not committed: it is of an older term", true,
          line -> line.what().contains("not committed"), null),

      says(Rule.CL, "appends"),
      says(Rule.CL, "follows"));

  /** How often this event did it. */
  long times(Event event, Event before) {
    if (said == null) return done.applyAsLong(event, before);
    return event.lines().stream().filter(said).count();
  }

  /** Whether this line of a trace is counted somewhere. */
  static boolean knows(Trace.Line line) {
    return ALL.stream().anyMatch(firing -> firing.said != null
        && firing.rule.name().equals(line.rule()) && firing.said.test(line));
  }

  /** It says no if its words begin with "refuses: "; then comes why. */
  private static Firing says(Rule rule, String words) {
    boolean refuses = words.startsWith("refuses: ");
    String why = words.replace("refuses: ", ": ");
    Predicate<String> what = text -> refuses
        ? text.startsWith("refuses") && text.endsWith(why)
        : text.startsWith(words);
    return new Firing(rule, words, refuses, line ->
        line.rule().equals(rule.name()) && what.test(line.what()), null);
  }

  // ---- Known by what happened ------------------------------------------

  private static Firing does(Rule rule, String words,
      BiPredicate<Event, Event> happens) {
    return new Firing(rule, words, false, null,
        (event, before) -> happens.test(event, before) ? 1 : 0);
  }

  private static Firing refuses(Rule rule, String words,
      BiPredicate<Event, Event> happens) {
    return new Firing(rule, words, true, null,
        (event, before) -> happens.test(event, before) ? 1 : 0);
  }

  private static BiPredicate<Event, Event> is(Kind kind) {
    return (event, before) -> event.kind() == kind;
  }

  private static BiPredicate<Event, Event> answers(String outcome) {
    return (event, before) -> event.kind() == Kind.ANSWER
        && event.text().contains(": " + outcome + "[");
  }

  private static BiPredicate<Event, Event> changes(Predicate<Status> to) {
    return (event, before) -> isContinued(event, before)
        && to.test(event.status()) && !to.test(before.status());
  }

  /** Whether it is the same process still, with the same memory. */
  private static boolean isContinued(Event event, Event before) {
    return before != null && before.status() != null
        && event.kind() != Kind.START;
  }

  private static boolean entersTerm(Event event, Event before) {
    return isContinued(event, before)
        && event.status().term() > before.status().term();
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
    return event.kind() == Kind.SEND && event.packet().isReply()
        && event.status().role() == FOLLOWER;
  }

  private static boolean sendsHeartbeat(Event event, Event before) {
    return event.kind() == Kind.SEND && !event.packet().carriesEntries()
        && event.packet().message() instanceof AppendEntries;
  }

  private static boolean sendsEntries(Event event, Event before) {
    return event.kind() == Kind.SEND && event.packet().carriesEntries();
  }

  private static boolean hearsSuccess(Event event, Event before) {
    return event.kind() == Kind.RECEIVE && event.status().role() == LEADER
        && event.packet().message() instanceof AppendEntriesReply reply
        && reply.success();
  }
}
