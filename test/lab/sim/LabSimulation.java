package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Entry;
import raft.Outcome;
import raft.Settings;
import lab.check.Operation;
import lab.check.Property;

/**
 * Five servers in the simulator, to which happens what MIT's lab 3C does to
 * them, in virtual time: its RaftElectionTimeout is the longest one here. When
 * that is over the world heals, which is more than the lab's last {@code one}:
 * a leader, all clients' answers, equal logs. All checkers look on.
 */
final class LabSimulation {
  static final long MILLI = 1000; // microseconds
  static final long ELECTION_TIMEOUT = 60 * DrawnEnvironment.TICK; // the longest

  // No no-op: the lab's leaders have none, and Figure 8 needs that.
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 100, 100_000, false);
  private static final long DELAY = 4 * MILLI; // and up to twice that
  private static final long FORCE = 2 * MILLI;
  private static final int SERVERS = 5;
  private static final int MAJORITY = 3;
  private static final int CHANCE = 1000; // salt; no other draws use it

  private static final Pattern OPERATION = Pattern.compile("(\\w+)-(\\d+) .*");
  private static final Pattern COMMAND =
      Pattern.compile("\\{\"client\":\"(\\w+)\",\"serial\":(\\d+),.*");

  private final Plan plan;
  private final EventLog events = new EventLog(true);
  private final Simulation simulation;
  private final SeededRandom random;
  private final Set<SimulatedNode> away = new LinkedHashSet<>(); // disconnected
  private int rounds;

  /**
   * @param think  mean pause of its clients between operations, microseconds
   * @param millis from the beginning to the healing
   */
  LabSimulation(long seed, int clients, long think, long millis,
      FaultLevels faults) {
    plan = new Plan(seed, SERVERS, SETTINGS, false, clients, 2, think,
        new DrawnEnvironment(DELAY, FORCE), millis, faults);
    simulation = new Simulation(plan, EnumSet.allOf(Property.Group.class),
        events);
    random = new SeededRandom(Setup.mix(seed, CHANCE));
  }

  // ---- Faults -----------------------------------------------------------

  /**
   * Figure8 and Figure8Unreliable: every server is asked for a command, and a
   * moment later a fault is injected into the newest leader that took it. That
   * moment may be before the entry was sent, or after some others have it.
   *
   * @param moment the longest, microseconds; one in ten is of another kind,
   *               and takes up to half an election timeout
   */
  void figure8(int times, long moment, Consumer<SimulatedNode> fault) {
    simulation.whileFaulty(MILLI, () -> proposeAndWait(times, moment, fault));
  }

  private void proposeAndWait(int times, long moment,
      Consumer<SimulatedNode> fault) {
    if (times == 0) return;
    SimulatedNode leader = proposeToLeaders();
    simulation.whileFaulty(draw(moment), () -> {
      if (leader != null) fault.accept(leader);
      keepMajority();
      rounds++;
      proposeAndWait(times - 1, moment, fault);
    });
  }

  private long draw(long moment) {
    return random.between(0, random.hits(0.1) ? ELECTION_TIMEOUT / 2 : moment);
  }

  /** Proposes to every server; the newest leader that took it, or null. */
  private SimulatedNode proposeToLeaders() {
    for (SimulatedNode node : simulation.nodes()) {
      if (!node.process().leads()) continue;
      Operation operation = new Operation("lab" + rounds + node.process(), 1,
          Operation.Verb.APPEND, "x" + rounds, "y", null);
      simulation.checkers().called(operation);
      node.act(() -> node.process().clients().propose(new Proposal(operation,
          outcome -> hear(operation, outcome))));
    }
    return simulation.leader();
  }

  private void hear(Operation operation, Outcome outcome) {
    if (!(outcome instanceof Outcome.Applied done)) return;
    simulation.checkers().returned(operation, done.answer());
  }

  /** ReliableChurn and UnreliableChurn: servers are stopped and started. */
  void churn() {
    simulation.whileFaulty(ELECTION_TIMEOUT * 7 / 10, () -> {
      if (random.hits(0.2)) disconnect(anyone());
      if (random.hits(0.5)) restart(anyone());
      if (random.hits(0.2)) crash(anyone());
      rounds++;
      churn();
    });
  }

  boolean hits(double share) {
    return random.hits(share);
  }

  /** One that is down, or away, may return if too few are left. */
  private void keepMajority() {
    long left = simulation.nodes().stream()
        .filter(node -> node.process().isUp() && !away.contains(node)).count();
    if (left < MAJORITY) restart(anyone());
  }

  void crash(SimulatedNode node) {
    node.crash(EventKind.CRASH);
  }

  void disconnect(SimulatedNode node) {
    away.add(node);
    for (SimulatedNode other : simulation.nodes()) {
      simulation.network().separate(node.process(), other.process());
    }
  }

  private void restart(SimulatedNode node) {
    node.start();
    if (!away.remove(node)) return;
    for (SimulatedNode other : simulation.nodes()) {
      if (away.contains(other)) continue;
      simulation.network().join(node.process(), other.process());
      simulation.network().join(other.process(), node.process());
    }
  }

  private SimulatedNode anyone() {
    return random.pick(simulation.nodes());
  }

  /** All of it; ends in a Violation if a promise is broken. */
  void run() {
    simulation.run();
  }

  // ---- What came of it -------------------------------------------------

  int rounds() {
    return rounds;
  }

  /** How often this happened before the faults were over. */
  long count(EventKind kind) {
    return count(event -> event.kind() == kind);
  }

  /** How often a server traced this before the faults were over. */
  long traced(String words) {
    return events.events().stream().filter(this::isBeforeHealing)
        .flatMap(event -> event.lines().stream())
        .filter(line -> line.toString().contains(words)).count();
  }

  /** How many messages took longer than that before they arrived. */
  long slowerThan(long micros) {
    Map<Packet, Long> sent = new HashMap<>(); // never walked
    return count(event -> {
      if (event.kind() == EventKind.SEND) sent.put(event.packet(),
          event.time());
      return event.kind() == EventKind.RECEIVE
          && event.time() - sent.get(event.packet()) > micros;
    });
  }

  private long count(Predicate<Event> wanted) {
    return events.events().stream().filter(this::isBeforeHealing)
        .filter(wanted).count();
  }

  private boolean isBeforeHealing(Event event) {
    return event.time() < plan.millis() * MILLI;
  }

  /** What clients were told is done, before the faults were over. */
  Set<String> acknowledged() {
    Set<String> names = new LinkedHashSet<>();
    for (Event event : events.events()) {
      if (event.kind() == EventKind.ANSWER && isBeforeHealing(event)
          && event.text().contains(": Applied[")) {
        names.add(name(OPERATION, event.text()));
      }
    }
    return names;
  }

  /** Each of these is in every log. */
  void assertEverybodyHas(Set<String> operations) {
    for (SimulatedNode node : simulation.nodes()) {
      Set<String> missing = new LinkedHashSet<>(operations);
      missing.removeAll(names(node.process().log().entries()));
      assertEquals(Set.of(), missing, node.process().id());
    }
  }

  private static List<String> names(List<Entry> log) {
    return log.stream().map(entry -> name(COMMAND, entry.text())).toList();
  }

  /** {@code c1-4}: the fourth operation of client c1. */
  private static String name(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertTrue(found.matches(), text);
    return found.group(1) + "-" + found.group(2);
  }
}
