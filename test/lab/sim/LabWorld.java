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
 * Five servers in the wind tunnel, to which happens what MIT's lab 3C does to
 * them, in virtual time: its RaftElectionTimeout is the longest one here. When
 * that is over the world heals, which is more than the lab's last {@code one}:
 * a leader, all clients' answers, equal logs. All checkers look on.
 */
final class LabWorld {
  static final long MILLI = 1000; // microseconds
  static final long ELECTION_TIMEOUT = 60 * Plan.TICK; // the longest

  // No no-op: the lab's leaders have none, and Figure 8 needs that.
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 100, 100_000, false);
  private static final long DELAY = 4 * MILLI; // and up to twice that
  private static final long FORCE = 2 * MILLI;
  private static final int SERVERS = 5;
  private static final int MAJORITY = 3;
  private static final int CHANCE = 1000; // nobody else draws from this one

  private static final Pattern OPERATION = Pattern.compile("(\\w+)-(\\d+) .*");
  private static final Pattern COMMAND =
      Pattern.compile("\\{\"client\":\"(\\w+)\",\"serial\":(\\d+),.*");

  private final Plan plan;
  private final EventLog events = new EventLog(true);
  private final World world;
  private final Chance chance;
  private final Set<Host> away = new LinkedHashSet<>(); // disconnected
  private int rounds;

  /**
   * @param think  mean pause of its clients between operations, microseconds
   * @param millis from the beginning to the healing
   */
  LabWorld(long seed, int clients, long think, long millis, Faults faults) {
    plan = new Plan(seed, SERVERS, SETTINGS, false, clients, 2, think, DELAY,
        FORCE, millis, faults);
    world = new World(plan, EnumSet.allOf(Property.Kind.class), events);
    chance = new Chance(Setup.mix(seed, CHANCE));
  }

  // ---- What befalls them -----------------------------------------------

  /**
   * Figure8 and Figure8Unreliable: everybody is asked for something, and a
   * moment later something befalls the newest leader that took it. That
   * moment may be before the entry was sent, or after some others have it.
   *
   * @param moment the longest, microseconds; one in ten is of another kind,
   *               and takes up to half an election timeout
   */
  void figure8(int times, long moment, Consumer<Host> befall) {
    world.untilHealed(MILLI, () -> proposeAndWait(times, moment, befall));
  }

  private void proposeAndWait(int times, long moment, Consumer<Host> befall) {
    if (times == 0) return;
    Host leader = proposeToLeaders();
    world.untilHealed(draw(moment), () -> {
      if (leader != null) befall.accept(leader);
      keepMajority();
      rounds++;
      proposeAndWait(times - 1, moment, befall);
    });
  }

  private long draw(long moment) {
    return chance.between(0, chance.hits(0.1) ? ELECTION_TIMEOUT / 2 : moment);
  }

  /** Whoever believes that it leads takes it; the newest of them, or null. */
  private Host proposeToLeaders() {
    for (Host host : world.hosts()) {
      if (!host.machine().leads()) continue;
      Operation operation = new Operation("lab" + rounds + host.machine(), 1,
          Operation.Kind.APPEND, "x" + rounds, "y", null);
      world.checkers().called(operation);
      host.act(() -> host.machine().propose(new Proposal(operation,
          outcome -> hear(operation, outcome))));
    }
    return world.leader();
  }

  private void hear(Operation operation, Outcome outcome) {
    if (!(outcome instanceof Outcome.Applied done)) return;
    world.checkers().returned(operation, done.answer());
  }

  /** ReliableChurn and UnreliableChurn: somebody goes, somebody comes. */
  void churn() {
    world.untilHealed(ELECTION_TIMEOUT * 7 / 10, () -> {
      if (chance.hits(0.2)) disconnect(anyone());
      if (chance.hits(0.5)) restart(anyone());
      if (chance.hits(0.2)) crash(anyone());
      rounds++;
      churn();
    });
  }

  boolean hits(double share) {
    return chance.hits(share);
  }

  /** One that is down, or away, may return if too few are left. */
  private void keepMajority() {
    long left = world.hosts().stream()
        .filter(host -> host.machine().isUp() && !away.contains(host)).count();
    if (left < MAJORITY) restart(anyone());
  }

  void crash(Host host) {
    host.crash(Kind.CRASH);
  }

  void disconnect(Host host) {
    away.add(host);
    for (Host other : world.hosts()) {
      world.network().separate(host.machine(), other.machine());
    }
  }

  private void restart(Host host) {
    host.start();
    if (!away.remove(host)) return;
    for (Host other : world.hosts()) {
      if (away.contains(other)) continue;
      world.network().join(host.machine(), other.machine());
      world.network().join(other.machine(), host.machine());
    }
  }

  private Host anyone() {
    return chance.pick(world.hosts());
  }

  /** All of it; ends in a Violation if a promise is broken. */
  void run() {
    world.run();
  }

  // ---- What came of it -------------------------------------------------

  int rounds() {
    return rounds;
  }

  /** How often this happened before the faults were over. */
  long count(Kind kind) {
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
      if (event.kind() == Kind.SEND) sent.put(event.packet(), event.time());
      return event.kind() == Kind.RECEIVE
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
      if (event.kind() == Kind.ANSWER && isBeforeHealing(event)
          && event.text().contains(": Applied[")) {
        names.add(name(OPERATION, event.text()));
      }
    }
    return names;
  }

  /** Each of these is in every log. */
  void assertEverybodyHas(Set<String> operations) {
    for (Host host : world.hosts()) {
      Set<String> missing = new LinkedHashSet<>(operations);
      missing.removeAll(names(host.machine().log().entries()));
      assertEquals(Set.of(), missing, host.machine().id());
    }
  }

  private static List<String> names(List<Entry> log) {
    return log.stream().map(entry -> name(COMMAND, entry.command())).toList();
  }

  /** {@code c1-4}: the fourth operation of client c1. */
  private static String name(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertTrue(found.matches(), text);
    return found.group(1) + "-" + found.group(2);
  }
}
