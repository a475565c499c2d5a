package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.check.Checkers;
import lab.check.Property;
import lab.check.Violation;

/**
 * One run of a plan: machines with their hosts, a network, clients, and those
 * who do them harm, until it heals. One thread, one seed, virtual time.
 */
final class World {
  private final Plan plan;
  private final Timeline timeline = new Timeline();
  private final Cluster cluster;
  private final Network network;
  private final List<Host> hosts = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final Harm harm;
  private final List<Nemesis> nemeses;
  private final Healing healing;
  private final Chance chance;
  private final long patience; // of clients
  private final long replyTimeout; // of links
  private boolean healed;

  World(Plan plan, Set<Property.Kind> watched, EventLog events) {
    this.plan = plan;
    cluster = new Cluster(plan.setup(), watched, events, timeline::now);
    network = new Network(this, chance(1));
    for (Machine machine : cluster.nodes()) {
      hosts.add(new Host(this, machine, chance(10 + machine.number())));
    }
    hosts.forEach(host -> host.connect(hosts));
    for (int i = 1; i <= plan.clients(); i++) {
      clients.add(new Client(this, "c" + i, chance(20 + i)));
    }
    harm = new Harm(this, chance(2));
    nemeses = List.of(new Calamities(this, chance(3)),
        new Partitions(this, chance(4)), new LeaderHunt(this, chance(5)),
        new Ambush(this, chance(6)), new Hoarder(this, chance(7)),
        new SameAgain(this, chance(8)));
    healing = new Healing(this, chance(9));
    chance = chance(0);
    patience = chance.between(plan.electionTimeout() / 4,
        plan.electionTimeout() * 2);
    replyTimeout = chance.between(plan.heartbeat(), plan.electionTimeout());
  }

  private Chance chance(long salt) {
    return new Chance(Setup.mix(plan.seed(), salt));
  }

  /** All of it; throws the first {@link Violation}. */
  void run() {
    begin();
    timeline.at(plan.millis() * 1000, this::heal);
    while (!healing.isDone()) timeline.advance();
    checkers().ended();
  }

  /** Only the time that the plan says, and nothing heals after it. */
  void runUnhealed() {
    begin();
    boolean[] over = {false};
    timeline.at(plan.millis() * 1000, () -> over[0] = true);
    while (!over[0]) timeline.advance();
    checkers().ended();
  }

  /** Has this look after every step, and nobody else; a run overrules it. */
  void watch(Cluster.Watcher watcher) {
    cluster.watch(watcher);
  }

  private void begin() {
    watch(this::happened);
    hosts.forEach(Host::start);
    nemeses.forEach(Nemesis::begin);
    clients.forEach(Client::begin);
  }

  private void happened(Kind kind, Machine machine, Packet packet) {
    healing.happened(kind, packet);
    if (healed) return;
    for (Nemesis each : nemeses) each.happened(kind, host(machine), packet);
  }

  private void heal() {
    healed = true;
    network.joinAll();
    harm.end();
    nemeses.forEach(Nemesis::end);
    healing.begin();
  }

  /** Does something after a while, unless all is well again by then. */
  void untilHealed(long delay, Runnable action) {
    timeline.after(delay, () -> {
      if (!healed) action.run();
    });
  }

  // ---- What there is ---------------------------------------------------

  Plan plan() {
    return plan;
  }

  Timeline timeline() {
    return timeline;
  }

  long now() {
    return timeline.now();
  }

  Network network() {
    return network;
  }

  Harm harm() {
    return harm;
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

  List<Host> hosts() {
    return hosts;
  }

  Host host(Machine machine) {
    return hosts.get(machine.number());
  }

  Host host(String id) {
    return host(cluster.machine(id));
  }

  /** The one that leads the newest term; null if none does. */
  Host leader() {
    Host leader = null;
    long newest = 0;
    for (Host host : hosts) {
      long term = host.machine().status().term();
      if (!host.machine().leads() || term <= newest) continue;
      newest = term;
      leader = host;
    }
    return leader;
  }

  // ---- How it is -------------------------------------------------------

  /** What is wrong at the moment. */
  Faults faults() {
    return healed ? Faults.NONE : plan.faults();
  }

  /** Whether something goes wrong now that goes wrong so often. */
  boolean strikes(Fault fault, Chance chance) {
    return chance.hits(faults().of(fault));
  }

  boolean isConnected() {
    return plan.connections();
  }

  /** How long a client waits for an answer. */
  long patience() {
    return patience;
  }

  /** How long a link waits for a reply. */
  long replyTimeout() {
    return replyTimeout;
  }

  /** How long this force takes. */
  long forceTime() {
    long time = chance.between(plan.force(), 2 * plan.force());
    if (!strikes(Fault.SLOW_DISKS, chance)) return time;
    return time + chance.until(plan.electionTimeout());
  }
}
