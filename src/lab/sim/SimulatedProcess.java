package lab.sim;

import static raft.Role.LEADER;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import raft.Configuration;
import raft.Entry;
import raft.Held;
import raft.Members;
import raft.Message;
import raft.RaftServer;
import raft.RequestReadIndex;
import raft.Server;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.Status;
import raft.Trace;
import raft.TraceLine;
import lab.check.AppliedCommand;
import lab.check.Checkers;
import lab.check.LogView;
import lab.check.ServerView;

/**
 * The process of one node with its server, and the disk that outlives it. Each
 * method that does something is one step. The caller decides what happens next,
 * so there may be a crash between any two steps.
 *
 * <p>After each step the process looks at its server and tells the checkers
 * what changed. Its copy of the log follows what the disk is given, so that the
 * server's log is not read again at each step.
 */
public final class SimulatedProcess implements ServerView {
  private final SimulatedCluster cluster;
  private final Setup setup;
  private final String id;
  private final int number;
  private final VirtualDisk disk;

  // The process. The first is life 1.
  private int life;
  private boolean up;
  private RaftServer server;
  private Application application;
  private final List<Runnable> changes = new ArrayList<>(); // of log, this step
  private SnapshotThread snapshotThread;
  private final ProcessClients clients = new ProcessClients(this);
  private final Deque<Packet> laterReplies = new ArrayDeque<>();

  // As checkers and pictures see it.
  private Status status;
  private Status before;
  private Configuration configuration;
  private Configuration configurationBefore;
  private final SimulatedLog log = new SimulatedLog();
  private final List<TraceLine> lines = new ArrayList<>();
  private List<Entry> recordedLog = List.of();

  SimulatedProcess(SimulatedCluster cluster, Setup setup, String id,
      int number) {
    this.cluster = cluster;
    this.setup = setup;
    this.id = id;
    this.number = number;
    disk = new VirtualDisk(setup.diskCapacity(), new VirtualDisk.LogWatcher() {
      @Override public void appended(Entry entry, long index) {
        changes.add(() -> follow(index, entry));
      }

      @Override public void installed(SnapshotMetadata snapshot) {
        changes.add(() -> followInstalled(snapshot));
      }
    });
  }

  // ---- The process comes and goes --------------------------------------

  public void start() {
    step(EventKind.START, null, "", () -> {
      life++;
      up = true;
      application = new Application();
      server = new RaftServer(id, setup.initial(id), setup.settings(),
          disk, application, new Tracer(), setup.random(number, life));
      snapshotThread = new SnapshotThread(server, disk);
      status = server.status();
      log.replaceBy(disk.durableLog());
      checkers().started(this);
      return null;
    });
  }

  /**
   * The process ends.
   *
   * @param how  a crash of some kind
   * @param kept how many of the writes that were not forced stay on the disk
   */
  public void crash(EventKind how, int kept) {
    step(how, null, "with " + kept + " of " + disk.unforced() + " writes kept",
        () -> {
          up = false;
          server = null;
          disk.crash(kept);
          clients.clear();
          laterReplies.clear();
          checkers().stored(this);
          return null;
        });
  }

  /** Its disk has failed: outcomes are unknown to the clients, and it ends. */
  public void breakDown(String why) {
    step(EventKind.BREAK, null, why, () -> {
      server.close(why);
      up = false;
      server = null;
      disk.crash(0);
      checkers().stored(this);
      return null;
    });
    while (clients.oweAnswers()) clients.answer();
  }

  // ---- Its server is called --------------------------------------------

  /** Ticks pass, and with the last of them something is due. */
  public void tick(int ticks) {
    call(EventKind.TICK, null, "", () -> server.tick(ticks));
  }

  /** Ticks pass before anything is due; that is no event. */
  public void idle(int ticks) {
    server.tick(ticks);
  }

  public int ticksUntilDue() {
    return up ? server.ticksLeft() : Integer.MAX_VALUE;
  }

  public void timeout() {
    call(EventKind.TIMEOUT, null, "", server::timeout);
  }

  /** The request that is due to this peer, held; null if none is. */
  public Packet ask(SimulatedProcess peer) {
    Held<Message.Request> held = nextRequest(peer.id);
    if (held == null) return null;
    Packet packet = cluster.packet(this, peer, held, null);
    if (!packet.mayLeave()) call(EventKind.ASK, packet, "", () -> {});
    return packet;
  }

  private Held<Message.Request> nextRequest(String peer) {
    return cluster.guarded(EventKind.ASK, this, null, () -> {
      try {
        return server.nextRequest(peer).orElse(null);
      } catch (SnapshotException e) {
        return null; // as a node's link, it asks again later
      }
    });
  }

  /**
   * A request's reply, held; null if the packet is itself a reply, or a chunk
   * that could not be stored, or if the reply is made later.
   */
  public Packet receive(Packet packet) {
    return step(EventKind.RECEIVE, packet, "", () -> {
      if (packet.message() instanceof Message.Request request) {
        return reply(packet, request);
      }
      server.handleReply(packet.from().id, packet.answered(),
          (Message.Reply) packet.message());
      return null;
    });
  }

  private Packet reply(Packet packet, Message.Request request) {
    if (request instanceof RequestReadIndex asked) {
      server.readIndex(asked).thenAccept(held -> laterReplies.add(
          cluster.packet(this, packet.from(), held, packet)));
      return null;
    }
    try {
      return cluster.packet(this, packet.from(), server.handle(request),
          packet);
    } catch (SnapshotException e) {
      return null;
    }
  }

  /** A request was not answered in time. */
  public void silence(Packet request) {
    call(EventKind.SILENCE, request, "",
        () -> server.handleNoReply(request.to().id));
  }

  /** What clients and people want of its server. */
  public ProcessClients clients() {
    return clients;
  }

  // ---- What it says leaves ---------------------------------------------

  /** The packet leaves; its position must be on disk. */
  public void send(Packet packet) {
    call(EventKind.SEND, packet, "", () -> {
      packet.open();
      checkers().spoke(this, packet.message(), packet.answered());
    });
  }

  /** A reply that was made after its request had come; null if none was. */
  public Packet laterReply() {
    return laterReplies.poll();
  }

  // ---- Its disk --------------------------------------------------------

  public void write() {
    call(EventKind.WRITE, null, "", disk::write);
  }

  public void force() {
    call(EventKind.FORCE, null, "", disk::force);
  }

  /** The server is told up to which position the disk is forced. */
  public void durable() {
    call(EventKind.DURABLE, null, "", () -> server.durable(disk.forced()));
  }

  public VirtualDisk disk() {
    return disk;
  }

  // ---- Its snapshots ---------------------------------------------------

  /** Begins the snapshot that is due; false if none is. */
  public boolean beginSnapshot() {
    if (!snapshotThread.begin()) return false;
    call(EventKind.SNAPSHOT, null, "of 1.." + snapshotThread.index(), () -> {});
    return true;
  }

  /** Writes the next lines of it, this many; false if it has no more. */
  public boolean writeSnapshot(int lines) {
    return step(EventKind.SNAPSHOT_WRITE, null, "",
        () -> snapshotThread.write(lines));
  }

  /** What was written is forced and gets its name; false if it cannot. */
  public boolean saveSnapshot() {
    return step(EventKind.SNAPSHOT_SAVE, null,
        "of 1.." + snapshotThread.index(), () -> {
          checkers().snapshot(this, snapshotThread.metadata(),
              snapshotThread.state());
          return snapshotThread.save();
        });
  }

  /** The server hears that its snapshot is durable, or cannot be. */
  public void endSnapshot() {
    call(EventKind.SNAPSHOT_END, null, "", snapshotThread::end);
  }

  /** Whether one is begun and has not ended. */
  public boolean takesSnapshot() {
    return snapshotThread.isBusy();
  }

  /** Whether there is room on its disk for more of a snapshot. */
  public void setRoomForSnapshots(boolean room) {
    disk.snapshots().setFull(!room);
  }

  /** A person wants a snapshot now. */
  public void requestSnapshot() {
    call(EventKind.SNAPSHOT_REQUEST, null, "", server::requestSnapshot);
  }

  // ---- How a step is taken ---------------------------------------------

  /** Something happened to the process or its links; the server is not told. */
  public void note(EventKind kind, Packet packet, String text) {
    call(kind, packet, text, () -> {});
  }

  void call(EventKind kind, Packet packet, String text, Runnable rules) {
    step(kind, packet, text, () -> {
      rules.run();
      return null;
    });
  }

  private <T> T step(EventKind kind, Packet packet, String text,
      Supplier<T> rules) {
    return cluster.step(kind, this, packet, text, () -> {
      before = status;
      configurationBefore = configuration;
      T result = rules.get();
      if (up) look(kind);
      return result;
    });
  }

  private void look(EventKind kind) {
    if (kind == EventKind.START) before = status;
    status = server.status();
    configuration = server.members().configuration();
    if (kind == EventKind.START) configurationBefore = configuration;
    changes.forEach(Runnable::run);
    changes.clear();
    deleteFrom(status.lastIndex() + 1);
    if (kind.mayStore()) checkers().stored(this);
    checkers().uses(this);
    if (hasChanged()) checkers().changed(this);
    if (status.role() == LEADER && kind.mayMove()) checkers().led(this);
    List<AppliedCommand> applied = application.takeApplied();
    if (!applied.isEmpty() || before.lastApplied() != status.lastApplied()) {
      checkers().applied(this, applied);
    }
  }

  /** The server appended, as its disk has heard. */
  private void follow(long index, Entry entry) {
    deleteFrom(index);
    log.append(entry);
    checkers().appended(this, index, entry);
  }

  /** The server has a leader's snapshot; this log goes on, or begins anew. */
  private void followInstalled(SnapshotMetadata snapshot) {
    long index = snapshot.lastIncludedIndex();
    if (log.contains(index, snapshot.lastIncludedTerm())) return;
    deleteFrom(index + 1);
    log.startAfter(index, snapshot.lastIncludedTerm());
    checkers().restored(this);
  }

  private void deleteFrom(long index) {
    List<Entry> deleted = log.deleteFrom(index);
    if (!deleted.isEmpty()) checkers().deleted(this, index, deleted);
  }

  Checkers checkers() {
    return cluster.checkers();
  }

  private final class Tracer implements Trace {
    @Override public boolean isOn() {
      return cluster.isRecording();
    }

    @Override public void line(TraceLine line) {
      lines.add(line);
    }
  }

  /** The lines that were traced since the last call. */
  List<TraceLine> takeLines() {
    List<TraceLine> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /**
   * The log as it stands, as a list that does not change: from index 1 on, also
   * if what a leader's snapshot covers was never in it.
   */
  List<Entry> recordedLog() {
    List<Entry> entries = log.entries();
    if (log.edge() > 0) {
      entries = new ArrayList<>(checkers().committedUpTo(log.edge()));
      entries.addAll(log.entries());
    }
    if (!recordedLog.equals(entries)) recordedLog = List.copyOf(entries);
    return recordedLog;
  }

  /** What a leader knows of its peers; empty on another server. */
  Map<String, Event.PeerIndexes> peers() {
    return leads() ? Event.PeerIndexes.of(server) : Map.of();
  }

  // ---- How it stands ---------------------------------------------------

  /** Whom it knows to belong to the cluster. */
  public Members members() {
    return server.members();
  }

  /** Whether it sends requests there, if it has any. */
  public boolean hasPeer(SimulatedProcess other) {
    return up && server.peers().stream().map(Server::id)
        .anyMatch(other.id::equals);
  }

  int number() {
    return number;
  }

  /** The server of this process; null while it is down. */
  RaftServer server() {
    return server;
  }

  /** The number of the latest event. */
  long event() {
    return cluster.event();
  }

  /** Which process this is, the first being 1. */
  int life() {
    return life;
  }

  boolean leads() {
    return up && status.role() == LEADER;
  }

  @Override public String id() {
    return id;
  }

  @Override public boolean isUp() {
    return up;
  }

  @Override public Status status() {
    return status;
  }

  @Override public Status before() {
    return before;
  }

  @Override public Configuration configuration() {
    return configuration;
  }

  @Override public Configuration configurationBefore() {
    return configurationBefore;
  }

  @Override public LogView log() {
    return log;
  }

  @Override public long durableTerm() {
    return disk.durableTerm();
  }

  @Override public String durableVote() {
    return disk.durableVote();
  }

  @Override public LogView durableLog() {
    return disk.durableLog();
  }

  @Override public long durableSnapshotIndex() {
    return disk.durableSnapshotIndex();
  }

  @Override public long matchIndex(String server) {
    return this.server.matchIndex(server);
  }

  @Override public String snapshot() {
    return application.snapshot();
  }

  @Override public String toString() {
    return id;
  }
}
