package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import lab.check.ServerView;
import lab.sim.ChangeOfMembers;
import lab.sim.EventKind;
import lab.sim.Packet;
import lab.sim.Proposal;
import lab.sim.SimulatedProcess;
import raft.Entry;
import raft.Outcome;
import raft.Role;

/**
 * Drives one process as a scenario says. What follows from a command follows at
 * once: the disk writes and forces as soon as it has something, unless it is
 * slow; a message leaves as soon as it may; a client gets its answer. While the
 * server is paused, what comes for it waits.
 */
final class ScriptedServer {
  private static final int LINES = 100; // of a snapshot in one write
  private static final String FULL = "its disk is full";
  private static final String FAILS = "its disk cannot force what was written";

  private final SimulatedProcess process;
  private final Consumer<Packet> network;
  private final Consumer<String> report;
  private final Clock clock = new Clock();
  private final List<Packet> held = new ArrayList<>(); // wait for the disk
  private List<Runnable> backlog; // of a pause; null if the server runs

  // How its disk is.
  private boolean slow; // forces only when it is told to
  private boolean full; // the next write stops the server
  private boolean failing; // the next force stops the server

  /**
   * @param network gets the packets that leave
   * @param report  gets a line about what a trace does not show
   */
  ScriptedServer(SimulatedProcess process, Consumer<Packet> network,
      Consumer<String> report) {
    this.process = process;
    this.network = network;
    this.report = report;
  }

  // ---- How it stands ---------------------------------------------------

  String id() {
    return process.id();
  }

  ServerView view() {
    return process;
  }

  boolean isUp() {
    return process.isUp();
  }

  boolean isPaused() {
    return backlog != null;
  }

  boolean is(Role role) {
    return isUp() && process.status().role() == role;
  }

  void mustBeUp() {
    if (!isUp()) throw new ScenarioException(id() + " is down");
  }

  void mustRun() {
    mustBeUp();
    mustNotBePaused();
  }

  private void mustNotBePaused() {
    if (!isPaused()) return;
    throw new ScenarioException(id() + " is paused: resume it first");
  }

  // ---- Its process -----------------------------------------------------

  /** The process comes up for the first time, with this on its disk. */
  void begin(long term, List<Entry> log) {
    process.disk().begin(term, log);
    start();
  }

  private void start() {
    process.start();
    settle();
  }

  /** The process comes up again, if it can with what is on its disk. */
  void restart() {
    if (isUp()) throw new ScenarioException(id() + " is up");
    String refusal = full ? FULL : failing ? FAILS : process.disk().refusal();
    if (refusal != null) {
      report.accept(id() + " does not start: " + refusal);
      return;
    }
    long before = process.durableLog().lastIndex();
    start();
    long after = process.durableLog().lastIndex();
    if (after == before) return;
    report.accept("%s cuts %d..%d off its log, taken for a write that a crash"
        .formatted(id(), after + 1, before) + " interrupted");
  }

  /** The process is killed; what it wrote stays, forced or not. */
  void crash() {
    crash(process.disk().unforced());
  }

  /** It is killed during a write: only the first writes stay. */
  void crash(int kept) {
    stop(EventKind.CRASH, kept);
  }

  /** Of the writes that were not forced, only the first stay. */
  void losePower(int kept) {
    stop(EventKind.POWER_LOSS, kept);
  }

  private void stop(EventKind how, int kept) {
    mustBeUp();
    int unforced = process.disk().unforced();
    if (kept > unforced) {
      throw new ScenarioException("%s has written %d that is not forced, so it"
          .formatted(id(), unforced) + " cannot keep " + kept
          + "; 'disk " + id() + " slow' comes before what it is to write");
    }
    process.crash(how, kept);
    held.clear();
    endPause();
  }

  // ---- Pauses and time -------------------------------------------------

  void pause() {
    mustRun();
    backlog = new ArrayList<>();
    process.note(EventKind.PAUSE, null, "");
  }

  void resume() {
    if (!isPaused()) throw new ScenarioException(id() + " is not paused");
    process.note(EventKind.RESUME, null, "");
    endPause();
  }

  /** What has come in meanwhile is handled, in its order. */
  private void endPause() {
    if (backlog == null) return;
    List<Runnable> waiting = backlog;
    backlog = null;
    waiting.forEach(Runnable::run);
  }

  /**
   * Something has come to this server, which is up.
   *
   * @param loss told why, if the server goes down before it is handled
   * @return whether it was handled; if not, it waits for the end of the pause
   */
  boolean accept(String what, Runnable action, Consumer<String> loss) {
    if (!isPaused()) {
      action.run();
      return true;
    }
    report.accept(what + " waits: " + id() + " is paused");
    backlog.add(() -> {
      if (isUp()) action.run();
      else loss.accept(id() + " is down");
    });
    return false;
  }

  void runClock(Clock.Pace pace) {
    clock.run(pace);
    process.note(EventKind.CLOCK, null, pace.name().toLowerCase(Locale.ROOT));
  }

  /** This number of ticks of a right clock pass. */
  void tick(int ticks) {
    mustRun();
    for (int left = clock.pass(ticks); left > 0 && isUp();) {
      int due = process.ticksUntilDue();
      int step = Math.min(left, due);
      left -= step;
      if (step == due) process.tick(step);
      else process.idle(step);
      settle();
    }
  }

  /** Its election timeout elapses, whatever its clock says. */
  void timeout() {
    mustRun();
    if (is(Role.LEADER)) {
      throw new ScenarioException(id() + " leads, and nothing elapses: a leader"
          + " has no election timeout (F2, C4)");
    }
    process.timeout();
    settle();
  }

  // ---- Messages and commands -------------------------------------------

  /** The request that is due to this peer is made; false if none is due. */
  boolean ask(ScriptedServer peer) {
    Packet packet = process.ask(peer.process);
    if (packet == null) return false;
    held.add(packet);
    settle();
    return true;
  }

  void receive(Packet packet) {
    process.setRoomForSnapshots(!full);
    Packet reply = process.receive(packet);
    if (reply != null) held.add(reply);
    else if (packet.isChunk()) {
      report.accept(id() + " cannot save a snapshot: " + FULL);
    }
    settle();
  }

  /** The reply to this request of its own did not come in time. */
  void noReply(Packet request) {
    process.silence(request);
  }

  void propose(Proposal proposal) {
    process.clients().propose(proposal);
    settle();
  }

  void change(ChangeOfMembers wanted) {
    process.clients().change(wanted);
    settle();
  }

  void transfer(String target, Consumer<Outcome> whenAnswered) {
    process.clients().transferLeadership(target, whenAnswered);
    settle();
  }

  /** Whether it sends requests there, if it has any. */
  boolean hasPeer(ScriptedServer other) {
    return process.hasPeer(other.process);
  }

  /** Something that only the picture shows has happened to it. */
  void note(EventKind kind, Packet packet, String text) {
    process.note(kind, packet, text);
  }

  // ---- Its snapshots ---------------------------------------------------

  void beginSnapshot() {
    process.requestSnapshot();
    if (process.beginSnapshot()) settle();
    else throw new ScenarioException(id() + " has nothing to take a snapshot"
        + " of, or takes one already");
  }

  void saveSnapshot() {
    mustTakeSnapshot();
    process.setRoomForSnapshots(!full);
    while (process.writeSnapshot(LINES)) { }
    if (process.saveSnapshot()) return;
    report.accept(id() + " cannot save its snapshot: " + FULL);
  }

  void endSnapshot() {
    mustTakeSnapshot();
    process.endSnapshot();
    settle();
  }

  private void mustTakeSnapshot() {
    if (process.takesSnapshot()) return;
    throw new ScenarioException(id() + " takes no snapshot: 'snapshot " + id()
        + " begin' comes first");
  }

  // ---- Its disk --------------------------------------------------------

  void disk(String how) {
    mustNotBePaused();
    switch (how) {
      case "slow" -> slow = true;
      case "quick" -> quickDisk();
      case "full" -> full = true;
      case "fails" -> failing = true;
      default -> throw new ScenarioException("a disk is slow, quick or full,"
          + " or fails; not " + how);
    }
  }

  private void quickDisk() {
    slow = false;
    full = false;
    failing = false;
    if (isUp()) settle();
  }

  /** A slow disk forces what was written. */
  void force() {
    mustRun();
    forceBatch();
    settle();
  }

  void wipe() {
    if (isUp()) throw new ScenarioException(id() + " is up: crash it first");
    process.disk().wipe();
    report.accept(id() + " has nothing on its disk any more");
  }

  /** @param what "term", or an entry's index */
  void rot(String what) {
    if (what.equals("term")) {
      process.disk().rotTerm();
      return;
    }
    long size = process.durableLog().lastIndex();
    if (!what.matches("[1-9]\\d{0,5}") || Integer.parseInt(what) > size) {
      throw new ScenarioException("on the disk of " + id() + " there is 'term'"
          + (size == 0 ? "" : " and 1 to " + size) + ", not " + what);
    }
    process.disk().rotLine(Integer.parseInt(what));
  }

  // ---- What follows at once --------------------------------------------

  private void settle() {
    release(); // a message that leaves too early is seen before the disk moves
    write();
    while (!slow && isBehind()) forceBatch();
    release();
    for (Packet late; (late = process.laterReply()) != null;) held.add(late);
    release();
    while (process.clients().oweAnswers()) {
      process.clients().answer();
    }
  }

  private boolean isBehind() {
    return !process.disk().has(process.disk().position());
  }

  private void forceBatch() {
    if (failing) {
      breakDown(FAILS);
      return;
    }
    process.force();
    release();
    process.durable();
    write();
  }

  /** One batch after the other: until it is forced, the next one waits. */
  private void write() {
    boolean isIdle = process.disk().unforced() == 0;
    if (!isIdle || !process.disk().hasBuffered()) return;
    if (full) breakDown(FULL);
    else process.write();
  }

  private void breakDown(String why) {
    process.breakDown(why);
    held.clear();
  }

  private void release() {
    for (Packet packet : List.copyOf(held)) {
      if (!packet.mayLeave()) continue;
      held.remove(packet);
      process.send(packet);
      network.accept(packet);
    }
  }
}
