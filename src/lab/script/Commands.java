package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.sim.Event;
import lab.check.Property;
import lab.check.ServerView;
import lab.check.Violation;

/** Every command of the language, word by word. */
final class Commands {

  /** What to do with a message of this name from here to there. */
  private interface Delivery {
    void perform(String name, String from, String to);
  }

  private final Setting setting;
  private Session session; // null until something is to happen
  private Violation violation; // the latest
  private boolean expected; // whether the scenario said that it would come
  private final List<String> news = new ArrayList<>(); // of violations

  /** @param recording whether somebody wants to see what happens */
  Commands(boolean recording) {
    setting = new Setting(recording);
  }

  /** Whatever was said so far about the beginning, now it is settled. */
  private Session session() {
    try {
      if (session == null) session = new Session(setting);
      return session;
    } catch (Violation impossible) {
      throw new ScenarioException("no Raft writes such logs: " + impossible);
    }
  }

  /** All that has happened so far, in order. */
  List<Event> events() {
    return session == null ? List.of() : session.stage().events();
  }

  /** What there is to tell since this was last asked. */
  List<String> takeTold() {
    List<String> told = new ArrayList<>();
    if (session != null) told.addAll(session.takeTold());
    told.addAll(news);
    news.clear();
    return told;
  }

  /** How all servers stand; nothing before they are up. */
  List<String> state() {
    return session == null ? List.of() : session.table();
  }

  /** What a checker found; null if nothing. */
  Violation violation() {
    return violation;
  }

  /** Whether a promise is broken and the scenario did not say so. */
  boolean isSurprised() {
    return violation != null && !expected;
  }

  /** Does what the line says. */
  void perform(String line) {
    Words words = new Words(line);
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

  private void expectViolation(Words words) {
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
    session.stage().closeEyes();
  }

  /** The last look of all checkers. */
  void end() {
    if (violation != null) return;
    try {
      session().stage().end();
    } catch (Violation found) {
      broken(found);
    }
  }

  private boolean sets(String command, Words words) {
    switch (command) {
      case "nodes" -> setting(words).nodes(words);
      case "no-op" -> setting(words).noOp(words);
      case "batch" -> setting(words).batch(words);
      case "logs" -> setting(words).logs(words);
      case "mutant" -> setting(words).mutant(words);
      default -> {
        return false;
      }
    }
    return true;
  }

  private Setting setting(Words words) {
    if (session == null) return setting;
    throw words.wrong("this must come before anything happens");
  }

  private void act(String command, Words words) {
    Session hands = session();
    boolean known = moves(command, words, hands)
        || harms(command, words, hands) || carries(command, words, hands);
    if (known) return;
    throw words.wrong("there is no command " + command
        + "; src/lab/script/package-info.java lists them all");
  }

  /** What a cluster does when all is well, and what is said about it. */
  private boolean moves(String command, Words words, Session hands) {
    switch (command) {
      case "timeout" -> hands.timeout(node(words));
      case "tick" -> tick(words);
      case "propose" -> propose(words);
      case "elect" -> elect(words);
      case "exchange" -> sends(words, hands::exchange);
      case "replicate" -> sends(words, hands::replicate);
      case "heartbeat" -> heartbeat(words);
      case "state" -> hands.tellState();
      case "expect" -> new Expectations(hands, words).check();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What befalls processes, clocks and disks. */
  private boolean harms(String command, Words words, Session hands) {
    switch (command) {
      case "crash" -> crash(words);
      case "power-loss" -> losePower(words);
      case "restart" -> each(words, hands::restart);
      case "pause" -> each(words, hands::pause);
      case "resume" -> each(words, hands::resume);
      case "clock" -> hands.clock(node(words), pace(words));
      case "disk" -> hands.disk(node(words), words.take("how it is"));
      case "force" -> hands.force(node(words));
      case "wipe" -> each(words, hands::wipe);
      case "rot" -> hands.rot(node(words), words.take("'term', or an index"));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What becomes of messages and links. */
  private boolean carries(String command, Words words, Session hands) {
    switch (command) {
      case "deliver" -> message(words, hands::deliver);
      case "drop" -> message(words, hands::drop);
      case "duplicate" -> message(words, (name, from, to) ->
          hands.duplicate(name, from, to, label(words)));
      case "hold" -> message(words, (name, from, to) ->
          hands.hold(name, from, to, label(words)));
      case "release" -> message(words, (name, from, to) ->
          hands.release(name, from, to, label(words)));
      case "silence" -> pairs(words, hands::silence);
      case "reset" -> pairs(words, hands::reset);
      case "cut" -> pairs(words, hands::cut);
      case "isolate" -> isolate(node(words));
      case "heal" -> hands.heal();
      default -> {
        return false;
      }
    }
    return true;
  }

  // ---- Their words -----------------------------------------------------

  private String node(Words words) {
    String id = words.take("a server");
    if (ids().contains(id)) return id;
    throw words.wrong(id + " is none of " + ids());
  }

  private List<String> ids() {
    return session.stage().nodes().stream().map(ServerView::id).toList();
  }

  private void each(Words words, Consumer<String> action) {
    do action.accept(node(words)); while (!words.isEmpty());
  }

  /** {@code s1 -> s2 s3}, or {@code s1 -> all}: whom it can reach. */
  private void pairs(Words words, BiConsumer<String, String> action) {
    pairs(node(words), words, action);
  }

  /** The same, of one that can send: it is up, and not paused. */
  private void sends(Words words, BiConsumer<String, String> action) {
    String from = node(words);
    session.mustRun(from);
    pairs(from, words, action);
  }

  private void pairs(String from, Words words,
      BiConsumer<String, String> action) {
    words.take("->", "who is to get it");
    for (String to : others(from, words)) action.accept(from, to);
  }

  private List<String> others(String from, Words words) {
    List<String> others = new ArrayList<>();
    if (!words.takeIf("all")) {
      do others.add(node(words)); while (!words.isEmpty());
      return others;
    }
    others.addAll(ids());
    others.removeIf(id -> id.equals(from) || !session.reaches(from, id));
    return others;
  }

  private void message(Words words, Delivery delivery) {
    String name = words.take("RequestVote, AppendEntries or Reply");
    if (!List.of("RequestVote", "AppendEntries", "Reply").contains(name)) {
      throw words.wrong(name + " is no RequestVote, AppendEntries or Reply");
    }
    String from = node(words);
    words.take("->", "who is to get it");
    delivery.perform(name, from, node(words));
  }

  private void propose(Words words) {
    String id = node(words);
    Wish wish = Wish.of(words);
    session.mustBeUp(id);
    Clients clients = session.clients();
    session.propose(id, words.takeIf("again") ? clients.again(wish)
        : words.takeIf("after") ? clients.after(Wish.of(words), wish)
        : clients.anew(wish));
  }

  /** {@code as late}, for what may be one of several; "" if it has none. */
  private static String label(Words words) {
    return words.takeIf("as") ? words.take("a name for it") : "";
  }

  /** {@code elect s1 term 4}, or {@code elect s1 term 4 by s2 s3}. */
  private void elect(Words words) {
    String id = node(words);
    words.take("term", "a term");
    int term = words.number("a term");
    boolean named = words.takeIf("by");
    session.elect(id, term, others(id, named ? words : new Words("all")));
  }

  private void heartbeat(Words words) {
    String id = node(words);
    session.tick(id, Setting.HEARTBEAT);
    for (String to : others(id, new Words("all"))) session.replicate(id, to);
  }

  /** {@code tick s1 10}, or {@code tick all 10}. */
  private void tick(Words words) {
    if (words.takeIf("all")) session.tickAll(words.number("ticks"));
    else session.tick(node(words), words.number("ticks"));
  }

  private void crash(Words words) {
    each(words, id -> {
      if (!words.takeIf("keeping")) session.crash(id);
      else session.crash(id, words.number("how many writes"));
    });
  }

  private void losePower(Words words) {
    each(words, id -> session.losePower(id,
        words.takeIf("keeping") ? words.number("how many writes") : 0));
  }

  private static Clock.Pace pace(Words words) {
    String word = words.take("fast, slow, frozen or right");
    for (Clock.Pace pace : Clock.Pace.values()) {
      if (pace.name().toLowerCase().equals(word)) return pace;
    }
    throw words.wrong("a clock is fast, slow, frozen or right, not " + word);
  }

  private void isolate(String id) {
    for (String other : ids()) {
      if (other.equals(id)) continue;
      session.cut(id, other);
      session.cut(other, id);
    }
  }
}
