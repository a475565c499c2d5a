package lab.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import raft.client.KvClient;
import raft.node.ClusterConfig;

/** All clients of a workload at work, from the constructor to {@link #stop}. */
public final class Load {
  private final List<LoadClient> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();

  /** Starts them; if they are to read, the store is filled first. */
  public Load(ClusterConfig config, Workload workload) {
    if (workload.mix().hasReads()) fill(config, workload);
    for (int i = 1; i <= workload.clients(); i++) {
      LoadClient client = new LoadClient(i, config, workload, answered);
      Thread thread = new Thread(client, "client " + i);
      thread.setDaemon(true);
      clients.add(client);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** So that reads find something. */
  private static void fill(ClusterConfig config, Workload workload) {
    fill(config, workload, 0, 1, count -> {});
  }

  /**
   * Puts the keys first, first + step, first + 2 * step and so on, so that
   * several clients can share the work.
   *
   * @param progress hears after each key how many this one has put
   */
  public static void fill(ClusterConfig config, Workload workload, int first,
      int step, IntConsumer progress) {
    try (KvClient client = new KvClient(config, 30_000)) {
      String value = "v".repeat(workload.valueBytes());
      int count = 0;
      for (int i = first; i < workload.keys(); i += step) {
        client.put(LoadClient.key(i), value);
        progress.accept(++count);
      }
    }
  }

  /** How many calls were answered so far. */
  public long answered() {
    return answered.get();
  }

  /** Lets each client finish its call, and waits for that. */
  public void stop() throws InterruptedException {
    clients.forEach(LoadClient::stop);
    for (Thread thread : threads) thread.join();
  }

  // ---- after the end ---------------------------------------------------

  /** Of the calls that were answered from one moment to another. */
  public Latencies between(long from, long to) {
    return new Latencies(calls().map(calls -> calls.between(from, to))
        .flatMapToLong(Arrays::stream).toArray());
  }

  /** When the first call was answered that began after this moment. */
  public OptionalLong firstAnswerAfter(long moment) {
    return calls().map(calls -> calls.firstAnswerAfter(moment))
        .flatMapToLong(OptionalLong::stream).min();
  }

  /** The longest time in which no client had an answer, in nanoseconds. */
  public long longestGapOfAll(long from, long to) {
    return AnsweredCalls.longestGap(calls().flatMapToLong(calls ->
        calls.answers(from, to)).sorted(), from, to);
  }

  /** The longest time that a client had no answer, in nanoseconds. */
  public long longestGap(long from, long to) {
    return calls().mapToLong(calls -> calls.longestGap(from, to)).max()
        .orElse(0);
  }

  private Stream<AnsweredCalls> calls() {
    return clients.stream().map(LoadClient::calls);
  }

  /** Calls that no node took, from the start to the end. */
  public long failed() {
    return clients.stream().mapToLong(LoadClient::failed).sum();
  }

  /** Calls that may or may not have happened, from the start to the end. */
  public long unknown() {
    return clients.stream().mapToLong(LoadClient::unknown).sum();
  }
}
