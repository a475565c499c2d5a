package lab.sim;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Drives one process in virtual time, as the threads of a node do: the clock
 * ticks, links ask for requests, the disk writes and forces, messages and
 * answers leave. Each of these actions ends in {@link #attend}, which looks for
 * what is to be done next.
 *
 * <p>Any step may be the last: a fault source may stop the process right after
 * it. So what was planned for a process dies with it ({@link #later}).
 */
public final class SimulatedNode {
  private static final int LINES = 8; // of a snapshot in one write, at most

  private final Simulation simulation;
  private final SimulatedProcess process;
  private final LocalClock clock;
  private final List<Link> links = new ArrayList<>();
  private final SeededRandom random;

  private boolean broken; // for good
  private boolean paused;
  private boolean diskIsBusy;
  private boolean writesSnapshot;
  private final List<Packet> held = new ArrayList<>();
  private final List<Runnable> backlog = new ArrayList<>(); // while paused
  private long wakeTime = Long.MAX_VALUE; // the next look at the clock

  SimulatedNode(Simulation simulation, SimulatedProcess process,
      SeededRandom random) {
    this.simulation = simulation;
    this.process = process;
    this.random = random;
    clock = new LocalClock(simulation.plan().environment().tick());
  }

  /** To be called once, before anything else. */
  void connect(List<SimulatedNode> all) {
    for (SimulatedNode peer : all) {
      if (peer != this) links.add(new Link(simulation, this, peer));
    }
  }

  public SimulatedProcess process() {
    return process;
  }

  Link linkTo(SimulatedProcess peer) {
    for (Link link : links) if (link.peer() == peer) return link;
    throw new IllegalArgumentException("no link to " + peer);
  }

  // ---- The process comes and goes --------------------------------------

  void start() {
    if (process.isUp() || broken) return;
    clock.set(simulation.now());
    process.start();
    attend();
  }

  /** Its process ends, between two steps or in the middle of a write. */
  public void crash(EventKind how) {
    if (!process.isUp()) return;
    int unforced = process.disk().unforced();
    // What is written survives the process, unless it was being written.
    boolean whole = how == EventKind.CRASH && !random.hits(0.25);
    process.crash(how, whole ? unforced : random.below(unforced + 1));
    paused = false;
    diskIsBusy = false;
    writesSnapshot = false;
    wakeTime = Long.MAX_VALUE;
    held.clear();
    backlog.clear();
    links.forEach(Link::reset);
    if (how == EventKind.CRASH) simulation.network().reset(process);
  }

  /** This node crashes and never starts again. */
  void breakDown() {
    broken = true;
    crash(EventKind.BREAK);
  }

  void pause() {
    if (paused || !process.isUp()) return;
    process.note(EventKind.PAUSE, null, "");
    paused = true;
  }

  /** Goes on, with all that has come in meanwhile. */
  void resume() {
    if (!paused) return;
    paused = false;
    process.note(EventKind.RESUME, null, "");
    clock.set(simulation.now()); // ticks of the pause are lost
    for (Runnable each : backlog) simulation.timeline().after(0, each);
    backlog.clear();
  }

  /** Its clock runs at this rate from now on; 0 stands still. */
  public void runClock(double rate) {
    if (process.isUp() && !paused) takeTicks();
    clock.run(simulation.now(), rate);
    if (!process.isUp()) return;
    process.note(EventKind.CLOCK, null,
        String.format(Locale.ROOT, "to %.2f", rate));
    planToWake();
  }

  // ---- How it does things ----------------------------------------------

  /** Does something now, if it can; when it goes on, if it is paused. */
  public void act(Runnable action) {
    act(process.life(), action);
  }

  /** Does something after a while, if the process is still the same then. */
  void later(long delay, Runnable action) {
    int life = process.life();
    simulation.timeline().after(delay, () -> act(life, action));
  }

  /** Does something at once, or when a slow thread has come to it. */
  private void soon(Runnable action) {
    double most = simulation.faults().of(Fault.SLOW_THREADS);
    if (most == 0) action.run();
    else later(random.between(0, (long) (most * 1000)), action);
  }

  private void act(int life, Runnable action) {
    if (!isAlive(life)) return;
    if (paused) {
      backlog.add(() -> act(life, action));
      return;
    }
    takeTicks();
    if (!isAlive(life)) return;
    action.run();
    if (isAlive(life)) attend();
  }

  /** Whether this process still runs. */
  boolean isAlive(int life) {
    return process.isUp() && process.life() == life;
  }

  /** Looks for what is to be done next. */
  private void attend() {
    int life = process.life();
    if (!diskIsBusy && process.disk().hasBuffered()) {
      diskIsBusy = true;
      soon(this::write);
    }
    if (isAlive(life) && !writesSnapshot) beginSnapshot();
    for (Link link : links) {
      if (isAlive(life)) link.ask();
    }
    for (Packet late; isAlive(life) && (late = process.laterReply()) != null;) {
      dispatch(late);
    }
    while (isAlive(life) && process.clients().oweAnswers()) {
      process.clients().answer();
    }
    if (isAlive(life)) planToWake();
  }

  // ---- Its clock -------------------------------------------------------

  private void takeTicks() {
    int life = process.life();
    int left = clock.passed(simulation.now());
    while (left > 0 && isAlive(life)) {
      int due = process.ticksUntilDue();
      int ticks = Math.min(left, due);
      clock.take(ticks);
      left -= ticks;
      if (ticks == due) process.tick(ticks);
      else process.idle(ticks);
    }
  }

  private void planToWake() {
    long time = clock.timeAfter(process.ticksUntilDue());
    if (time >= wakeTime) return; // it wakes earlier
    wakeTime = time;
    int life = process.life();
    simulation.timeline().at(time, () -> {
      if (wakeTime != time || process.life() != life) return;
      wakeTime = Long.MAX_VALUE;
      act(life, () -> {});
    });
  }

  // ---- Its disk --------------------------------------------------------

  private void write() {
    if (simulation.strikes(Fault.FULL_DISKS, random)) {
      simulation.injector().crash(this,
          EventKind.POWER_LOSS); // in the middle of it
      return;
    }
    int life = process.life();
    process.write();
    if (isAlive(life)) later(simulation.forceTime(process), this::force);
  }

  private void force() {
    if (simulation.injector().strikesDisk(Fault.FAILED_FORCES)) {
      simulation.injector().breakDown(this);
      return;
    }
    int life = process.life();
    process.force();
    if (isAlive(life)) release();
    if (isAlive(life)) soon(this::tellServer);
  }

  private void tellServer() {
    diskIsBusy = false;
    process.durable();
  }

  // ---- Its snapshots ---------------------------------------------------

  private void beginSnapshot() {
    int life = process.life();
    if (!process.beginSnapshot() || !isAlive(life)) return;
    writesSnapshot = true;
    later(simulation.forceTime(process), this::writeSnapshot);
  }

  private void writeSnapshot() {
    int life = process.life();
    boolean goesOn = process.writeSnapshot(1 + random.below(LINES));
    if (!isAlive(life)) return;
    later(simulation.forceTime(process),
        goesOn ? this::writeSnapshot : this::saveSnapshot);
  }

  private void saveSnapshot() {
    int life = process.life();
    drawRoom();
    process.saveSnapshot();
    if (isAlive(life)) soon(this::endSnapshot);
  }

  private void endSnapshot() {
    writesSnapshot = false;
    process.endSnapshot();
  }

  /** Whether there is room on its disk for more of a snapshot. */
  private void drawRoom() {
    process.setRoomForSnapshots(
        !simulation.strikes(Fault.FULL_FOR_SNAPSHOTS, random));
  }

  // ---- What leaves -----------------------------------------------------

  /** The packet leaves as soon as it may. */
  void dispatch(Packet packet) {
    if (packet.mayLeave()) send(packet);
    else held.add(packet);
  }

  private void release() {
    List<Packet> free = new ArrayList<>();
    for (Iterator<Packet> each = held.iterator(); each.hasNext();) {
      Packet packet = each.next();
      if (!packet.mayLeave()) continue;
      each.remove();
      free.add(packet);
    }
    for (Packet packet : free) {
      if (packet.life() == process.life()) soon(() -> send(packet));
    }
  }

  private void send(Packet packet) {
    if (!isAlive(packet.life())) return;
    process.send(packet);
    // It has left, even if that was the last thing this process did.
    simulation.network().carry(packet);
    if (!packet.isReply() && isAlive(packet.life())) {
      linkTo(packet.to()).sent();
    }
  }

  // ---- What comes in ---------------------------------------------------

  /** The packet has arrived; the process that it is for may have ended. */
  void receive(Packet packet) {
    act(() -> {
      int life = process.life();
      if (packet.isReply()) {
        Link link = linkTo(packet.from());
        if (packet.request().life() != life || !link.takes(packet)) {
          process.note(EventKind.LOSE, packet, "");
          return;
        }
        link.answered(packet);
      }
      if (packet.isChunk()) drawRoom();
      Packet reply = process.receive(packet);
      if (reply != null && isAlive(life)) dispatch(reply);
    });
  }
}
