package lab.figure16;

import static raft.Role.CANDIDATE;
import static raft.Role.LEADER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import raft.Entry;
import raft.Held;
import raft.Message;
import raft.RaftServer;
import raft.Role;
import raft.Settings;
import raft.Storage;

/**
 * A server that survives the leader, and what a node does around it: ticks,
 * forces its disk, asks its peers. Whatever happens to it is an {@link #act},
 * and each ends in a look for what is to be done next.
 */
final class Survivor {
  private record Parcel(Held<? extends Message> held, Consumer<Message> send) {}

  private static final String LEADER_ID = "n1";

  private final Trial trial;
  private final String id;
  private final Disk disk;
  private final RaftServer server;

  private long ticked; // time up to which it has been given its ticks
  private long wakeTime = Long.MAX_VALUE; // the next look at the clock
  private final List<Parcel> parcels = new ArrayList<>(); // wait for the disk

  private final List<Survivor> peers = new ArrayList<>();

  // For each peer the term in which it was last asked, until it answers.
  private final Map<String, Long> asked = new TreeMap<>();

  /** It has voted for the leader, and has the first so many of its entries. */
  Survivor(Trial trial, String id, int logLength, Settings settings,
      Random random) {
    this.trial = trial;
    this.id = id;
    List<Entry> log = Collections.nCopies(logLength, Entry.noOp(Trial.TERM));
    disk = new Disk(new Storage.Saved(Trial.TERM, LEADER_ID, log));
    server = new RaftServer(id, Trial.CLUSTER, settings, disk, new Idle(),
        Silence.INSTANCE, random);
  }

  /** Before anything else, and once. */
  void connect(List<Survivor> all) {
    for (Survivor each : all) if (each != this) peers.add(each);
  }

  // ---- How it does things ----------------------------------------------

  private void act(Runnable step) {
    long now = trial.now();
    if (now > ticked) server.tick((int) (now - ticked));
    ticked = now;
    step.run();
    attend();
  }

  private void attend() {
    Role role = server.status().role();
    if (role == LEADER) {
      trial.elected(id);
      return;
    }
    if (disk.isReady()) {
      trial.after(disk.begin(id, trial.conditions()), () -> act(this::forced));
    }
    if (role == CANDIDATE) peers.forEach(this::ask);
    planToWake();
  }

  private void planToWake() {
    int due = server.ticksLeft();
    if (due == Integer.MAX_VALUE) return; // its disk owes something first
    long time = ticked + due;
    if (time == wakeTime) return;
    wakeTime = time;
    trial.after(due, () -> {
      if (wakeTime == time) act(() -> {});
    });
  }

  // ---- Its disk --------------------------------------------------------

  private void forced() {
    long position = disk.end();
    List<Parcel> free = parcels.stream()
        .filter(parcel -> disk.has(parcel.held().position())).toList();
    parcels.removeAll(free);
    free.forEach(this::send);
    server.durable(position);
  }

  private void dispatch(Parcel parcel) {
    if (disk.has(parcel.held().position())) send(parcel);
    else parcels.add(parcel);
  }

  private void send(Parcel parcel) {
    parcel.send().accept(disk.release(parcel.held()));
  }

  // ---- Its peers -------------------------------------------------------

  private void ask(Survivor peer) {
    long term = server.status().term();
    long last = asked.getOrDefault(peer.id, 0L);
    if (last == term || last > 0 && trial.conditions().patientLinks()) return;
    Held<Message.Request> request = server.nextRequest(peer.id).orElse(null);
    if (request == null) return;
    asked.put(peer.id, term);
    dispatch(new Parcel(request, message -> trial.carry(
        () -> peer.receive((Message.Request) message, this))));
  }

  private void receive(Message.Request request, Survivor from) {
    act(() -> dispatch(new Parcel(server.handle(request),
        reply -> trial.carry(
            () -> from.answered(this, request, (Message.Reply) reply)))));
  }

  private void answered(Survivor peer, Message.Request request,
      Message.Reply reply) {
    // The answer to an older election finds nobody who still waits for it.
    if (asked.getOrDefault(peer.id, 0L) != request.term()) return;
    asked.remove(peer.id);
    act(() -> server.handleReply(peer.id, request, reply));
  }

  /** The leader's last heartbeat arrives. It will hear no answer. */
  void hear(Message.Request heartbeat) {
    act(() -> server.handle(heartbeat));
  }
}
