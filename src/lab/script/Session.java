package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import raft.Role;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;
import lab.sim.Stage;
import lab.check.ServerView;

/**
 * The hands that move a cluster: what commands do when they are understood. It
 * also keeps what there is to tell: the servers' trace, and words of its own.
 */
final class Session {
  private static final int ENOUGH = 100; // exchanges, until something is wrong

  private final Stage stage;
  private final Clients clients = new Clients();
  private final Mail mail = new Mail();
  private final Backlogs backlogs = new Backlogs();
  private final Map<String, Clock> clocks = new TreeMap<>(); // by server
  private final Map<String, Packet> latest = new TreeMap<>(); // by "s1 -> s2"
  private final Set<String> cuts = new TreeSet<>(); // "s1 -> s2"
  private final List<String> told = new ArrayList<>();
  private int eventsTold;

  Session(Setting setting) {
    stage = setting.build(mail::left);
    stage.nodes().forEach(node -> clocks.put(node.id(), new Clock()));
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
      if (event.kind() == EventKind.BREAK) {
        told.add(event.node() + " stops itself: " + event.text());
      }
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
    table().forEach(line -> tell("%s", line));
  }

  List<String> table() {
    return Table.of(stage.nodes(), backlogs::isPaused);
  }

  // ---- Servers ---------------------------------------------------------

  ServerView node(String id) {
    return stage.node(id);
  }

  void mustBeUp(String id) {
    if (!node(id).isUp()) throw new ScenarioException(id + " is down");
  }

  void mustRun(String id) {
    mustBeUp(id);
    if (backlogs.isPaused(id)) {
      throw new ScenarioException(id + " is paused: resume it first");
    }
  }

  private void mustBeDown(String id) {
    if (node(id).isUp()) {
      throw new ScenarioException(id + " is up: crash it first");
    }
  }

  void timeout(String id) {
    mustRun(id);
    if (is(id, Role.LEADER)) {
      throw new ScenarioException(id + " leads, and nothing elapses: a leader"
          + " has no election timeout (F2, C4)");
    }
    stage.timeout(id);
  }

  void crash(String id) {
    crash(id, stage.unforced(id));
  }

  /** Killed while it writes, if not all of it is kept. */
  void crash(String id, int kept) {
    mustBeUp(id);
    mayKeep(id, kept);
    stage.crash(id, kept);
    backlogs.end(id).forEach(Runnable::run);
  }

  /** @param kept so many of the writes that were not forced */
  void losePower(String id, int kept) {
    mustBeUp(id);
    mayKeep(id, kept);
    stage.losePower(id, kept);
    backlogs.end(id).forEach(Runnable::run);
  }

  private void mayKeep(String id, int kept) {
    int unforced = stage.unforced(id);
    if (kept <= unforced) return;
    throw new ScenarioException("%s has written %d that is not forced, so it"
        .formatted(id, unforced) + " cannot keep " + kept
        + "; 'disk " + id + " slow' comes before what it is to write");
  }

  /** If its disk lets it. */
  void restart(String id) {
    if (node(id).isUp()) throw new ScenarioException(id + " is up");
    String refusal = stage.refusal(id);
    if (refusal != null) {
      tell("%s does not start: %s", id, refusal);
      return;
    }
    long before = node(id).durableLog().lastIndex();
    stage.start(id);
    long after = node(id).durableLog().lastIndex();
    if (after == before) return;
    tell("%s cuts %d..%d off its log, taken for a write that a crash"
        + " interrupted", id, after + 1, before);
  }

  // ---- Pauses and clocks -----------------------------------------------

  void pause(String id) {
    mustRun(id);
    backlogs.pause(id);
    stage.pause(id);
  }

  /** It goes on with what has come in meanwhile. */
  void resume(String id) {
    if (!backlogs.isPaused(id)) {
      throw new ScenarioException(id + " is not paused");
    }
    stage.resume(id);
    backlogs.end(id).forEach(Runnable::run);
  }

  void clock(String id, Clock.Pace pace) {
    clocks.get(id).run(pace);
    stage.changeClock(id, pace.name().toLowerCase());
  }

  /** So much time passes for this one. */
  void tick(String id, int ticks) {
    mustRun(id);
    stage.tick(id, clocks.get(id).pass(ticks));
  }

  /** So much time passes for all that run, side by side. */
  void tickAll(int ticks) {
    for (int i = 0; i < ticks; i++) {
      for (ServerView node : stage.nodes()) {
        if (node.isUp() && !backlogs.isPaused(node.id())) tick(node.id(), 1);
      }
    }
  }

  // ---- Disks -----------------------------------------------------------

  void disk(String id, String how) {
    if (backlogs.isPaused(id)) mustRun(id);
    switch (how) {
      case "slow" -> stage.slowDisk(id);
      case "quick" -> stage.quickDisk(id);
      case "full" -> stage.fillDisk(id);
      case "fails" -> stage.failDisk(id);
      default -> throw new ScenarioException("a disk is slow, quick or full,"
          + " or fails; not " + how);
    }
  }

  void force(String id) {
    mustRun(id);
    stage.force(id);
  }

  void wipe(String id) {
    mustBeDown(id);
    stage.wipe(id);
    tell("%s has nothing on its disk any more", id);
  }

  /** @param what "term", or an entry's index */
  void rot(String id, String what) {
    if (what.equals("term")) {
      stage.rotTerm(id);
      return;
    }
    long size = node(id).durableLog().lastIndex();
    if (!what.matches("[1-9]\\d{0,5}") || Integer.parseInt(what) > size) {
      throw new ScenarioException("on the disk of " + id + " there is 'term'"
          + (size == 0 ? "" : " and 1 to " + size) + ", not " + what);
    }
    stage.rotEntry(id, Integer.parseInt(what));
  }

  // ---- Clients ---------------------------------------------------------

  Clients clients() {
    return clients;
  }

  /** A client asks this server for what it wants. */
  void propose(String id, Clients.Asking asking) {
    Wish wish = asking.wish();
    come(id, wish.toString(), () -> stage.propose(id, asking.operation(),
        outcome -> tell("%s: %s", wish, clients.hear(asking, outcome))),
        why -> tell("%s is lost: %s", wish, why));
  }

  /** Something has come to a server that is up; false if it waits there. */
  private boolean come(String id, String what, Runnable action,
      Consumer<String> loss) {
    if (!backlogs.isPaused(id)) {
      action.run();
      return true;
    }
    tell("%s waits: %s is paused", what, id);
    backlogs.add(id, () -> {
      if (node(id).isUp()) action.run();
      else loss.accept(id + " is down");
    });
    return false;
  }

  // ---- Elections and rounds --------------------------------------------

  /** It times out, until that term, and asks these until it leads. */
  void elect(String id, int term, List<String> voters) {
    mustRun(id);
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
    if (reply != null) {
      arrive(reply);
    } else if (node(to).isUp()) {
      tell("Reply %s -> %s waits for the disk of %s", to, from, to);
    }
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

  /** Whether a request would be answered. */
  boolean reaches(String from, String to) {
    return node(to).isUp() && !backlogs.isPaused(to) && !isCut(from, to)
        && !isCut(to, from);
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
    mustRun(from);
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
    mustRun(from);
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
      return come(to, words(packet), () -> stage.receive(packet),
          loss -> lose(packet, loss));
    }
    lose(packet, why);
    return false;
  }

  private void lose(Packet packet, String why) {
    stage.lose(packet, why);
    tell("%s is lost: %s", words(packet), why);
  }

  private static String words(Packet packet) {
    return Mail.name(packet) + " "
        + link(packet.from().id(), packet.to().id());
  }

  // ---- Links -----------------------------------------------------------

  private static String link(String from, String to) {
    return from + " -> " + to;
  }

  private boolean isCut(String from, String to) {
    return cuts.contains(link(from, to));
  }

  /** What is on its way there and back is lost, and the sender learns it. */
  void reset(String from, String to) {
    mustRun(from);
    List<Packet> lost = mail.takeConnection(from, to);
    if (lost.isEmpty()) {
      throw new ScenarioException("nothing is on its way there or back, so"
          + " nobody would know of a reset; 'deliver' leaves a reply there,"
          + " but what is held up does not count, nor what waits for a server"
          + " that is paused");
    }
    for (Packet packet : lost) {
      lose(packet, "the connection is reset");
      Packet request = Mail.request(packet);
      if (stage.isFromThisLife(request)) stage.silence(request);
    }
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
