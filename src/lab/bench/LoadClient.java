package lab.bench;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;

/**
 * One client: the same client library that users get, in a thread of its own,
 * called again and again until it is told to stop.
 */
final class LoadClient implements Runnable {
  private static final int MILLIS = 5000; // for each call

  private final KvClient client;
  private final Workload workload;
  private final AtomicLong answered;
  private final Random random;
  private final String value;
  private final AnsweredCalls calls = new AnsweredCalls();
  private volatile boolean stopped;

  // Only grow; read when the thread has ended.
  private long failed;
  private long unknown;

  /** @param answered counts the calls of all clients */
  LoadClient(int number, ClusterConfig config, Workload workload,
      AtomicLong answered) {
    this.workload = workload;
    this.answered = answered;
    client = workload.mix().client(config, MILLIS);
    random = new Random(number);
    value = "v".repeat(workload.valueBytes());
  }

  @Override public void run() {
    try (client) {
      while (!stopped) {
        call();
        LockSupport.parkNanos(workload.pauseMillis() * 1_000_000L);
      }
    }
  }

  private void call() {
    long start = System.nanoTime();
    try {
      if (workload.mix().nextIsRead(random)) client.get(randomKey());
      else client.put(randomKey(), value);
      calls.add(start, System.nanoTime());
      answered.incrementAndGet();
    } catch (NothingDoneException | RefusedCommandException e) {
      failed++;
    } catch (UnknownOutcomeException e) {
      unknown++;
    }
  }

  private String randomKey() {
    return key(random.nextInt(workload.keys()));
  }

  /** 16 bytes. */
  static String key(int number) {
    return "key-%012d".formatted(number);
  }

  void stop() {
    stopped = true;
  }

  AnsweredCalls calls() {
    return calls;
  }

  long failed() {
    return failed;
  }

  long unknown() {
    return unknown;
  }
}
