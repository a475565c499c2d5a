package lab.script;

import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import raft.Role;
import raft.Status;
import lab.check.LogView;
import lab.check.ServerView;

/** {@code expect ...}: what must be so at this point of the scenario. */
final class Expectations {
  private static final Pattern KEY =
      Pattern.compile("\\{\"key\":\"([^\"]*)\",\"value\":\"([^\"]*)\"\\}");

  private final ScriptedCluster cluster;
  private final LineWords words;

  Expectations(ScriptedCluster cluster, LineWords words) {
    this.cluster = cluster;
    this.words = words;
  }

  void check() {
    String what = words.take("what to expect");
    switch (what) {
      case "leader" -> leader();
      case "no" -> noLeader();
      case "role" -> same(status().role().toString(), words.take("a role"));
      case "up", "down" -> same(server().isUp() ? "up" : "down", what);
      case "term" -> same(status().term(), words.number("a term"));
      case "vote" -> same(
          Objects.requireNonNullElse(status().votedFor(), "nobody"),
          words.take("a candidate, or 'nobody'"));
      case "committed" ->
          same(status().commitIndex(), words.number("an index"));
      case "log" -> log();
      case "members" -> members();
      case "snapshot" ->
          same(status().snapshotIndex(), words.number("an index"));
      case "state" -> state();
      case "equal" -> equalLogs();
      case "answer" -> same(
          cluster.clients().outcome(ClientOperation.of(words)),
          words.take("done, refused, unknown, gone or waiting"));
      default -> throw words.wrong("there is no 'expect " + what + "'");
    }
    words.end();
  }

  private Status status() {
    return server().status();
  }

  private ServerView server() {
    return cluster.server(words).view();
  }

  private void leader() {
    Status status = status();
    words.take("term", "a term");
    same(status.role(), Role.LEADER);
    same(status.term(), words.number("a term"));
  }

  private void noLeader() {
    words.take("leader", "the end");
    for (ScriptedServer server : cluster.servers()) {
      if (!server.is(Role.LEADER)) continue;
      throw words.wrong(server.id() + " leads term "
          + server.view().status().term());
    }
  }

  private void log() {
    List<Long> terms = terms(server());
    words.take("=", "the terms of its log");
    String expected = words.take("terms such as 1,1,2, or 'empty'");
    same(terms, expected.equals("empty") ? List.of()
        : ScenarioStart.terms(expected));
  }

  private void members() {
    String actual = server().configuration().inWords();
    words.take("=", "its members");
    same(actual.isEmpty() ? "unknown" : actual, String.join(" ", words.rest()));
  }

  private static List<Long> terms(ServerView node) {
    LogView log = node.log();
    return LongStream.rangeClosed(Table.firstIndex(node), log.lastIndex())
        .mapToObj(log::term).toList();
  }

  /** Keys and values, sorted; of clients nothing. */
  private void state() {
    Matcher line = KEY.matcher(server().snapshot());
    words.take("=", "its keys");
    StringJoiner state = new StringJoiner(",").setEmptyValue("empty");
    while (line.find()) state.add(line.group(1) + "=" + line.group(2));
    same(state, words.take("keys such as x=0,y=9, or 'empty'"));
  }

  private void equalLogs() {
    words.take("logs", "the end");
    ServerView first = null;
    for (ScriptedServer server : cluster.servers()) {
      ServerView node = server.view();
      if (!node.isUp()) continue;
      if (first == null) first = node;
      if (first.log().agreesWith(node.log())) continue;
      throw words.wrong("%s has %s, %s has %s".formatted(first.id(),
          terms(first), node.id(), terms(node)));
    }
  }

  private void same(Object actual, Object expected) {
    if (actual.toString().equals(expected.toString())) return;
    throw words.wrong("it is " + actual);
  }
}
