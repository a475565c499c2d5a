package raft.sim.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Outcome;
import raft.Role;
import raft.sim.Event;
import raft.sim.Packet;
import raft.sim.Stage;
import raft.sim.check.Operation;
import raft.sim.check.Seen;

/**
 * The hands that move a cluster: what commands do when they are understood. It
 * also keeps what there is to tell: the servers' trace, and words of its own.
 */
final class Session {
  private static final int ENOUGH = 100; // exchanges, until something is wrong
  private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\w+)\"");

  private final Stage stage;
  private final Mail mail = new Mail();
  private final Map<String, Packet> latest = new TreeMap<>(); // by "s1 -> s2"
  private final Set<String> cuts = new TreeSet<>(); // "s1 -> s2"
  private final Map<String, Outcome> outcomes = new TreeMap<>(); // by proposal
  private final List<String> told = new ArrayList<>();
  private final Map<String, Operation> operations = new TreeMap<>(); // likewise
  private int eventsTold;
  private int clients;

  Session(Setting setting) {
    stage = setting.build(mail::left);
  }

  Stage stage() {
    return stage;
  }

  // ---- What there is to tell -------------------------------------------

  private void tell(String format, Object... args) {
    tellTrace();
    told.add(format.formatted(args));
  }

  private void tellTrace() {
    List<Event> events = stage.events();
    for (Event event : events.subList(eventsTold, events.size())) {
      event.lines().forEach(line -> told.add(line.toString()));
    }
    eventsTold = events.size();
  }

  /** What was told since this was last asked. */
  List<String> takeTold() {
    tellTrace();
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  /** All servers as they stand. */
  void tellState() {
    Table.of(stage.nodes()).forEach(line -> tell("%s", line));
  }

  // ---- Servers ---------------------------------------------------------

  Seen node(String id) {
    return stage.node(id);
  }

  private void mustBeUp(String id) {
    if (!node(id).isUp()) throw new ScenarioException(id + " is down");
  }

  void timeout(String id) {
    mustBeUp(id);
    if (is(id, Role.LEADER)) {
      throw new ScenarioException(id + " leads, and nothing elapses: a leader"
          + " has no election timeout (F2, C4)");
    }
    stage.timeout(id);
  }

  void tick(String id, int ticks) {
    mustBeUp(id);
    stage.tick(id, ticks);
  }

  void crash(String id, boolean power) {
    mustBeUp(id);
    if (power) stage.losePower(id);
    else stage.crash(id);
  }

  void restart(String id) {
    if (node(id).isUp()) throw new ScenarioException(id + " is up");
    stage.start(id);
  }

  void wipe(String id) {
    if (node(id).isUp()) {
      throw new ScenarioException(id + " is up: crash it first");
    }
    stage.wipe(id);
    tell("%s has nothing on its disk any more", id);
  }

  void force(String id) {
    mustBeUp(id);
    stage.force(id);
  }

  /** A new client wants that. */
  void propose(String id, Wish wish) {
    mustBeUp(id);
    operations.put(wish.toString(), wish.of("client-" + ++clients));
    proposeAgain(id, wish);
  }

  /** The client that wanted that asks once more, with the same serial. */
  void proposeAgain(String id, Wish wish) {
    mustBeUp(id);
    Operation operation = operations.get(wish.toString());
    if (operation == null) {
      throw new ScenarioException("nobody has asked for " + wish + " yet");
    }
    stage.propose(id, operation,
        outcome -> answered(wish.toString(), outcome));
  }

  private void answered(String wish, Outcome outcome) {
    outcomes.put(wish, outcome);
    tell("%s: %s", wish, words(outcome));
  }

  private static String words(Outcome outcome) {
    if (outcome instanceof Outcome.Refused no) return "refused, " + no.why();
    if (outcome instanceof Outcome.Unknown open) return "unknown, " + open.why();
    return "done" + value(((Outcome.Applied) outcome).answer());
  }

  /** {@code , it is 1} if it was read; otherwise nothing. */
  private static String value(String answer) {
    Matcher found = VALUE.matcher(answer);
    return found.find() ? ", it is " + found.group(1) : "";
  }

  /** {@code done}, {@code refused}, {@code unknown}, or {@code waiting}. */
  String outcome(String wish) {
    Outcome outcome = outcomes.get(wish);
    return outcome == null ? "waiting" : words(outcome).split(",")[0];
  }

  // ---- Elections and rounds --------------------------------------------

  /** It times out, until that term, and asks these until it leads. */
  void elect(String id, int term, List<String> voters) {
    if (is(id, Role.LEADER)) {
      throw new ScenarioException(id + " leads already and does not time out");
    }
    while (node(id).status().term() < term) timeout(id);
    for (String voter : voters) {
      if (is(id, Role.CANDIDATE) && reaches(id, voter)) exchange(id, voter);
    }
    if (is(id, Role.LEADER) && node(id).status().term() == term) return;
    throw new ScenarioException("%s was not elected in term %d, it is now %s of"
        .formatted(id, term, node(id).status().role()) + " term "
        + node(id).status().term());
  }

  private boolean is(String id, Role role) {
    return node(id).isUp() && node(id).status().role() == role;
  }

  /** A request goes there, and its reply comes back. */
  void exchange(String from, String to) {
    String name = is(from, Role.CANDIDATE) ? "RequestVote" : "AppendEntries";
    if (!deliver(name, from, to)) return;
    Packet reply = mail.take("Reply", to, from);
    if (reply != null) arrive(reply);
    else tell("Reply %s -> %s waits for the disk of %s", to, from, to);
  }

  /** They exchange until there is nothing more to say. */
  void replicate(String from, String to) {
    for (int i = 0; i < ENOUGH; i++) {
      if (!reaches(from, to) || !is(from, Role.LEADER)) return;
      if (!stage.ask(from, to)) return;
      exchange(from, to);
    }
    throw new ScenarioException(from + " never has told " + to + " all");
  }

  boolean reaches(String from, String to) {
    return node(to).isUp() && !isCut(from, to) && !isCut(to, from);
  }

  // ---- Messages --------------------------------------------------------

  /** Whether it arrived. */
  boolean deliver(String name, String from, String to) {
    Packet packet = take(name, from, to);
    return packet != null && arrive(packet);
  }

  void drop(String name, String from, String to) {
    Packet packet = take(name, from, to);
    if (packet != null) stage.lose(packet, "");
  }

  void hold(String name, String from, String to, String label) {
    Packet packet = take(name, from, to);
    if (packet != null) mail.holdUp(packet, label);
  }

  /** It arrives, and it will arrive once more. */
  void duplicate(String name, String from, String to, String label) {
    Packet packet = take(name, from, to);
    if (packet == null) return;
    mail.holdUp(packet, label);
    arrive(packet);
  }

  void release(String name, String from, String to, String label) {
    Packet packet = mail.takeHeldUp(name, from, to, label);
    if (packet != null) arrive(packet);
    else throw new ScenarioException("no " + name + " is held up there");
  }

  /** The sender of the latest request there has waited in vain. */
  void silence(String from, String to) {
    Packet request = latest.get(link(from, to));
    if (request != null && stage.isFromThisLife(request)) {
      stage.silence(request);
      return;
    }
    throw new ScenarioException(from + " waits for nothing from " + to);
  }

  /** On its way already, or made now; null if it waits for the disk. */
  private Packet take(String name, String from, String to) {
    Packet packet = mail.take(name, from, to);
    if (packet != null) return seen(packet);
    if (name.equals("Reply")) {
      throw new ScenarioException("no reply is on its way there");
    }
    ask(name, from, to);
    packet = mail.take(name, from, to);
    if (packet != null) return seen(packet);
    tell("%s %s -> %s waits for the disk of %s", name, from, to, from);
    return null;
  }

  private Packet seen(Packet packet) {
    if (!packet.isReply()) {
      latest.put(link(packet.from().id(), packet.to().id()), packet);
    }
    return packet;
  }

  private void ask(String name, String from, String to) {
    mustBeUp(from);
    boolean can = name.equals("RequestVote") ? is(from, Role.CANDIDATE)
        : is(from, Role.LEADER);
    if (can && stage.ask(from, to)) return;
    throw new ScenarioException("%s, a %s, has no %s for %s".formatted(from,
        node(from).status().role(), name, to)
        + (can ? " now; its next heartbeat is due after: tick " + from + " 10"
            : ""));
  }

  private boolean arrive(Packet packet) {
    String from = packet.from().id();
    String to = packet.to().id();
    String why = isCut(from, to) ? "the link is cut"
        : !node(to).isUp() ? to + " is down"
        : packet.isReply() && !stage.isFromThisLife(packet)
            ? to + " has been restarted since it asked" : null;
    if (why == null) {
      stage.receive(packet);
      return true;
    }
    stage.lose(packet, why);
    tell("%s %s is lost: %s", Mail.name(packet), link(from, to), why);
    return false;
  }

  // ---- Links -----------------------------------------------------------

  private static String link(String from, String to) {
    return from + " -> " + to;
  }

  private boolean isCut(String from, String to) {
    return cuts.contains(link(from, to));
  }

  void cut(String from, String to) {
    if (cuts.add(link(from, to))) stage.cut(from, to);
  }

  void heal() {
    for (String link : cuts) {
      String[] ends = link.split(" -> ");
      stage.join(ends[0], ends[1]);
    }
    cuts.clear();
  }
}
