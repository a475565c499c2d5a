package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.sim.Event;
import lab.check.Property;
import lab.check.Violation;

/** Every command of the language, word by word. */
final class Commands {

  /** What to do with a message of this name from here to there. */
  private interface Delivery {
    void perform(String name, ScriptedServer from, ScriptedServer to);
  }

  /** What to do between these two. */
  private interface Exchange {
    void perform(ScriptedServer from, ScriptedServer to);
  }

  private static final int LONG = 1000; // ticks for newcomers to catch up
  private static final String MESSAGES = "RequestVote, AppendEntries,"
      + " InstallSnapshot, RequestPreVote, RequestReadIndex, TimeoutNow or"
      + " Reply";

  private final ScenarioStart start;
  private ScriptedCluster cluster; // null until something is to happen
  private Violation violation; // the latest
  private boolean expected; // whether the scenario expects it
  private final List<String> news = new ArrayList<>(); // of violations

  /** @param recording whether to keep the events, and so the trace */
  Commands(boolean recording) {
    start = new ScenarioStart(recording);
  }

  /** The cluster begins as the commands so far say. */
  private void begin() {
    try {
      if (cluster == null) cluster = start.build();
    } catch (Violation impossible) {
      throw new ScenarioException("no Raft writes such logs: " + impossible);
    }
  }

  /** All that has happened so far, in order. */
  List<Event> events() {
    return cluster == null ? List.of() : cluster.events();
  }

  /** What was told since this was last called. */
  List<String> takeTold() {
    List<String> told = new ArrayList<>();
    if (cluster != null) told.addAll(cluster.takeTold());
    told.addAll(news);
    news.clear();
    return told;
  }

  /** How all servers stand; nothing before they are up. */
  List<String> state() {
    return cluster == null ? List.of() : cluster.table();
  }

  /** What a checker found; null if nothing. */
  Violation violation() {
    return violation;
  }

  /** Whether a promise is broken and the scenario does not expect it. */
  boolean isSurprised() {
    return violation != null && !expected;
  }

  /** Does what the line says. */
  void perform(String line) {
    LineWords words = new LineWords(line);
    String command = words.take("a command");
    if (command.equals("expect") && words.takeIf("violation")) {
      expectViolation(words);
      return;
    }
    if (isSurprised()) {
      throw words.wrong("a promise is broken already: " + violation);
    }
    try {
      if (!sets(command, words)) act(command, words);
      words.end();
    } catch (Violation found) {
      broken(found);
    }
  }

  private void broken(Violation found) {
    violation = found;
    expected = false;
    news.add("BROKEN: " + found.property());
    news.add("  " + found.fact());
    news.add("  " + found.contradiction());
  }

  private void expectViolation(LineWords words) {
    String wanted = words.take("a property, or 'none'");
    List<String> known =
        Stream.of(Property.values()).map(Property::name).toList();
    if (!wanted.equals("none") && !known.contains(wanted)) {
      throw words.wrong(wanted + " is none of " + known);
    }
    end();
    String actual = violation == null ? "none" : violation.property().name();
    words.end();
    if (!actual.equals(wanted)) throw words.wrong("it is " + actual);
    if (violation == null) return;
    expected = true;
    cluster.ignoreViolations();
  }

  /** All checkers look once more. */
  void end() {
    if (violation != null) return;
    try {
      begin();
      cluster.end();
    } catch (Violation found) {
      broken(found);
    }
  }

  private boolean sets(String command, LineWords words) {
    switch (command) {
      case "nodes" -> start(words).nodes(words);
      case "newcomers" -> start(words).newcomers(words);
      case "no-op" -> start(words).noOp(words);
      case "stickiness" -> start(words).stickiness(words);
      case "pre-vote" -> start(words).preVote(words);
      case "check-quorum" -> start(words).checkQuorum(words);
      case "batch" -> start(words).batch(words);
      case "chunk" -> start(words).chunk(words);
      case "keep" -> start(words).keep(words);
      case "logs" -> start(words).logs(words);
      case "mutant" -> start(words).mutant(words);
      default -> {
        return false;
      }
    }
    return true;
  }

  private ScenarioStart start(LineWords words) {
    if (cluster == null) return start;
    throw words.wrong("this must come before anything happens");
  }

  private void act(String command, LineWords words) {
    begin();
    boolean known = isMove(command, words) || isFault(command, words)
        || isAboutMessages(command, words);
    if (known) return;
    throw words.wrong("there is no command " + command
        + "; src/lab/script/package-info.java lists them all");
  }

  /** What a cluster does without faults, and what is expected of it. */
  private boolean isMove(String command, LineWords words) {
    switch (command) {
      case "timeout" -> cluster.server(words).timeout();
      case "tick" -> tick(words);
      case "propose" -> propose(words);
      case "change" -> change(words);
      case "transfer" -> transfer(words);
      case "elect" -> elect(words);
      case "exchange" -> sends(words, cluster::exchange);
      case "replicate" -> sends(words, cluster::replicate);
      case "heartbeat" -> heartbeat(words);
      case "snapshot" -> snapshot(words);
      case "state" -> cluster.tellState();
      case "expect" -> new Expectations(cluster, words).check();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Faults of processes, clocks and disks. */
  private boolean isFault(String command, LineWords words) {
    switch (command) {
      case "crash" -> crash(words);
      case "power-loss" -> losePower(words);
      case "restart" -> each(words, ScriptedServer::restart);
      case "pause" -> each(words, ScriptedServer::pause);
      case "resume" -> each(words, ScriptedServer::resume);
      case "clock" -> cluster.server(words).runClock(pace(words));
      case "disk" -> cluster.server(words).disk(words.take("how it is"));
      case "force" -> cluster.server(words).force();
      case "wipe" -> each(words, ScriptedServer::wipe);
      case "rot" -> cluster.server(words)
          .rot(words.take("'term', or an index"));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean isAboutMessages(String command, LineWords words) {
    switch (command) {
      case "deliver" -> message(words, cluster::deliver);
      case "drop" -> message(words, cluster::drop);
      case "duplicate" -> message(words, (name, from, to) ->
          cluster.duplicate(name, from, to, label(words)));
      case "hold" -> message(words, (name, from, to) ->
          cluster.hold(name, from, to, label(words)));
      case "release" -> message(words, (name, from, to) ->
          cluster.release(name, from, to, label(words)));
      case "silence" -> pairs(words, cluster::noReply);
      case "reset" -> pairs(words, cluster::reset);
      case "cut" -> pairs(words, cluster::cut);
      case "isolate" -> cluster.isolate(cluster.server(words));
      case "heal" -> cluster.heal();
      default -> {
        return false;
      }
    }
    return true;
  }

  // ---- The words of commands -------------------------------------------

  private void each(LineWords words, Consumer<ScriptedServer> action) {
    do action.accept(cluster.server(words)); while (!words.isEmpty());
  }

  /** {@code s1 -> s2 s3}, or {@code s1 -> all}: those that it can reach. */
  private void pairs(LineWords words, Exchange exchange) {
    pairs(cluster.server(words), words, exchange);
  }

  /** The same, of one that can send: it is up, and not paused. */
  private void sends(LineWords words, Exchange exchange) {
    ScriptedServer from = cluster.server(words);
    from.mustRun();
    pairs(from, words, exchange);
  }

  private void pairs(ScriptedServer from, LineWords words,
      Exchange exchange) {
    words.take("->", "who is to get it");
    for (ScriptedServer to : others(from, words)) exchange.perform(from, to);
  }

  private List<ScriptedServer> others(ScriptedServer from, LineWords words) {
    List<ScriptedServer> others = new ArrayList<>();
    if (!words.takeIf("all")) {
      do others.add(cluster.server(words)); while (!words.isEmpty());
      return others;
    }
    others.addAll(cluster.servers());
    others.removeIf(to -> to == from || !cluster.reaches(from, to)
        || from.isUp() && !from.hasPeer(to));
    return others;
  }

  private void message(LineWords words, Delivery delivery) {
    String name = words.take(MESSAGES);
    if (!List.of(MESSAGES.split(", | or ")).contains(name)) {
      throw words.wrong(name + " is no " + MESSAGES);
    }
    ScriptedServer from = cluster.server(words);
    words.take("->", "who is to get it");
    delivery.perform(name, from, cluster.server(words));
  }

  private void propose(LineWords words) {
    ScriptedServer server = cluster.server(words);
    ClientOperation wanted = ClientOperation.of(words);
    server.mustBeUp();
    Clients clients = cluster.clients();
    cluster.propose(server, words.takeIf("again") ? clients.again(wanted)
        : words.takeIf("after")
            ? clients.after(ClientOperation.of(words), wanted)
        : clients.anew(wanted));
  }

  /** {@code change s1: s3 s4 s5}, or {@code ... within 30 ticks}. */
  private void change(LineWords words) {
    String id = words.take("a server");
    if (!id.endsWith(":")) throw words.wrong("a ':' must follow " + id);
    ScriptedServer server = cluster.server(
        new LineWords(id.substring(0, id.length() - 1)));
    List<String> members = new ArrayList<>();
    int ticks = LONG;
    while (!words.isEmpty()) {
      if (words.takeIf("within")) {
        ticks = words.number("ticks");
        words.take("ticks", "the end");
      } else {
        members.add(cluster.server(words).id());
      }
    }
    if (members.isEmpty()) throw words.wrong("the members are missing");
    server.mustBeUp();
    cluster.change(server, members, ticks);
  }

  /** {@code transfer s1 s2}: s1 is asked to make s2 leader. */
  private void transfer(LineWords words) {
    ScriptedServer server = cluster.server(words);
    server.mustBeUp();
    cluster.transfer(server, cluster.server(words));
  }

  /** {@code as late}, for what may be one of several; "" if it has none. */
  private static String label(LineWords words) {
    return words.takeIf("as") ? words.take("a name for it") : "";
  }

  /** {@code elect s1 term 4}, or {@code elect s1 term 4 by s2 s3}. */
  private void elect(LineWords words) {
    ScriptedServer server = cluster.server(words);
    words.take("term", "a term");
    int term = words.number("a term");
    boolean named = words.takeIf("by");
    cluster.elect(server, term,
        others(server, named ? words : new LineWords("all")));
  }

  /** {@code snapshot s1}, or one of its steps. */
  private void snapshot(LineWords words) {
    ScriptedServer server = cluster.server(words);
    server.mustRun();
    boolean whole = words.isEmpty();
    if (whole || words.takeIf("begin")) server.beginSnapshot();
    if (whole || words.takeIf("save")) server.saveSnapshot();
    if (whole || words.takeIf("end")) server.endSnapshot();
  }

  private void heartbeat(LineWords words) {
    ScriptedServer from = cluster.server(words);
    from.tick(ScenarioStart.HEARTBEAT);
    for (ScriptedServer to : others(from, new LineWords("all"))) {
      cluster.replicate(from, to);
    }
  }

  /** {@code tick s1 10}, or {@code tick all 10}. */
  private void tick(LineWords words) {
    if (words.takeIf("all")) cluster.tickAll(words.number("ticks"));
    else cluster.server(words).tick(words.number("ticks"));
  }

  private void crash(LineWords words) {
    each(words, server -> {
      if (!words.takeIf("keeping")) server.crash();
      else server.crash(words.number("how many writes"));
    });
  }

  private void losePower(LineWords words) {
    each(words, server -> server.losePower(
        words.takeIf("keeping") ? words.number("how many writes") : 0));
  }

  private static Clock.Pace pace(LineWords words) {
    String word = words.take("fast, slow, frozen or right");
    for (Clock.Pace pace : Clock.Pace.values()) {
      if (pace.name().toLowerCase(Locale.ROOT).equals(word)) return pace;
    }
    throw words.wrong("a clock is fast, slow, frozen or right, not " + word);
  }
}
