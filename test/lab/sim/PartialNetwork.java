package lab.sim;

import java.util.EnumSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Settings;
import lab.check.Property;

/**
 * Servers in the simulator, in virtual time, of which some cannot hear some
 * others; nothing else is wrong. Two clients ask whoever leads, if they can
 * find out. All checkers look on.
 */
final class PartialNetwork {
  static final long SECOND = 1_000_000; // microseconds

  private static final long DELAY = 1000; // and up to twice that
  private static final long FORCE = 1000;
  private static final long THINK = 150_000;
  private static final int CLIENTS = 2;
  private static final Pattern LINK = Pattern.compile("(\\d)([->])(\\d)");

  private final EventLog events = new EventLog(true);
  private final Simulation simulation;
  private String swapped = "11"; // these two numbers

  /** All can hear all others, until something else is said. */
  PartialNetwork(long seed, int servers, Settings.Calm calm, long seconds) {
    Settings settings = new Settings(10, 30, 60, 100, 100_000, true, 1000,
        Settings.UNCOMMITTED_BYTES, Settings.Snapshotting.OFF, calm);
    Plan plan = new Plan(seed, servers, settings, false, CLIENTS, 2, THINK,
        new DrawnEnvironment(DELAY, FORCE), seconds * 1000, FaultLevels.NONE);
    simulation = new Simulation(plan, EnumSet.allOf(Property.Group.class),
        events);
  }

  /**
   * From this second on these links are there and no others: {@code 1-2} for
   * both directions, {@code 1>2} if 2 hears 1.
   */
  PartialNetwork from(long second, String... links) {
    List<String> all = List.of(links);
    simulation.timeline().at(second * SECOND, () -> joinOnly(all));
    return this;
  }

  /** The same links, with the numbers swapped so that its leader has this. */
  PartialNetwork from(long second, int leader, String... links) {
    simulation.timeline().at(second * SECOND, () -> {
      swapped = "" + leader().charAt(1) + leader;
      joinOnly(List.of(links).stream().map(this::swap).toList());
    });
    return this;
  }

  private String swap(String numbers) {
    char one = swapped.charAt(0);
    char other = swapped.charAt(1);
    return numbers.replace(one, '?').replace(other, one).replace('?', other);
  }

  /** The server that has this number in the links. */
  String named(int number) {
    return swap("n" + number);
  }

  /** From this second on its leader hears nobody, and all hear it. */
  PartialNetwork leaderIsDeafFrom(long second) {
    return cutFrom(second, (leader, other) ->
        simulation.network().cut(other, leader));
  }

  /** From this second on nobody hears its leader, and it hears all. */
  PartialNetwork leaderIsMuteFrom(long second) {
    return cutFrom(second, (leader, other) ->
        simulation.network().cut(leader, other));
  }

  private PartialNetwork cutFrom(long second,
      BiConsumer<SimulatedProcess, SimulatedProcess> cut) {
    simulation.timeline().at(second * SECOND, () -> {
      SimulatedProcess leader = simulation.leader().process();
      simulation.nodes().forEach(each -> cut.accept(leader, each.process()));
    });
    return this;
  }

  private void joinOnly(List<String> links) {
    for (SimulatedNode from : simulation.nodes()) {
      for (SimulatedNode to : simulation.nodes()) {
        simulation.network().cut(from.process(), to.process());
      }
    }
    links.forEach(this::join);
  }

  private void join(String link) {
    Matcher parts = LINK.matcher(link);
    if (!parts.matches()) throw new IllegalArgumentException(link);
    SimulatedProcess one = simulation.node("n" + parts.group(1)).process();
    SimulatedProcess other = simulation.node("n" + parts.group(3)).process();
    simulation.network().join(one, other);
    if (parts.group(2).equals("-")) simulation.network().join(other, one);
  }

  PartialNetwork run() {
    simulation.runUnhealed();
    return this;
  }

  // ---- What came of it ---------------------------------------------------

  /** How many were elected from this second on, to the end. */
  long electedFrom(long second) {
    return events.events().stream()
        .filter(event -> event.time() >= second * SECOND)
        .flatMap(event -> event.lines().stream())
        .filter(line -> line.what().startsWith("becomes leader")).count();
  }

  /** How many operations were answered in this time. */
  long answered(long second, long end) {
    return events.events().stream()
        .filter(event -> event.kind() == EventKind.ANSWER
            && event.text().contains(": Applied[")
            && event.time() >= second * SECOND
            && event.time() < end * SECOND).count();
  }

  /** Who leads the newest term now; null if nobody. */
  String leader() {
    SimulatedNode leader = simulation.leader();
    return leader == null ? null : leader.process().id();
  }

  /** The newest term of any server. */
  long term() {
    return simulation.nodes().stream()
        .mapToLong(node -> node.process().status().term()).max().orElseThrow();
  }

  /** All that lead, whatever their term. */
  List<String> leaders() {
    return simulation.nodes().stream().map(SimulatedNode::process)
        .filter(SimulatedProcess::leads).map(SimulatedProcess::id).toList();
  }
}
