package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.Configuration;
import raft.Settings;

/**
 * One run, as it is drawn from a seed: what there is, and what goes wrong. The
 * same plan gives the same run, bit for bit.
 *
 * @param nodes       how many servers to begin with, 1 to 7
 * @param connections whether the network is made of connections, which keep
 *                    order and are reset, or of datagrams, where anything goes
 * @param clients     how many
 * @param keys        that they share
 * @param think       mean pause of a client between operations, microseconds
 * @param environment how long packets and forces take
 * @param millis      how long the faults last; the liveness phase follows
 * @param changes     of the members
 * @param readsByIndex whether most gets are queries, past the log
 * @param transfers   mean time between two transfers of leadership,
 *                    microseconds; 0 if there are none
 */
public record Plan(long seed, int nodes, Settings settings, boolean connections,
    int clients, int keys, long think, Environment environment, long millis,
    FaultLevels faults, Changes changes, boolean readsByIndex,
    long transfers) {

  private static final Settings.Calm STICKY =
      new Settings.Calm(true, false, false);

  /** How long the faults last by default. */
  public static final long MILLIS = 30_000;

  /** Whose members stay the same. */
  public Plan(long seed, int nodes, Settings settings, boolean connections,
      int clients, int keys, long think, Environment environment, long millis,
      FaultLevels faults) {
    this(seed, nodes, settings, connections, clients, keys, think, environment,
        millis, faults, Changes.NONE, false, 0);
  }

  /** What a seed stands for, with faults of this many milliseconds. */
  public static Plan draw(long seed, long millis) {
    SeededRandom random = new SeededRandom(Setup.mix(seed, 100));
    int nodes = random.pick(List.of(1, 2, 3, 3, 3, 3, 4, 5, 5, 5, 5, 6, 7));
    Plan plan = new Plan(seed, nodes, settings(seed, random), random.hits(0.4),
        1 + random.below(5), 1 + random.below(3),
        (long) random.spread(5_000, 400_000), DrawnEnvironment.draw(random),
        millis, FaultLevels.draw(Setup.mix(seed, 101)),
        Changes.draw(new SeededRandom(Setup.mix(seed, 106))),
        new SeededRandom(Setup.mix(seed, 108)).hits(0.5),
        transfers(new SeededRandom(Setup.mix(seed, 109))));
    if (!plan.changes.isOn()) plan = plan.withoutChanges();
    // Without a no-op a read may wait for a command that no client sends (RI1).
    if (!plan.settings.noOp()) plan = plan.withoutQueries();
    return plan.takesSnapshots() ? plan : plan.withoutSnapshots();
  }

  /** A third of the seeds have some. */
  private static long transfers(SeededRandom random) {
    return random.hits(0.34) ? (long) random.spread(100_000, 3_000_000) : 0;
  }

  private boolean takesSnapshots() {
    return settings.snapshots().entries() > 0;
  }

  private static Settings settings(long seed, SeededRandom random) {
    int batchEntries = random.pick(List.of(1, 1, 2, 3, 10, 100));
    int batchBytes = random.pick(List.of(1, 600, 100_000, 100_000));
    int applyEntries =
        new SeededRandom(Setup.mix(seed, 104)).pick(List.of(20, 100, 1_000));
    return new Settings(10, 30, 60, batchEntries, batchBytes,
        random.hits(0.6), applyEntries, Settings.UNCOMMITTED_BYTES,
        snapshots(new SeededRandom(Setup.mix(seed, 105))),
        calm(new SeededRandom(Setup.mix(seed, 107))));
  }

  /** Half of the seeds have all of it, a quarter one part without the other. */
  private static Settings.Calm calm(SeededRandom random) {
    return random.pick(List.of(Settings.Calm.ON, Settings.Calm.ON,
        new Settings.Calm(true, random.hits(0.5), false), STICKY));
  }

  /** Half of the seeds have some. */
  private static Settings.Snapshotting snapshots(SeededRandom random) {
    if (random.hits(0.5)) return Settings.Snapshotting.OFF;
    return new Settings.Snapshotting(1 + random.below(30), 0, random.below(21),
        random.pick(List.of(0, 500, 1 << 24)), (int) random.spread(4, 4000));
  }

  /** The same, without snapshots. */
  public Plan withoutSnapshots() {
    return new Plan(seed, nodes, settings(Settings.Snapshotting.OFF,
        settings.calm()), connections, clients, keys, think,
        environment, millis, faults.withoutSnapshots(), changes,
        readsByIndex, transfers);
  }

  private Settings settings(Settings.Snapshotting snapshots,
      Settings.Calm calm) {
    return new Settings(settings.heartbeatTicks(),
        settings.electionTicksMin(), settings.electionTicksMax(),
        settings.batchEntries(), settings.batchBytes(), settings.noOp(),
        settings.applyEntries(), settings.uncommittedBytes(), snapshots,
        calm);
  }

  /** The same with members that stay, as Figure 2 has them. */
  public Plan withoutChanges() {
    Settings.Calm calm = settings.calm();
    boolean isSticky = calm.preVote() || calm.checkQuorum();
    return with(new Settings.Calm(isSticky, calm.preVote(),
        calm.checkQuorum()), faults.withoutChanges(), Changes.NONE);
  }

  /** The same without pre-vote and check-quorum. */
  public Plan withoutCalm() {
    return with(changes.isOn() ? STICKY : Settings.Calm.OFF, faults, changes);
  }

  private Plan with(Settings.Calm calm, FaultLevels faults, Changes changes) {
    return new Plan(seed, nodes, settings(settings.snapshots(), calm),
        connections, clients, keys, think, environment, millis, faults,
        changes, readsByIndex, transfers);
  }

  /** The same with all gets in the log. */
  public Plan withoutQueries() {
    return new Plan(seed, nodes, settings, connections, clients, keys, think,
        environment, millis, faults, changes, false, transfers);
  }

  /** The same without transfers of leadership. */
  public Plan withoutTransfers() {
    return new Plan(seed, nodes, settings, connections, clients, keys, think,
        environment, millis, faults, changes, readsByIndex, 0);
  }

  /** The same, with other faults. */
  public Plan with(FaultLevels others) {
    return new Plan(seed, nodes, settings, connections, clients, keys, think,
        environment, millis, others, changes, readsByIndex, transfers);
  }

  /** The same, with faults that last this long. */
  public Plan lasting(long time) {
    return new Plan(seed, nodes, settings, connections, clients, keys, think,
        environment, time, faults, changes, readsByIndex, transfers);
  }

  /** The same, with another number of nodes. */
  public Plan among(int others) {
    return new Plan(seed, others, settings, connections, clients, keys, think,
        environment, millis, faults, changes, readsByIndex, transfers);
  }

  /** How many servers there are, newcomers included. */
  public int servers() {
    return nodes + changes.newcomers();
  }

  Setup setup() {
    List<String> servers = new ArrayList<>();
    for (int i = 1; i <= servers(); i++) servers.add("n" + i);
    SeededRandom random = new SeededRandom(Setup.mix(seed, 102));
    return new Setup(new Configuration(servers.subList(0, nodes)),
        servers.subList(nodes, servers()), settings,
        random.pick(List.of(5, 100, 1000)), Setup.mix(seed, 103));
  }

  /** The longest election timeout there is, in microseconds. */
  long electionTimeout() {
    return settings.electionTicksMax() * environment.tick();
  }

  /** The longest pause between two heartbeats, in microseconds. */
  long heartbeat() {
    return settings.heartbeatTicks() * environment.tick();
  }

  /** What to tell the command line to get this plan. */
  public String options() {
    Plan drawn = draw(seed, millis);
    return "--seed " + seed
        + (millis == MILLIS ? "" : " --seconds " + millis / 1000)
        + (takesSnapshots() == drawn.takesSnapshots() ? ""
            : " --no-snapshots")
        + (changes.equals(drawn.changes) ? "" : " --no-changes")
        + (readsByIndex == drawn.readsByIndex ? "" : " --no-queries")
        + (transfers == drawn.transfers ? "" : " --no-transfers")
        + (isCalm() == drawn.isCalm() ? "" : " --no-calm")
        + (nodes == drawn.nodes ? "" : " --nodes " + nodes)
        + (faults.words().equals(drawn.faults.words()) ? ""
            : " --faults " + faults.words());
  }

  @Override public String toString() {
    return "seed %d: %d nodes, %d clients on %d keys every %d ms,"
        .formatted(seed, nodes, clients, keys, think / 1000)
        + " %s,%n  %s, batches of %d or %d bytes,"
        .formatted(connections ? "connections" : "datagrams", environment,
            settings.batchEntries(), settings.batchBytes())
        + (settings.noOp() ? " no-op%n  " : " no no-op%n  ").formatted()
        + inWords(settings.snapshots()) + inWords(settings.calm())
        + (readsByIndex ? "queries%n  ".formatted() : "")
        + (transfers == 0 ? "" : "transfers every %d ms%n  ".formatted(
            transfers / 1000))
        + inWords(changes) + faults;
  }

  private boolean isCalm() {
    return settings.calm().preVote() || settings.calm().checkQuorum();
  }

  private static String inWords(Settings.Calm calm) {
    return (calm.preVote() ? "pre-vote%n  " : "").formatted()
        + (calm.checkQuorum() ? "check-quorum%n  " : "").formatted();
  }

  private static String inWords(Changes changes) {
    return changes.isOn() ? "%d newcomers, other members every %d ms%n  "
        .formatted(changes.newcomers(), changes.every() / 1000) : "";
  }

  private static String inWords(Settings.Snapshotting snapshots) {
    if (snapshots.entries() == 0) return "no snapshots%n  ".formatted();
    return "a snapshot every %d entries, %d kept, in chunks of %d bytes%n  "
        .formatted(snapshots.entries(), snapshots.keptEntries(),
            snapshots.chunkBytes());
  }
}
