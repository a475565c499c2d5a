package lab.script;

import java.util.List;
import java.util.Objects;
import raft.Entry;
import raft.Role;
import raft.Status;
import lab.check.ServerView;

/** {@code expect ...}: what must be so at this point of the scenario. */
final class Expectations {
  private final Session session;
  private final Words words;

  Expectations(Session session, Words words) {
    this.session = session;
    this.words = words;
  }

  void check() {
    String what = words.take("what to expect");
    switch (what) {
      case "leader" -> leader(words.take("a server"));
      case "no" -> noLeader();
      case "role" -> same(node().role().toString(), words.take("a role"));
      case "up", "down" -> same(session.node(words.take("a server")).isUp() ? "up"
          : "down", what);
      case "term" -> same(node().term(), words.number("a term"));
      case "vote" -> same(
          Objects.requireNonNullElse(node().votedFor(), "nobody"),
          words.take("a candidate, or 'nobody'"));
      case "committed" -> same(node().commitIndex(), words.number("an index"));
      case "log" -> log();
      case "equal" -> equalLogs();
      case "answer" -> same(session.clients().outcome(Wish.of(words)),
          words.take("done, refused, unknown, gone or waiting"));
      default -> throw words.wrong("nobody knows how to expect " + what);
    }
    words.end();
  }

  private Status node() {
    return session.node(words.take("a server")).status();
  }

  private void leader(String id) {
    words.take("term", "a term");
    same(session.node(id).status().role(), Role.LEADER);
    same(session.node(id).status().term(), words.number("a term"));
  }

  private void noLeader() {
    words.take("leader", "the end");
    for (ServerView node : session.stage().nodes()) {
      if (node.isUp() && node.status().role() == Role.LEADER) {
        throw words.wrong(node.id() + " leads term " + node.status().term());
      }
    }
  }

  private void log() {
    List<Long> terms = terms(session.node(words.take("a server")));
    words.take("=", "the terms of its log");
    String expected = words.take("terms such as 1,1,2, or 'empty'");
    same(terms, expected.equals("empty") ? List.of()
        : Setting.terms(expected));
  }

  private static List<Long> terms(ServerView node) {
    return node.log().entries().stream().map(Entry::term).toList();
  }

  private void equalLogs() {
    words.take("logs", "the end");
    ServerView first = null;
    for (ServerView node : session.stage().nodes()) {
      if (!node.isUp()) continue;
      if (first == null) first = node;
      if (first.log().entries().equals(node.log().entries())) continue;
      throw words.wrong("%s has %s, %s has %s".formatted(first.id(),
          terms(first), node.id(), terms(node)));
    }
  }

  private void same(Object actual, Object expected) {
    if (actual.toString().equals(expected.toString())) return;
    throw words.wrong("it is " + actual);
  }
}
