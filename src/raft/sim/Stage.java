package raft.sim;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import raft.Configuration;
import raft.Entry;
import raft.Outcome;
import raft.Settings;
import raft.sim.check.Operation;
import raft.sim.check.Property;
import raft.sim.check.Seen;
import raft.sim.check.Violation;

/**
 * A cluster without a world: nothing happens in it but what its driver asks
 * for, and what follows from that at once. A disk writes and forces as soon as
 * it has something, unless it {@linkplain #slowDisk is slow}; what may leave
 * leaves, and where it goes is the driver's business. All checkers look on.
 *
 * <p>Every method may throw a {@link Violation}; nothing should be asked for
 * after that unless the checkers {@linkplain #closeEyes close their eyes}. Not
 * thread-safe.
 */
public final class Stage {
  private static final int DISK_CAPACITY = 1000;
  private static final int SEED = 1;
  private static final long STEP = 1000; // microseconds, to have some time pass

  private final EventLog events;
  private final Set<Property.Kind> watched =
      EnumSet.allOf(Property.Kind.class);
  private final Cluster cluster;
  private final Consumer<Packet> network;
  private final Set<String> slow = new TreeSet<>();
  private final List<Packet> held = new ArrayList<>();

  // What clients want, and what of it nobody has answered yet; never walked.
  private final Set<Operation> called = new HashSet<>();
  private final Set<Operation> open = new HashSet<>();

  /**
   * Nobody was started yet.
   *
   * @param network   gets what leaves, and may hand it to {@link #receive}
   * @param recording whether to keep the {@link #events}
   */
  public Stage(List<String> servers, Settings settings,
      Consumer<Packet> network, boolean recording) {
    this.network = network;
    events = new EventLog(recording);
    Setup setup = new Setup(new Configuration(servers), settings,
        DISK_CAPACITY, SEED);
    cluster = new Cluster(setup, watched, events,
        () -> events.count() * STEP);
  }

  // ---- Processes -------------------------------------------------------

  /** Before its first start: what is on its disk. */
  public void begin(String id, long term, List<Entry> log) {
    machine(id).disk().begin(term, log);
  }

  /** A process comes up, with what is on its disk. */
  public void start(String id) {
    machine(id).start();
    settle(machine(id));
  }

  /** The process is killed; what it wrote stays, forced or not. */
  public void crash(String id) {
    stop(id, Kind.CRASH, machine(id).disk().unforced());
  }

  /** The power fails: what was not forced is gone. */
  public void losePower(String id) {
    stop(id, Kind.POWER_LOSS, 0);
  }

  private void stop(String id, Kind how, int kept) {
    machine(id).crash(how, kept);
    held.removeIf(packet -> packet.from() == machine(id));
  }

  /** While it is down, its disk forgets all that it ever promised. */
  public void wipe(String id) {
    machine(id).disk().wipe();
  }

  // ---- Their servers ---------------------------------------------------

  /** So many ticks of its clock pass. */
  public void tick(String id, int ticks) {
    Machine machine = machine(id);
    for (int left = ticks; left > 0;) {
      int due = machine.ticksUntilDue();
      int step = Math.min(left, due);
      left -= step;
      if (step == due) machine.tick(step);
      else machine.idle(step);
      settle(machine);
    }
  }

  /** Its election timeout elapses, whatever its clock says. */
  public void timeout(String id) {
    machine(id).timeout();
    settle(machine(id));
  }

  /** It says what it has to say to this peer; false if that is nothing. */
  public boolean ask(String id, String peer) {
    Packet packet = machine(id).ask(machine(peer));
    if (packet == null) return false;
    held.add(packet);
    settle(machine(id));
    return true;
  }

  /** The packet arrives where it was sent to. */
  public void receive(Packet packet) {
    Packet reply = packet.to().receive(packet);
    if (reply != null) held.add(reply);
    settle(packet.to());
  }

  /** The packet is lost on its way, for this reason; nobody notices. */
  public void lose(Packet packet, String why) {
    packet.to().note(Kind.LOSE, packet, why);
  }

  /** Nothing gets through there any more: that is up to the driver. */
  public void cut(String from, String to) {
    machine(to).note(Kind.CUT, null, from);
  }

  /** It does again. */
  public void join(String from, String to) {
    machine(to).note(Kind.JOIN, null, from);
  }

  /** Who sent this request has waited long enough for an answer. */
  public void silence(Packet request) {
    request.from().silence(request);
  }

  /**
   * A client asks for this, for the first time or again; the outcome is told
   * when the answer leaves.
   */
  public void propose(String id, Operation operation,
      Consumer<Outcome> whenAnswered) {
    if (!called.contains(operation)) announce(operation);
    machine(id).propose(new Proposal(operation, outcome -> {
      if (outcome instanceof Outcome.Applied done && open.remove(operation)) {
        cluster.checkers().returned(operation, done.answer());
      }
      whenAnswered.accept(outcome);
    }));
    settle(machine(id));
  }

  /** Checkers hear that some client wants this, or wanted it long ago. */
  public void announce(Operation operation) {
    called.add(operation);
    open.add(operation);
    cluster.checkers().called(operation);
  }

  // ---- Their disks -----------------------------------------------------

  /** From now on it writes, and forces only when it is told to. */
  public void slowDisk(String id) {
    slow.add(id);
  }

  /** From now on it does at once what it is given to do. */
  public void quickDisk(String id) {
    slow.remove(id);
    if (machine(id).isUp()) settle(machine(id));
  }

  /** A slow disk forces what was written. */
  public void force(String id) {
    force(machine(id));
    settle(machine(id));
  }

  private void settle(Machine machine) {
    write(machine);
    while (isBehind(machine) && !slow.contains(machine.id())) force(machine);
    release(machine);
    while (machine.owesAnswers()) machine.answer();
  }

  private static boolean isBehind(Machine machine) {
    return !machine.disk().has(machine.disk().position());
  }

  private void force(Machine machine) {
    machine.force();
    release(machine);
    machine.durable();
    write(machine);
  }

  /** One batch after the other: until it is forced, the next one waits. */
  private static void write(Machine machine) {
    boolean isIdle = machine.disk().unforced() == 0;
    if (isIdle && machine.disk().hasBuffered()) machine.write();
  }

  private void release(Machine machine) {
    for (Packet packet : List.copyOf(held)) {
      if (packet.from() != machine || !packet.mayLeave()) continue;
      held.remove(packet);
      machine.send(packet);
      network.accept(packet);
    }
  }

  // ---- Those who look on -----------------------------------------------

  /**
   * From now on no checker minds anything, and what was found broken may be
   * followed to its end.
   */
  public void closeEyes() {
    watched.clear();
  }

  /** All checkers look once more, at the whole. */
  public void end() {
    cluster.checkers().ended();
  }

  /** One of the servers. */
  public Seen node(String id) {
    return cluster.node(id);
  }

  /** All servers, in their order. */
  public List<? extends Seen> nodes() {
    return cluster.nodes();
  }

  /** All that has happened so far, in order. */
  public List<Event> events() {
    return List.copyOf(events.events());
  }

  /** Whether this packet's sender, or asker, is still the same process. */
  public boolean isFromThisLife(Packet packet) {
    Packet request = packet.isReply() ? packet.request() : packet;
    return request.life() == request.from().life() && request.from().isUp();
  }

  private Machine machine(String id) {
    return cluster.machine(id);
  }
}
