package lab.sim;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import raft.Configuration;
import raft.Entry;
import raft.Outcome;
import raft.Settings;
import lab.check.Operation;
import lab.check.Property;
import lab.check.ServerView;
import lab.check.Violation;

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
  private static final String FULL = "its disk is full";
  private static final String FAILS = "its disk cannot force what was written";

  private final EventLog events;
  private final Set<Property.Group> watched =
      EnumSet.allOf(Property.Group.class);
  private final Cluster cluster;
  private final Consumer<Packet> network;
  private final Set<String> slow = new TreeSet<>(); // disks
  private final Set<String> full = new TreeSet<>();
  private final Set<String> failing = new TreeSet<>();
  private final List<Packet> held = new ArrayList<>();

  // What clients want; never walked. An answer counts if it is the first to
  // what its client wants now: it listens to nothing else.
  private final Set<Operation> called = new HashSet<>();
  private final Map<String, Operation> open = new HashMap<>(); // by client

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
    process(id).disk().begin(term, log);
  }

  /** Why no process can come up with that disk; null if one can. */
  public String refusal(String id) {
    if (full.contains(id)) return FULL;
    return failing.contains(id) ? FAILS : process(id).disk().refusal();
  }

  /**
   * A process comes up, with what is on its disk. Rot in the last batch is cut
   * off with all that follows it, like a torn write.
   *
   * @throws IllegalStateException if there is a {@link #refusal}
   */
  public void start(String id) {
    String refusal = refusal(id);
    if (refusal != null) throw new IllegalStateException(refusal);
    process(id).start();
    settle(process(id));
  }

  /** The process is killed; what it wrote stays, forced or not. */
  public void crash(String id) {
    crash(id, unforced(id));
  }

  /** It is killed while it writes: only so many of these writes stay. */
  public void crash(String id, int kept) {
    stop(id, EventKind.CRASH, kept);
  }

  /** The power fails: what was not forced is gone, but for the first writes. */
  public void losePower(String id, int kept) {
    stop(id, EventKind.POWER_LOSS, kept);
  }

  /** How many writes it has handed to its disk that are not forced. */
  public int unforced(String id) {
    return process(id).disk().unforced();
  }

  private void stop(String id, EventKind how, int kept) {
    process(id).crash(how, kept);
    dropHeld(id);
  }

  private void dropHeld(String id) {
    held.removeIf(packet -> packet.from().id().equals(id));
  }

  /** It handles and ticks nothing from now on: that is up to the driver. */
  public void pause(String id) {
    process(id).note(EventKind.PAUSE, null, "");
  }

  /** It goes on. */
  public void resume(String id) {
    process(id).note(EventKind.RESUME, null, "");
  }

  /** Its clock runs so from now on: that is up to the driver. */
  public void changeClock(String id, String how) {
    process(id).note(EventKind.CLOCK, null, how);
  }

  /** While it is down, its disk forgets all that it ever promised. */
  public void wipe(String id) {
    process(id).disk().wipe();
  }

  // ---- Their servers ---------------------------------------------------

  /** So many ticks of its clock pass. */
  public void tick(String id, int ticks) {
    SimulatedProcess process = process(id);
    for (int left = ticks; left > 0;) {
      int due = process.ticksUntilDue();
      int step = Math.min(left, due);
      left -= step;
      if (step == due) process.tick(step);
      else process.idle(step);
      settle(process);
    }
  }

  /** Its election timeout elapses, whatever its clock says. */
  public void timeout(String id) {
    process(id).timeout();
    settle(process(id));
  }

  /** It says what it has to say to this peer; false if that is nothing. */
  public boolean ask(String id, String peer) {
    Packet packet = process(id).ask(process(peer));
    if (packet == null) return false;
    held.add(packet);
    settle(process(id));
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
    packet.to().note(EventKind.LOSE, packet, why);
  }

  /** Nothing gets through there any more: that is up to the driver. */
  public void cut(String from, String to) {
    process(to).note(EventKind.CUT, null, from);
  }

  /** It does again. */
  public void join(String from, String to) {
    process(to).note(EventKind.JOIN, null, from);
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
    process(id).propose(new Proposal(operation, outcome -> {
      if (outcome instanceof Outcome.Applied done
          && open.remove(operation.client(), operation)) {
        cluster.checkers().returned(operation, done.answer());
      }
      whenAnswered.accept(outcome);
    }));
    settle(process(id));
  }

  /** Checkers hear that some client wants this, or wanted it long ago. */
  public void announce(Operation operation) {
    called.add(operation);
    open.put(operation.client(), operation);
    cluster.checkers().called(operation);
  }

  // ---- Their disks -----------------------------------------------------

  /** From now on it writes, and forces only when it is told to. */
  public void slowDisk(String id) {
    slow.add(id);
  }

  /** From now on it does at once what it is given to do, and all is well. */
  public void quickDisk(String id) {
    slow.remove(id);
    full.remove(id);
    failing.remove(id);
    if (process(id).isUp()) settle(process(id));
  }

  /** There is no room on it: who writes next stops itself. */
  public void fillDisk(String id) {
    full.add(id);
  }

  /** Its next force fails, and whoever waits for that stops itself. */
  public void failDisk(String id) {
    failing.add(id);
  }

  /** A bit flips in the line of this entry; the next start will see it. */
  public void rotEntry(String id, long index) {
    process(id).disk().rotLine(index);
  }

  /** A bit flips where its term and vote are stored; likewise. */
  public void rotTerm(String id) {
    process(id).disk().rotTerm();
  }

  /** A slow disk forces what was written. */
  public void force(String id) {
    force(process(id));
    settle(process(id));
  }

  private void settle(SimulatedProcess process) {
    release(process); // who speaks too early is heard before its disk moves
    write(process);
    while (isBehind(process) && !slow.contains(process.id())) force(process);
    release(process);
    while (process.owesAnswers()) process.answer();
  }

  private static boolean isBehind(SimulatedProcess process) {
    return !process.disk().has(process.disk().position());
  }

  private void force(SimulatedProcess process) {
    if (failing.contains(process.id())) {
      breakDown(process, FAILS);
      return;
    }
    process.force();
    release(process);
    process.durable();
    write(process);
  }

  /** One batch after the other: until it is forced, the next one waits. */
  private void write(SimulatedProcess process) {
    boolean isIdle = process.disk().unforced() == 0;
    if (!isIdle || !process.disk().hasBuffered()) return;
    if (full.contains(process.id())) breakDown(process, FULL);
    else process.write();
  }

  /** Nothing that waited for this disk is ever said. */
  private void breakDown(SimulatedProcess process, String why) {
    process.breakDown(why);
    dropHeld(process.id());
  }

  private void release(SimulatedProcess process) {
    for (Packet packet : List.copyOf(held)) {
      if (packet.from() != process || !packet.mayLeave()) continue;
      held.remove(packet);
      process.send(packet);
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
  public ServerView node(String id) {
    return cluster.node(id);
  }

  /** All servers, in their order. */
  public List<? extends ServerView> nodes() {
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

  private SimulatedProcess process(String id) {
    return cluster.process(id);
  }
}
