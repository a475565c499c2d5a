package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import lab.check.Checkers;
import lab.check.Property;
import lab.check.Violation;

/**
 * One run of a plan: nodes, a network and clients, with faults for a time, and
 * then without. One thread, one seed, virtual time.
 */
public final class Simulation {
  private final Plan plan;
  private final Timeline timeline = new Timeline();
  private final SimulatedCluster cluster;
  private final Network network;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final FaultInjector injector;
  private final List<FaultSource> sources;
  private final LivenessPhase liveness;
  private final SeededRandom random;
  private final long clientTimeout;
  private final long replyTimeout; // of links
  private boolean faultsAreOver;

  public Simulation(Plan plan, Set<Property.Group> watched, EventLog events) {
    this.plan = plan;
    cluster = new SimulatedCluster(plan.setup(), watched, events,
        timeline::now);
    network = new Network(this, random(1));
    for (SimulatedProcess process : cluster.nodes()) {
      nodes.add(new SimulatedNode(this, process,
          random(10 + process.number())));
    }
    nodes.forEach(node -> node.connect(nodes));
    for (int i = 1; i <= plan.clients(); i++) {
      clients.add(new Client(this, "c" + i, random(20 + i)));
    }
    injector = new FaultInjector(this, random(2));
    sources = List.of(new RandomFaults(this, random(3)),
        new Partitions(this, random(4)), new LeaderFaults(this, random(5)),
        new CrashPoints(this, random(6)), new LateDuplicates(this, random(7)),
        new SameLeaderAgain(this, random(8)),
        new SnapshotFaults(this, random(40)), new Changer(this, random(41)),
        new ChangeFaults(this, random(42)), new Transfers(this, random(43)));
    liveness = new LivenessPhase(this, random(9));
    random = random(0);
    clientTimeout = random.between(plan.electionTimeout() / 4,
        plan.electionTimeout() * 2);
    replyTimeout = plan.environment().replyTimeout(plan, random);
  }

  private SeededRandom random(long salt) {
    return new SeededRandom(Setup.mix(plan.seed(), salt));
  }

  /** All of it; throws the first {@link Violation}. */
  void run() {
    begin();
    timeline.at(plan.millis() * 1000, this::endFaults);
    while (!liveness.isDone()) timeline.advance();
    checkers().ended();
  }

  /** Only for the time that the plan says, without the liveness phase. */
  void runUnhealed() {
    begin();
    runUntil(() -> false, plan.millis() * 1000);
    checkers().ended();
  }

  /** Goes on until this is so, but not longer than up to this time. */
  public void runUntil(BooleanSupplier isDone, long limit) {
    boolean[] over = {false};
    timeline.at(limit, () -> over[0] = true);
    while (!over[0] && !isDone.getAsBoolean()) timeline.advance();
  }

  /** Sets the only watcher, called after every step; run replaces it. */
  void watch(SimulatedCluster.StepWatcher watcher) {
    cluster.watch(watcher);
  }

  /** Starts all nodes, clients and sources of faults. */
  public void begin() {
    watch(this::happened);
    nodes.forEach(SimulatedNode::start);
    sources.forEach(FaultSource::begin);
    clients.forEach(Client::begin);
  }

  private void happened(EventKind kind, SimulatedProcess process,
      Packet packet) {
    liveness.happened(kind, process, packet);
    if (faultsAreOver) return;
    for (FaultSource each : sources) each.happened(kind, node(process), packet);
  }

  private void endFaults() {
    faultsAreOver = true;
    network.joinAll();
    injector.end();
    sources.forEach(FaultSource::end);
    liveness.begin();
  }

  /** Runs an action after a delay, unless the faults are over by then. */
  void whileFaulty(long delay, Runnable action) {
    timeline.after(delay, () -> {
      if (!faultsAreOver) action.run();
    });
  }

  /** Runs an action again and again, at random times, if it has this fault. */
  void every(Fault fault, SeededRandom random, Runnable action) {
    if (!faults().has(fault)) return;
    whileFaulty(random.until(faults().of(fault) * 1000), () -> {
      action.run();
      every(fault, random, action);
    });
  }

  // ---- What there is ---------------------------------------------------

  Plan plan() {
    return plan;
  }

  Timeline timeline() {
    return timeline;
  }

  /** In microseconds. */
  public long now() {
    return timeline.now();
  }

  Network network() {
    return network;
  }

  FaultInjector injector() {
    return injector;
  }

  /** The number of the latest event. */
  long event() {
    return cluster.event();
  }

  Checkers checkers() {
    return cluster.checkers();
  }

  List<Client> clients() {
    return clients;
  }

  public List<SimulatedNode> nodes() {
    return nodes;
  }

  SimulatedNode node(SimulatedProcess process) {
    return nodes.get(process.number());
  }

  SimulatedNode node(String id) {
    return node(cluster.process(id));
  }

  /** The one that leads the newest term; null if none does. */
  public SimulatedNode leader() {
    SimulatedNode leader = null;
    long newest = 0;
    for (SimulatedNode node : nodes) {
      long term = node.process().status().term();
      if (!node.process().leads() || term <= newest) continue;
      newest = term;
      leader = node;
    }
    return leader;
  }

  // ---- How it is -------------------------------------------------------

  /** The faults of the plan; none when they are over. */
  FaultLevels faults() {
    return faultsAreOver ? FaultLevels.NONE : plan.faults();
  }

  /** Draws whether this fault, a share of all cases, strikes this time. */
  boolean strikes(Fault fault, SeededRandom random) {
    return random.hits(faults().of(fault));
  }

  boolean isConnected() {
    return plan.connections();
  }

  /** How long a client waits for an answer. */
  long clientTimeout() {
    return clientTimeout;
  }

  /** How long a link waits for a reply. */
  long replyTimeout() {
    return replyTimeout;
  }

  /** How long this force of its disk takes. */
  long forceTime(SimulatedProcess process) {
    long time = plan.environment().force(process, random);
    if (!strikes(Fault.SLOW_DISKS, random)) return time;
    return time + random.until(plan.electionTimeout());
  }
}
