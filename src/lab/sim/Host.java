package lab.sim;

import static raft.Role.FOLLOWER;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What drives one machine in time, as the threads of a node do: the clock that
 * ticks, the links that ask, the disk that writes and forces, the messages and
 * answers that leave. Each thing it does ends in {@link #attend}, which looks
 * for what is to be done next.
 *
 * <p>Any step may be the last: whoever is watching may stop the machine right
 * after it. So what was planned for a process dies with it ({@link #later}).
 */
final class Host {
  private final World world;
  private final Machine machine;
  private final LocalClock clock = new LocalClock(Plan.TICK);
  private final List<Link> links = new ArrayList<>();
  private final Chance chance;

  private boolean broken; // for good
  private boolean paused;
  private boolean diskIsBusy;
  private final List<Packet> held = new ArrayList<>();
  private final List<Runnable> backlog = new ArrayList<>(); // while paused
  private long wakeTime = Long.MAX_VALUE; // the next look at the clock

  Host(World world, Machine machine, Chance chance) {
    this.world = world;
    this.machine = machine;
    this.chance = chance;
  }

  /** Before anything else, and once. */
  void connect(List<Host> all) {
    for (Host peer : all) {
      if (peer != this) links.add(new Link(world, this, peer));
    }
  }

  Machine machine() {
    return machine;
  }

  Link linkTo(Machine peer) {
    for (Link link : links) if (link.peer() == peer) return link;
    throw new IllegalArgumentException("no link to " + peer);
  }

  // ---- The process comes and goes --------------------------------------

  void start() {
    if (machine.isUp() || broken) return;
    clock.set(world.now());
    machine.start();
    attend();
  }

  /** Its process ends, at whatever point it has come to. */
  void crash(Kind how) {
    if (!machine.isUp()) return;
    int unforced = machine.disk().unforced();
    // What is written survives the process, unless it was being written.
    boolean whole = how == Kind.CRASH && !chance.hits(0.25);
    machine.crash(how, whole ? unforced : chance.below(unforced + 1));
    paused = false;
    diskIsBusy = false;
    wakeTime = Long.MAX_VALUE;
    held.clear();
    backlog.clear();
    links.forEach(Link::reset);
    if (how == Kind.CRASH) world.network().reset(machine);
  }

  /** It ends, and will never come back. */
  void breakDown() {
    broken = true;
    crash(Kind.BREAK);
  }

  boolean isBroken() {
    return broken;
  }

  void pause() {
    if (paused || !machine.isUp()) return;
    machine.note(Kind.PAUSE, null, "");
    paused = true;
  }

  /** Goes on, with all that has come in meanwhile. */
  void resume() {
    if (!paused) return;
    paused = false;
    machine.note(Kind.RESUME, null, "");
    clock.set(world.now()); // what it missed, it missed
    for (Runnable each : backlog) world.timeline().after(0, each);
    backlog.clear();
  }

  /** Its clock runs at this rate from now on; 0 stands still. */
  void runClock(double rate) {
    if (machine.isUp() && !paused) takeTicks();
    clock.run(world.now(), rate);
    if (!machine.isUp()) return;
    machine.note(Kind.CLOCK, null, "to %.2f".formatted(rate));
    planToWake();
  }

  // ---- How it does things ----------------------------------------------

  /** Does something now, if it can; when it goes on, if it is paused. */
  void act(Runnable action) {
    act(machine.life(), action);
  }

  /** Does something after a while, if the process is still the same then. */
  void later(long delay, Runnable action) {
    int life = machine.life();
    world.timeline().after(delay, () -> act(life, action));
  }

  /** Does something at once, or when a slow thread has come to it. */
  private void soon(Runnable action) {
    double most = world.faults().of(Fault.SLOW_THREADS);
    if (most == 0) action.run();
    else later(chance.between(0, (long) (most * 1000)), action);
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
    return machine.isUp() && machine.life() == life;
  }

  /** Looks for what is to be done next. */
  private void attend() {
    int life = machine.life();
    if (!diskIsBusy && machine.disk().hasBuffered()) {
      diskIsBusy = true;
      soon(this::write);
    }
    for (Link link : links) {
      if (isAlive(life) && machine.status().role() != FOLLOWER) link.ask();
    }
    while (isAlive(life) && machine.owesAnswers()) machine.answer();
    if (isAlive(life)) planToWake();
  }

  // ---- Its clock -------------------------------------------------------

  private void takeTicks() {
    int life = machine.life();
    for (int left = clock.passed(world.now()); left > 0 && isAlive(life);) {
      int due = machine.ticksUntilDue();
      int ticks = Math.min(left, due);
      clock.take(ticks);
      left -= ticks;
      if (ticks == due) machine.tick(ticks);
      else machine.idle(ticks);
    }
  }

  private void planToWake() {
    long time = clock.timeAfter(machine.ticksUntilDue());
    if (time >= wakeTime) return; // it will look again before that
    wakeTime = time;
    int life = machine.life();
    world.timeline().at(time, () -> {
      if (wakeTime != time || machine.life() != life) return;
      wakeTime = Long.MAX_VALUE;
      act(life, () -> {});
    });
  }

  // ---- Its disk --------------------------------------------------------

  private void write() {
    if (world.strikes(Fault.FULL_DISKS, chance)) {
      world.harm().crash(this, Kind.POWER_LOSS); // in the middle of it
      return;
    }
    int life = machine.life();
    machine.write();
    if (isAlive(life)) later(world.forceTime(), this::force);
  }

  private void force() {
    if (world.harm().strikesDisk(Fault.FAILED_FORCES)) {
      world.harm().breakDown(this);
      return;
    }
    int life = machine.life();
    machine.force();
    if (isAlive(life)) release();
    if (isAlive(life)) soon(this::tellServer);
  }

  private void tellServer() {
    diskIsBusy = false;
    machine.durable();
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
      if (packet.life() == machine.life()) soon(() -> send(packet));
    }
  }

  private void send(Packet packet) {
    if (!isAlive(packet.life())) return;
    machine.send(packet);
    // It has left, even if that was the last thing this process did.
    world.network().carry(packet);
    if (!packet.isReply() && isAlive(packet.life())) {
      linkTo(packet.to()).sent();
    }
  }

  // ---- What comes in ---------------------------------------------------

  /** The packet is here; who waited for it may not be. */
  void receive(Packet packet) {
    act(() -> {
      int life = machine.life();
      if (packet.isReply()) {
        Link link = linkTo(packet.from());
        if (packet.request().life() != life || !link.takes(packet)) {
          machine.note(Kind.LOSE, packet, "");
          return;
        }
        link.answered(packet);
      }
      Packet reply = machine.receive(packet);
      if (reply != null && isAlive(life)) dispatch(reply);
    });
  }
}
