package lab.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lab.check.Property;
import lab.check.ServerView;
import lab.check.Violation;
import lab.sim.ChangeOfMembers;
import lab.sim.SimulatedCluster;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.EventLog;
import lab.sim.Packet;
import lab.sim.Proposal;
import lab.sim.Setup;
import lab.sim.SimulatedProcess;
import raft.Configuration;
import raft.Role;

/**
 * A cluster in which nothing happens but what a scenario's commands say, and
 * what follows from that at once. It also keeps what there is to tell: the
 * servers' trace, and lines of its own.
 *
 * <p>Every method may throw a {@link Violation}, since all checkers look at
 * each step; after that nothing may be done unless the checkers {@linkplain
 * #ignoreViolations are off}. Not thread-safe.
 */
final class ScriptedCluster {
  private static final long STEP = 1000; // microseconds from event to event
  private static final int MOST_EXCHANGES = 100; // more is a mistake

  private final Set<Property.Group> watched =
      EnumSet.allOf(Property.Group.class);
  private final EventLog events;
  private final SimulatedCluster cluster;
  private final Map<String, ScriptedServer> servers = new TreeMap<>(); // by id
  private final Clients clients;
  private final PacketsInFlight packets = new PacketsInFlight();
  private final Map<String, Packet> latest = new TreeMap<>(); // by "s1 -> s2"
  private final Set<String> cuts = new TreeSet<>(); // "s1 -> s2"
  private final List<String> told = new ArrayList<>();
  private int eventsTold;

  /**
   * No server is started.
   *
   * @param recording whether to keep the events, and so the trace
   */
  ScriptedCluster(Setup setup, boolean recording) {
    events = new EventLog(recording);
    cluster = new SimulatedCluster(setup, watched, events,
        () -> events.count() * STEP);
    clients = new Clients(cluster.checkers());
    for (SimulatedProcess process : cluster.nodes()) {
      servers.put(process.id(),
          new ScriptedServer(process, packets::left, this::tell));
    }
  }

  // ---- What there is to tell -------------------------------------------

  private void tell(String line) {
    tellTrace();
    told.add(line);
  }

  private void tellTrace() {
    List<Event> all = events.events();
    for (Event event : all.subList(eventsTold, all.size())) {
      event.lines().forEach(line -> told.add(line.toString()));
      if (event.kind() == EventKind.BREAK) {
        told.add(event.node() + " stops itself: " + event.text());
      }
    }
    eventsTold = all.size();
  }

  /** What was told since this was last called. */
  List<String> takeTold() {
    tellTrace();
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  /** Tells the state of all servers. */
  void tellState() {
    table().forEach(this::tell);
  }

  List<String> table() {
    return Table.of(servers());
  }

  /** All that has happened so far, in order. */
  List<Event> events() {
    return List.copyOf(events.events());
  }

  // ---- Checkers --------------------------------------------------------

  /** From now on no checker reports anything. */
  void ignoreViolations() {
    watched.clear();
  }

  /** All checkers look once more, at the whole run. */
  void end() {
    cluster.checkers().ended();
  }

  // ---- Servers and clients ---------------------------------------------

  /** In the order of their numbers. */
  Collection<ScriptedServer> servers() {
    return servers.values();
  }

  /** The server that the next word names. */
  ScriptedServer server(LineWords words) {
    String id = words.take("a server");
    ScriptedServer server = servers.get(id);
    if (server != null) return server;
    throw words.wrong(id + " is none of " + servers.keySet());
  }

  private ScriptedServer server(ServerView process) {
    return servers.get(process.id());
  }

  /** Time passes for all that run, side by side. */
  void tickAll(int ticks) {
    for (int i = 0; i < ticks; i++) {
      for (ScriptedServer server : servers()) {
        if (server.isUp() && !server.isPaused()) server.tick(1);
      }
    }
  }

  Clients clients() {
    return clients;
  }

  /** A client asks this server, which is up, for what it wants. */
  void propose(ScriptedServer server, Clients.ClientCall call) {
    ClientOperation wanted = call.wanted();
    Proposal proposal = new Proposal(call.operation(), outcome ->
        tell(wanted + ": " + clients.hear(call, outcome)));
    server.accept(wanted.toString(), () -> {
      clients.call(call.operation());
      server.propose(proposal);
    }, why -> tell(wanted + " is lost: " + why));
  }

  /** A person asks this server, which is up, for these members instead. */
  void change(ScriptedServer server, List<String> members, int ticks) {
    String words = "change to " + String.join(" ", members);
    server.accept(words, () -> server.change(new ChangeOfMembers(
        server.view().configuration(), new Configuration(members), ticks,
        outcome -> tell(words + ": " + Clients.words(outcome)))),
        why -> tell(words + " is lost: " + why));
  }

  /** A person asks this server, which is up, to make the other one leader. */
  void transfer(ScriptedServer server, ScriptedServer target) {
    String words = "transfer to " + target.id();
    server.accept(words, () -> server.transfer(target.id(),
        outcome -> tell(words + ": " + Clients.words(outcome))),
        why -> tell(words + " is lost: " + why));
  }

  // ---- Elections and rounds --------------------------------------------

  /** It times out, until that term, and asks these until it leads. */
  void elect(ScriptedServer server, int term, List<ScriptedServer> voters) {
    server.mustRun();
    if (server.is(Role.LEADER)) {
      throw new ScenarioException(server.id()
          + " leads already and does not time out");
    }
    reach(server, term, voters);
    for (ScriptedServer voter : voters) {
      if (server.is(Role.CANDIDATE) && reaches(server, voter)) {
        exchange(server, voter);
      }
    }
    long reached = term(server);
    if (server.is(Role.LEADER) && reached == term) return;
    throw new ScenarioException("%s was not elected in term %d, it is now %s of"
        .formatted(server.id(), term, server.view().status().role())
        + " term " + reached);
  }

  /** Its election timeout elapses until that term; some never campaign. */
  private void reach(ScriptedServer server, int term,
      List<ScriptedServer> voters) {
    for (long now = term(server); now < term; now = term(server)) {
      server.timeout();
      askForPreVotes(server, now, voters);
      if (term(server) > now) continue;
      throw new ScenarioException(server.id() + " starts no election in term "
          + (now + 1) + " when its timeout elapses (F2, C1). Two rules may keep"
          + " it from it: too few pre-votes (PV3); no member, as far as it knows"
          + " (MC10)");
    }
  }

  /** Until its term is a later one; nothing to do if it asks for none. */
  private void askForPreVotes(ScriptedServer server, long term,
      List<ScriptedServer> voters) {
    for (ScriptedServer voter : voters) {
      if (term(server) > term) return;
      if (!reaches(server, voter)) continue;
      if (packets.request(server.id(), voter.id()) == null
          && !server.ask(voter)) continue;
      exchange(server, voter);
    }
  }

  private static long term(ScriptedServer server) {
    return server.view().status().term();
  }

  /** A request goes there, and its reply comes back. */
  void exchange(ScriptedServer from, ScriptedServer to) {
    if (!deliver(requestName(from, to), from, to)) return;
    Packet reply = packets.take("Reply", to.id(), from.id());
    if (reply != null) {
      arrive(reply);
    } else if (to.isUp()) {
      tell("Reply " + link(to, from) + " waits for the disk of " + to.id());
    }
  }

  /** Of the request that is on its way there, or due. */
  private String requestName(ScriptedServer from, ScriptedServer to) {
    if (packets.request(from.id(), to.id()) == null) from.ask(to);
    String leaves = packets.request(from.id(), to.id());
    return leaves != null ? leaves
        : from.is(Role.CANDIDATE) ? "RequestVote" : "AppendEntries";
  }

  /** They exchange until no request is due. */
  void replicate(ScriptedServer from, ScriptedServer to) {
    for (int i = 0; i < MOST_EXCHANGES; i++) {
      if (!reaches(from, to) || !from.is(Role.LEADER)) return;
      if (!from.ask(to)) return;
      exchange(from, to);
    }
    throw new ScenarioException(from.id() + " still has a request for "
        + to.id() + " after " + MOST_EXCHANGES + " exchanges");
  }

  /** Whether a request would be answered. */
  boolean reaches(ScriptedServer from, ScriptedServer to) {
    return to.isUp() && !to.isPaused() && !isCut(from, to) && !isCut(to, from);
  }

  // ---- Messages --------------------------------------------------------

  /** Whether it arrived. */
  boolean deliver(String name, ScriptedServer from, ScriptedServer to) {
    Packet packet = take(name, from, to);
    return packet != null && arrive(packet);
  }

  void drop(String name, ScriptedServer from, ScriptedServer to) {
    Packet packet = take(name, from, to);
    if (packet != null) to.note(EventKind.LOSE, packet, "");
  }

  void hold(String name, ScriptedServer from, ScriptedServer to,
      String label) {
    Packet packet = take(name, from, to);
    if (packet != null) packets.holdUp(packet, label);
  }

  /** It arrives, and it will arrive once more. */
  void duplicate(String name, ScriptedServer from, ScriptedServer to,
      String label) {
    Packet packet = take(name, from, to);
    if (packet == null) return;
    packets.holdUp(packet, label);
    arrive(packet);
  }

  void release(String name, ScriptedServer from, ScriptedServer to,
      String label) {
    Packet packet = packets.takeHeldUp(name, from.id(), to.id(), label);
    if (packet != null) arrive(packet);
    else throw new ScenarioException("no " + name + " is held up there");
  }

  /** The reply to the latest request there has not come in time. */
  void noReply(ScriptedServer from, ScriptedServer to) {
    from.mustRun();
    Packet request = latest.get(link(from, to));
    if (request == null || !request.isRemembered()) {
      throw new ScenarioException(from.id() + " waits for nothing from "
          + to.id());
    }
    from.noReply(request);
  }

  /** On its way already, or made now; null if it waits for the disk. */
  private Packet take(String name, ScriptedServer from, ScriptedServer to) {
    Packet packet = packets.take(name, from.id(), to.id());
    if (packet == null) {
      ask(name, from, to);
      packet = packets.take(name, from.id(), to.id());
    }
    if (packet == null) {
      mustBeDue(name, from, to);
      tell(name + " " + link(from, to) + " waits for the disk of "
          + from.id());
    } else if (!packet.isReply()) {
      latest.put(link(from, to), packet);
    }
    return packet;
  }

  /** What was made is of this name; it may wait for the disk. */
  private void mustBeDue(String name, ScriptedServer from, ScriptedServer to) {
    String other = packets.request(from.id(), to.id());
    if (other == null) return;
    throw new ScenarioException(from.id() + " has no " + name + " for "
        + to.id() + " now, but an " + other);
  }

  private void ask(String name, ScriptedServer from, ScriptedServer to) {
    if (name.equals("Reply")) {
      throw new ScenarioException("no reply is on its way there");
    }
    from.mustRun();
    boolean can = switch (name) {
      case "RequestPreVote" -> !from.is(Role.LEADER);
      case "RequestReadIndex" -> from.is(Role.FOLLOWER);
      case "RequestVote" -> from.is(Role.CANDIDATE);
      default -> from.is(Role.LEADER);
    };
    if (can && from.ask(to)) return;
    throw new ScenarioException("%s, a %s, has no %s for %s".formatted(
        from.id(), from.view().status().role(), name, to.id())
        + (can ? " now; its next heartbeat is due after: tick " + from.id()
            + " 10" : ""));
  }

  private boolean arrive(Packet packet) {
    ScriptedServer from = server(packet.from());
    ScriptedServer to = server(packet.to());
    String why = isCut(from, to) ? "the link is cut"
        : !to.isUp() ? to.id() + " is down"
        : packet.isReply() && !packet.isRemembered()
            ? to.id() + " has been restarted since it asked" : null;
    if (why == null) {
      return to.accept(words(packet), () -> to.receive(packet),
          loss -> lose(packet, loss));
    }
    lose(packet, why);
    return false;
  }

  private void lose(Packet packet, String why) {
    server(packet.to()).note(EventKind.LOSE, packet, why);
    tell(words(packet) + " is lost: " + why);
  }

  private String words(Packet packet) {
    return PacketsInFlight.name(packet) + " "
        + link(server(packet.from()), server(packet.to()));
  }

  // ---- Links -----------------------------------------------------------

  private static String link(ScriptedServer from, ScriptedServer to) {
    return from.id() + " -> " + to.id();
  }

  private boolean isCut(ScriptedServer from, ScriptedServer to) {
    return cuts.contains(link(from, to));
  }

  /** What is on its way there and back is lost, and the sender learns it. */
  void reset(ScriptedServer from, ScriptedServer to) {
    from.mustRun();
    List<Packet> lost = packets.takeConnection(from.id(), to.id());
    if (lost.isEmpty()) {
      throw new ScenarioException("nothing is on its way there or back, so"
          + " a reset changes nothing; 'deliver' leaves a reply there,"
          + " but what is held up does not count, nor what waits for a server"
          + " that is paused");
    }
    for (Packet packet : lost) {
      lose(packet, "the connection is reset");
      Packet request = packet.requestOfExchange();
      if (request.isRemembered()) server(request.from()).noReply(request);
    }
  }

  void cut(ScriptedServer from, ScriptedServer to) {
    if (cuts.add(link(from, to))) to.note(EventKind.CUT, null, from.id());
  }

  /** Cuts all its links, in both directions. */
  void isolate(ScriptedServer server) {
    for (ScriptedServer other : servers()) {
      if (other == server) continue;
      cut(server, other);
      cut(other, server);
    }
  }

  void heal() {
    for (String link : cuts) {
      String[] ends = link.split(" -> ");
      servers.get(ends[1]).note(EventKind.JOIN, null, ends[0]);
    }
    cuts.clear();
  }
}
