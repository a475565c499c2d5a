package raft;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a server finds when it comes up, and what it becomes then. Reads as a
 * sentence: {@code server("n1").of(5).inTerm(3).withLog("112").starts()}.
 *
 * <p>The servers are n1, n2, n3 and so on; the election timeout is always the
 * same, so that a test can count ticks; and a new leader appends no no-op, as
 * in Figure 2: all three unless something else is said.
 */
final class Given {
  static final int HEARTBEAT = 5;
  static final int TIMEOUT = 20;

  private final String id;
  private int size = 3;
  private boolean newcomer;
  private Storage.Saved saved = new Storage.Saved(0, null, List.of());
  private Settings settings =
      new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, 100, 1_000_000, false);
  private Random random = new Random(1);
  private StateMachine machine = new Listing();
  private Recorder trace = new Recorder();
  private MemorySnapshots snapshots = new MemorySnapshots();

  private Given(String id) {
    this.id = id;
  }

  static Given server(String id) {
    return new Given(id);
  }

  /** How many servers the cluster has. */
  Given of(int size) {
    this.size = size;
    return this;
  }

  /** It was not there at the beginning, and waits to be told of others. */
  Given isNewcomer() {
    newcomer = true;
    return this;
  }

  /** A server that hears its leader disregards candidates (MC6). */
  Given withStickiness() {
    return with(new Settings.Calm(true, false, false));
  }

  /** Who would start an election asks first (PV). */
  Given withPreVote() {
    return with(new Settings.Calm(false, true, false));
  }

  /** A leader that no majority answers steps down (CQ1). */
  Given withCheckQuorum() {
    return with(new Settings.Calm(false, false, true));
  }

  Given with(Settings.Calm calm) {
    return withSettings(new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, 100,
        1_000_000, false, Settings.APPLY_ENTRIES, Settings.UNCOMMITTED_BYTES,
        Settings.Snapshotting.OFF, calm));
  }

  Given inTerm(long term) {
    return withSaved(new Storage.Saved(term, null, saved.entries()));
  }

  Given votedFor(String candidate) {
    return withSaved(new Storage.Saved(saved.currentTerm(), candidate,
        saved.entries()));
  }

  /** A digit for each entry, its term; the server's own term is no lower. */
  Given withLog(String terms) {
    List<Entry> log = Logs.entries(terms);
    long last = log.isEmpty() ? 0 : log.get(log.size() - 1).term();
    return withSaved(new Storage.Saved(Math.max(last, saved.currentTerm()),
        saved.votedFor(), log));
  }

  Given withSaved(Storage.Saved saved) {
    this.saved = saved;
    return this;
  }

  /** The snapshot files that there are. */
  Given with(MemorySnapshots snapshots) {
    this.snapshots = snapshots;
    return this;
  }

  /** A new leader appends a no-op (§8). */
  Given withNoOp() {
    return withSettings(new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, 100,
        1_000_000, true));
  }

  /** No message carries more entries than this, nor more bytes. */
  Given withBatches(int entries, int bytes) {
    return withSettings(new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, entries,
        bytes, false));
  }

  /** So many entries in one step at most. */
  Given applies(int entries) {
    return withSettings(new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, 100,
        1_000_000, false, entries, Settings.UNCOMMITTED_BYTES,
        Settings.Snapshotting.OFF));
  }

  /** So many bytes that are not committed at most, one command apart. */
  Given holdsBack(int bytes) {
    return withSettings(new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, 100,
        1_000_000, false, Settings.APPLY_ENTRIES, bytes,
        Settings.Snapshotting.OFF));
  }

  /** A snapshot every so many entries, of which some stay in memory. */
  Given snapshots(int entries, int keptEntries, int chunkBytes) {
    return withSettings(new Settings(HEARTBEAT, TIMEOUT, TIMEOUT, 100,
        1_000_000, false, Settings.APPLY_ENTRIES, Settings.UNCOMMITTED_BYTES,
        new Settings.Snapshotting(entries, 0, keptEntries, 1 << 24,
            chunkBytes)));
  }

  /**
   * Election timeouts are drawn from this interval, with this luck. Servers
   * share one Random: those of neighbouring seeds begin with the same draw.
   */
  Given withTimeouts(int min, int max, Random random) {
    this.random = random;
    return withSettings(new Settings(HEARTBEAT, min, max, 100, 1_000_000,
        false));
  }

  Given withSettings(Settings settings) {
    this.settings = settings;
    return this;
  }

  Given withMachine(StateMachine machine) {
    this.machine = machine;
    return this;
  }

  Given withTrace(Recorder trace) {
    this.trace = trace;
    return this;
  }

  /** Comes up, and is a follower that knows no leader. */
  Bench starts() {
    MemoryStorage storage = new MemoryStorage(saved, snapshots);
    Configuration initial =
        newcomer ? Configuration.UNKNOWN : new Configuration(ids());
    RaftServer server = new RaftServer(id, initial, settings, storage, machine,
        trace, random);
    return new Bench(id, peers(), server, storage, machine, trace, this);
  }

  /** Comes up, and hears from the leader of this term. */
  Bench follows(String leader, long term) {
    Bench bench = starts();
    bench.hears(Peer.peer(leader).inTerm(term).heartbeat());
    return bench;
  }

  /** Comes up, and starts the election of this term; nothing is forced yet. */
  Bench isCandidateOf(long term) {
    Bench bench = inTerm(term - 1).starts();
    bench.timesOut();
    return bench;
  }

  /** Comes up, and wins the election of this term; all of it is durable. */
  Bench leads(long term) {
    Bench bench = isCandidateOf(term);
    bench.forces();
    for (String peer : peers()) {
      if (bench.role() == Role.CANDIDATE) bench.isGrantedBy(peer);
    }
    bench.forces();
    return bench;
  }

  private List<String> ids() {
    return IntStream.rangeClosed(1, size).mapToObj(i -> "n" + i).toList();
  }

  private List<String> peers() {
    return ids().stream().filter(peer -> !peer.equals(id)).toList();
  }
}
