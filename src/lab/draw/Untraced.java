package lab.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import raft.Entry;
import raft.Status;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.EventKind;

/**
 * What an event changed in a server without a line of the trace that says so: a
 * mutant's deletion, or what a restart has cost. Rule A1 never leaves a line.
 */
final class Untraced {
  /** Stands where a line of the trace has its rule. */
  static final String RULE = "not traced";


  private final Event event;
  private final Status then;
  private final Status now;
  private final List<TraceLine> lines = new ArrayList<>();

  private Untraced(Event event, Event before) {
    this.event = event;
    then = before.status();
    now = event.status();
    if (event.kind() == EventKind.START) addLost();
    else addChanges();
    addLog(before.log(), event.log());
  }

  /** @param before the event before it on the same node; null if none is */
  static List<TraceLine> lines(Event event, Event before) {
    if (before == null || before.status() == null) return List.of();
    return new Untraced(event, before).lines;
  }

  /** How many entries two logs begin with in common. */
  static int common(List<Entry> one, List<Entry> other) {
    int most = Math.min(one.size(), other.size());
    if (one == other) return most;
    int common = 0;
    while (common < most && one.get(common).equals(other.get(common))) {
      common++;
    }
    return common;
  }

  private void add(String rule, String what, Object... args) {
    lines.add(new TraceLine(event.node(), now.term(), now.role(),
        what.formatted(args), rule));
  }

  private boolean says(String words) {
    return event.lines().stream().anyMatch(line ->
        line.what().startsWith(words));
  }

  /** What the process before this one knew and this one has lost. */
  private void addLost() {
    if (now.term() < then.term()) add(RULE, "forgets term %d", then.term());
    boolean forgets = then.votedFor() != null && now.term() <= then.term()
        && !then.votedFor().equals(now.votedFor());
    if (forgets) add(RULE, "forgets its vote for %s", then.votedFor());
  }

  private void addChanges() {
    boolean term = event.lines().stream()
        .anyMatch(line -> line.term() == now.term());
    boolean role = event.lines().stream()
        .anyMatch(line -> line.role() == now.role());
    if (now.term() != then.term() && !term) {
      add(RULE, "enters term %d", now.term());
    }
    if (now.role() != then.role() && !role) add(RULE, "becomes " + now.role());
    addVote();
    addCommit();
  }

  private void addVote() {
    if (Objects.equals(now.votedFor(), then.votedFor())) return;
    if (now.votedFor() != null) {
      boolean told = says("votes for") || says("starts election");
      if (!told) add(RULE, "votes for %s", now.votedFor());
    } else if (now.term() == then.term()) {
      add(RULE, "forgets its vote for %s", then.votedFor());
    }
  }

  private void addCommit() {
    long from = then.commitIndex();
    long to = now.commitIndex();
    if (to > from && !says("commits") && !says("has a snapshot")) {
      add(RULE, "commits %d..%d", from + 1, to);
    }
    if (to < from) add(RULE, "commitIndex falls from %d to %d", from, to);
    if (to == from && now.lastApplied() > then.lastApplied()) {
      add("A1", "applies %d..%d", then.lastApplied() + 1, now.lastApplied());
    }
  }

  private void addLog(List<Entry> before, List<Entry> log) {
    int common = common(before, log);
    boolean deleted = says("deletes") || says("has a snapshot");
    if (common < before.size() && !deleted) {
      add(RULE, "%s %d..%d",
          event.kind() == EventKind.START ? "has lost" : "deletes",
          common + 1, before.size());
    }
    boolean told = says("appends") || says("has a snapshot");
    if (common < log.size() && !told) {
      add(RULE, "appends %d..%d", common + 1, log.size());
    }
  }
}
