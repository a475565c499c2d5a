package lab.sim;

import static raft.Role.CANDIDATE;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import raft.AppendEntries;
import raft.Configuration;
import raft.Status;
import lab.check.Property;
import lab.check.Violation;

/**
 * What has to happen once the faults are over. "Raft will be able to elect
 * and maintain a steady leader as long as the system satisfies the following
 * timing requirement: broadcastTime ≪ electionTimeout ≪ MTBF" (§5.6). Here it
 * does, so one task after the other must be done, each in its time and the last
 * two with few messages: MIT's tests allow ten commands 14 RPCs a server, and
 * an idle second 20; here the heartbeats of the time that the commands take
 * come on top. And each entry goes to each server about once.
 */
final class LivenessPhase {

  /**
   * @param property what is broken if it takes too long
   * @param timeouts longest election timeouts that it may take
   * @param begin    what is to be done to begin with
   * @param done     whether it is done
   * @param requests that each server may cost meanwhile, beside heartbeats
   */
  private record Task(Property property, int timeouts, Runnable begin,
      BooleanSupplier done, int requests) {}

  private static final int UNBOUNDED = 1_000_000;
  private static final int OPERATIONS = 3; // of each client
  private static final int COMMANDS = 10; // of one
  private static final int ENTRIES = 2 * COMMANDS; // to each server
  private static final int ELECTIONS = 15; // in all
  private static final long SECOND = 1_000_000;
  private static final long MINORITY_FAULT_TIME = 3 * SECOND;

  private final Simulation simulation;
  private final SeededRandom random;
  private final MinorityFault minority;
  private final CalmFaults calm;
  private final List<Task> tasks;
  private int present; // of the tasks; the first is 0
  private long began;
  private long beganEvent;
  private long requests; // sent since then
  private long entries; // sent since then
  private final Set<Long> elections = new TreeSet<>(); // terms of candidates
  private boolean isWhole; // no minority has a fault

  LivenessPhase(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
    minority = new MinorityFault(simulation, random);
    calm = new CalmFaults(simulation);
    tasks = calm.areOn() ? Stream.of(usual(), calm()).flatMap(List::stream)
        .toList() : usual();
  }

  private List<Task> usual() {
    return List.of(
        new Task(Property.LEADER_IN_TIME, 60, this::beginMinorityFault,
            this::hasLeaderAfterAll, UNBOUNDED),
        new Task(Property.LEADER_IN_TIME, 20, this::recover, this::hasLeader,
            UNBOUNDED),
        new Task(Property.CLIENTS_FINISH, 60, this::lastOperations,
            this::clientsAreFinished, UNBOUNDED),
        new Task(Property.LOGS_BECOME_EQUAL, 40, () -> {}, this::logsAreEqual,
            UNBOUNDED),
        new Task(Property.CLIENTS_FINISH, 40, this::tenCommands,
            this::clientsAreFinished, 14),
        new Task(Property.WITHIN_BUDGET, 40, () -> {}, this::secondIsOver,
            1));
  }

  private List<Task> calm() {
    return List.of(
        new Task(Property.TERM_STAYS, 40, calm::separateOne, this::secondIsOver,
            UNBOUNDED),
        new Task(Property.TERM_STAYS, 40, calm::end, this::termHasStayed,
            UNBOUNDED),
        new Task(Property.LEADER_IN_TIME, 20, calm::deafenLeader,
            this::hasLeader, UNBOUNDED),
        new Task(Property.LEADER_IN_TIME, 20, calm::end, this::hasLeader,
            UNBOUNDED));
  }

  boolean isDone() {
    return present == tasks.size();
  }

  void begin() {
    beginTask();
    look();
  }

  void happened(EventKind kind, SimulatedProcess process, Packet packet) {
    if (process.status().role() == CANDIDATE && isMember(process)) {
      elections.add(process.status().term());
    }
    if (kind != EventKind.SEND || packet.isReply()) return;
    if (!isMember(packet.from())) return; // a removed server disturbs no other
    requests++;
    if (packet.message() instanceof AppendEntries append) {
      entries += append.entries().size();
    }
  }

  private void beginTask() {
    began = simulation.now();
    beganEvent = simulation.event();
    requests = 0;
    entries = 0;
    tasks.get(present).begin().run();
  }

  /** Called at every tick. */
  private void look() {
    Task task = tasks.get(present);
    long most = task.timeouts() * simulation.plan().electionTimeout();
    boolean late = simulation.now() - began > most;
    if (late) report(task.property(), "it may take %.1f s", most / 1e6);
    if (late || task.done().getAsBoolean()) {
      checkBudget(task);
      present++;
      if (isDone()) return;
      beginTask();
    }
    simulation.timeline().after(simulation.plan().environment().tick(),
        this::look);
  }

  private void checkBudget(Task task) {
    long heartbeats =
        1 + (simulation.now() - began) / simulation.plan().heartbeat();
    long most = simulation.nodes().size() * (task.requests() + heartbeats);
    if (present > 0 && elections.size() > ELECTIONS) {
      report(Property.WITHIN_BUDGET, "%d elections may be started, not %d",
          ELECTIONS, elections.size());
    }
    if (requests > most) {
      report(Property.WITHIN_BUDGET, "it may take %d requests, not %d", most,
          requests);
    }
    long mostEntries = (long) simulation.nodes().size()
        * Math.max(ENTRIES, task.requests());
    if (entries > mostEntries) {
      report(Property.WITHIN_BUDGET, "%d entries may be sent, not %d",
          mostEntries, entries);
    }
  }

  private void report(Property property, String format, Object... args) {
    simulation.checkers().report(new Violation(property,
        "event %d: the faults are over, and ".formatted(beganEvent)
            + format.formatted(args),
        "event %d: %.1f s later: %s".formatted(simulation.event(),
            (simulation.now() - began) / 1e6, standing())));
  }

  private String standing() {
    StringJoiner nodes = new StringJoiner("; ");
    for (SimulatedNode node : simulation.nodes()) {
      Status status = node.process().status();
      nodes.add(!node.process().isUp() ? node.process() + " is down"
          : "%s is %s of term %d, log 1..%d, commitIndex %d".formatted(
              status.node(), status.role(), status.term(), status.lastIndex(),
              status.commitIndex()) + members(node.process()));
    }
    return nodes.toString();
  }

  private String members(SimulatedProcess process) {
    return simulation.plan().changes().isOn()
        ? ", members " + process.configuration().inWords() : "";
  }

  // ---- The tasks -------------------------------------------------------

  private void beginMinorityFault() {
    isWhole = simulation.injector().left() == 0 || random.hits(0.6);
    if (!isWhole) minority.begin(simulation.injector().left());
  }

  /** A leader that is there after the fault of the minority has lasted. */
  private boolean hasLeaderAfterAll() {
    long begun = simulation.now() - began;
    if (isWhole) return true;
    return begun > MINORITY_FAULT_TIME
        && (hasLeader() || minority.preventsLeader());
  }

  private void recover() {
    simulation.network().joinAll();
    simulation.injector().end();
    elections.clear();
  }

  private boolean hasLeader() {
    SimulatedNode leader = simulation.leader();
    if (leader == null || calm.isDeaf(leader.process())) return false;
    String id = leader.process().id();
    Set<String> followers = simulation.nodes().stream()
        .filter(node -> node.process().isUp())
        .map(node -> node.process().status())
        .filter(status -> id.equals(status.leader()))
        .map(Status::node).collect(Collectors.toSet());
    return leader.process().configuration().isMajority(followers);
  }

  /** Whether it belongs to the cluster, or will when a change is through. */
  private boolean isMember(SimulatedProcess process) {
    SimulatedNode leader = simulation.leader();
    Configuration members = leader == null
        ? simulation.checkers().committedConfiguration()
        : leader.process().configuration();
    return members.isVoter(process.id());
  }

  private void lastOperations() {
    for (Client client : simulation.clients()) client.finish(OPERATIONS);
  }

  private boolean clientsAreFinished() {
    return simulation.clients().stream().allMatch(Client::isFinished);
  }

  private boolean logsAreEqual() {
    SimulatedNode leader = simulation.leader();
    if (leader == null || !isCommitted(leader.process())
        || isChanging(leader.process())) return false;
    SimulatedProcess model = leader.process();
    return simulation.nodes().stream().map(SimulatedNode::process)
        .filter(SimulatedProcess::isUp).filter(this::isMember)
        .allMatch(process -> process.log().agreesWith(model.log())
            && process.status().lastApplied() >= model.status().commitIndex());
  }

  /** Whether it changes its members: it may have been asked to just before. */
  private static boolean isChanging(SimulatedProcess leader) {
    return leader.configuration().isJoint()
        || !leader.members().newcomers().isEmpty();
  }

  /** Without no-ops, what a leader inherits waits for its first command. */
  private boolean isCommitted(SimulatedProcess leader) {
    return leader.status().commitIndex() == leader.log().lastIndex()
        || !simulation.plan().settings().noOp()
        && leader.log().lastTerm() < leader.status().term();
  }

  private void tenCommands() {
    Client client = simulation.clients().get(0);
    client.finish(COMMANDS);
    client.begin();
  }

  private boolean termHasStayed() {
    if (!secondIsOver()) return false;
    if (calm.movedTo() > 0) report(Property.TERM_STAYS,
        "nobody lost the leader, and the term is %d now", calm.movedTo());
    return true;
  }

  private boolean secondIsOver() {
    return simulation.now() - began >= SECOND;
  }
}
