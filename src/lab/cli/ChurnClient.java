package lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;

/**
 * One of the clients of a churn, in a thread of its own: appends its tokens,
 * one after the other, to values that all share, and now and then reads one,
 * sometimes from one node that it names. A call of unknown outcome is made
 * again, with the same serial, until its outcome is known.
 */
final class ChurnClient extends Thread {
  private static final int TRY_MILLIS = 2000;
  private static final int MOST_IDLE_MILLIS = 10;
  private static final int READS_ONE_IN = 5;
  private static final int READS_AT_A_NODE_ONE_IN = 2;

  // Each key takes this many tokens of each client, then come new keys: values
  // have a greatest length.
  private static final int TOKENS_A_ROUND = 200;
  private static final int KEYS_A_ROUND = 4;

  private final ClusterConfig config;
  private final Random random;
  private final ChurnStatistics statistics;
  private final ChurnReads reads; // of all clients
  private KvClient client; // this thread only

  private volatile boolean stopping;
  private volatile boolean givingUp;

  // Guarded by themselves; read when this thread has ended, or will not.
  private final List<ChurnAudit.Append> appends = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  /** @param name of its session, and the beginning of its tokens */
  ChurnClient(ClusterConfig config, String name, Random random,
      ChurnStatistics statistics, ChurnReads reads) {
    super(name);
    this.reads = reads;
    this.config = config;
    this.random = random;
    this.statistics = statistics;
    client = new KvClient(config, TRY_MILLIS, name, 1);
    setDaemon(true);
  }

  @Override public void run() {
    try {
      while (!stopping) {
        appendNext();
        sleep(random.nextInt(MOST_IDLE_MILLIS));
      }
    } catch (InterruptedException e) {
      interrupt();
    } catch (RuntimeException e) {
      violation(getName() + " failed: " + e);
    } finally {
      client.close();
    }
  }

  private void appendNext() {
    int number = 1 + appended();
    String key = "round-" + number / TOKENS_A_ROUND + "-"
        + random.nextInt(KEYS_A_ROUND);
    String token = getName() + "-" + number + ";";
    boolean done = append(key, token);
    synchronized (appends) {
      appends.add(new ChurnAudit.Append(getName(), key, token, done));
    }
    if (!done) return;
    reads.append(key, token);
    if (random.nextInt(READS_ONE_IN) == 0) read(key);
  }

  /** By a read index, at any node; a node that is down does not answer. */
  private void read(String key) {
    String node = random.nextInt(READS_AT_A_NODE_ONE_IN) > 0 ? null
        : config.nodes().get(random.nextInt(config.nodes().size())).id();
    ChurnReads.ExpectedValue expected = reads.begin(key);
    String value;
    try (KvClient reader = new KvClient(config, TRY_MILLIS)) {
      value = reader.reads(KvClient.Reads.INDEX, node).get(key).orElse("");
    } catch (NothingDoneException e) {
      statistics.unanswered();
      return;
    }
    statistics.read();
    String lack = expected.lackOf(value);
    reads.end(key, value);
    if (lack == null) return;
    violation("%s read %s %s without %s, which was there before".formatted(
        getName(), key, node == null ? "somewhere" : "at " + node, lack));
  }

  private int appended() {
    synchronized (appends) {
      return appends.size();
    }
  }

  /** Appends; false if the time is over and the outcome is not known. */
  private boolean append(String key, String token) {
    try {
      insist(client -> client.append(key, token));
      statistics.append();
      return true;
    } catch (NothingDoneException | UnknownOutcomeException e) {
      violation(getName() + " never learned what became of " + token + ": "
          + e.getMessage());
      return false;
    }
  }

  private void insist(Consumer<KvClient> call) {
    while (true) {
      try {
        call.accept(client);
        return;
      } catch (NothingDoneException | UnknownOutcomeException e) {
        if (givingUp || isHopeless(e)) throw e;
        statistics.retry();
        goBackToSerial(client.nextSerial() - 1);
      }
    }
  }

  private static boolean isHopeless(RuntimeException e) {
    return e instanceof UnknownOutcomeException unknown
        && !unknown.isWorthRepeating();
  }

  private void goBackToSerial(long serial) {
    client.close();
    client = new KvClient(config, TRY_MILLIS, getName(), serial);
  }

  private void violation(String what) {
    synchronized (violations) {
      violations.add(what);
    }
  }

  // ---- for the thread that started it ----------------------------------

  /** Finishes the call that is under way, and begins no other. */
  void finish() {
    stopping = true;
  }

  /** Ends also a call whose outcome is not known yet. */
  void giveUp() {
    givingUp = true;
  }

  /** All it has asked for, in its order. */
  List<ChurnAudit.Append> appends() {
    synchronized (appends) {
      return List.copyOf(appends);
    }
  }

  /** What it found wrong by itself. */
  List<String> violations() {
    synchronized (violations) {
      return List.copyOf(violations);
    }
  }
}
