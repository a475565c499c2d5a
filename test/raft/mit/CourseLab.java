package raft.mit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import raft.Entry;
import raft.Role;
import raft.Status;
import raft.node.Cluster;
import raft.node.Connection;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.CountersReply;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.Hello;
import raft.node.Node;
import raft.node.RawJson;

/**
 * What the tests of MIT's course 6.5840 call {@code cfg}, with the same words,
 * on real nodes, sockets and files. Servers are numbered from 0, indexes from 1
 * (there is no no-op here, as in the course).
 *
 * <p>Where the course sleeps until something has surely happened, this waits
 * until it has. Where it sleeps to see that nothing happens, so does this.
 */
final class CourseLab implements AutoCloseable {
  /** What start() returns there, if the server believes to be the leader. */
  record Started(long index, long term) {}

  // An idle second must not cost more than 60 RPCs, so not more often.
  private static final Map<String, String> SETTINGS = Map.of("no-op", "false",
      "heartbeat", "40", "election-timeout-min", "200",
      "election-timeout-max", "400");

  private final Map<String, AppliedLog> machines = new HashMap<>();
  private final Cluster cluster;
  private final AtomicInteger serial = new AtomicInteger();
  private final ExecutorService clients = Executors.newCachedThreadPool();

  /** This many servers, all started. */
  CourseLab(int servers) {
    this(servers, Map.of());
  }

  /** With these settings too. */
  CourseLab(int servers, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    cluster = Cluster.down(servers, settings, id -> {
      machines.put(id, new AppliedLog());
      return machines.get(id);
    });
    for (int i = 0; i < servers; i++) cluster.start(id(i));
  }

  private static String id(int server) {
    return "n" + (server + 1);
  }

  private Node node(int server) {
    return cluster.node(id(server));
  }

  // ---- faults ----------------------------------------------------------

  void disconnect(int server) {
    cluster.disconnect(id(server));
  }

  void connect(int server) {
    cluster.connect(id(server));
  }

  void crash(int server) {
    cluster.stop(id(server));
  }

  /** Crashes it if it is up, and starts it with what it had stored. */
  void restart(int server) {
    if (node(server) != null) crash(server);
    cluster.start(id(server));
  }

  /** Sleeps for so many election timeouts. */
  void sleep(double timeouts) {
    Cluster.pause((int) (timeouts * cluster.config().electionTimeoutMax()));
  }

  // ---- elections -------------------------------------------------------

  /** The leader that all who are connected follow. */
  int checkOneLeader() {
    return Integer.parseInt(cluster.leader().substring(1)) - 1;
  }

  void checkNoLeader() {
    for (Node node : cluster.connected()) {
      assertNotEquals(Role.LEADER, node.status().role(), node.id());
    }
  }

  /** The term that all who are connected agree on. */
  long checkTerms() {
    List<Long> terms = cluster.connected().stream()
        .map(node -> node.status().term()).distinct().toList();
    assertEquals(1, terms.size(), "terms " + terms);
    return terms.get(0);
  }

  long term(int server) {
    return node(server).status().term();
  }

  // ---- agreement -------------------------------------------------------

  /** Gives a command to a server and does not wait; null if it refuses. */
  Started start(int server, String value) {
    String command = "{\"value\":\"%s\",\"start\":%d}"
        .formatted(value, serial.incrementAndGet());
    return start(server, new RawJson(command));
  }

  private Started start(int server, RawJson command) {
    Node node = node(server);
    CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(
        () -> isRefused(server, command), clients);
    cluster.await("the leader to log a command, or to refuse it",
        () -> refused.isDone() || find(node, command) != null);
    return find(node, command);
  }

  private static Started find(Node node, RawJson command) {
    List<Entry> log;
    long lastIndex;
    do { // until they belong together
      lastIndex = node.status().lastIndex();
      log = node.lastEntries(Integer.MAX_VALUE);
    } while (node.status().lastIndex() != lastIndex);
    for (int i = log.size() - 1; i >= 0; i--) {
      Entry entry = log.get(i);
      if (!entry.text().equals(command.text())) continue;
      return new Started(lastIndex - (log.size() - 1 - i), entry.term());
    }
    return null;
  }

  /** One client with one command; waits until the server has answered. */
  private boolean isRefused(int server, RawJson command) {
    try (Connection connection = Connection.dial(
        cluster.config().node(id(server)).client(), 1000, 1 << 20, 1000)) {
      connection.write(Hello.client(cluster.config().cluster(), id(server)));
      connection.read(1000);
      connection.write(new ClientRequest("start", command));
      Record answer = connection.read(cluster.config().requestTimeout());
      return answer instanceof ClientReply reply
          && reply.outcome().equals(ClientReply.REFUSED);
    } catch (IOException e) {
      return true; // it did not even say that
    }
  }

  /** How many servers have applied this index; all the same command. */
  int nCommitted(long index) {
    List<String> applied = machines.entrySet().stream()
        .filter(machine -> cluster.node(machine.getKey()) != null)
        .map(machine -> machine.getValue().at(index))
        .filter(Objects::nonNull).toList();
    assertTrue(applied.stream().distinct().count() <= 1,
        "committed values at " + index + " do not match: " + applied);
    return applied.size();
  }

  /** What was applied at this index; null if nobody has anything there. */
  private String committed(long index) {
    return machines.values().stream().map(machine -> machine.at(index))
        .filter(Objects::nonNull).findFirst().orElse(null);
  }

  /**
   * A complete agreement: finds the leader, gives it the command, and waits
   * until so many servers have applied it.
   *
   * @param retry whether to give it to the next leader if this one fails
   * @return the command's index
   */
  long one(String value, int expectedServers, boolean retry) {
    RawJson command = new RawJson("{\"value\":\"%s\",\"start\":%d}"
        .formatted(value, serial.incrementAndGet()));
    long deadline = System.nanoTime() + 15_000_000_000L;
    while (System.nanoTime() < deadline) {
      Started started = startSomewhere(command);
      if (started == null) {
        Cluster.pause(10);
      } else if (isAgreed(started, command, expectedServers, retry)) {
        return started.index();
      } else if (!retry) {
        break;
      }
    }
    throw new AssertionError("one(" + value + ") failed to reach agreement:\n"
        + String.join("\n", cluster.trace()));
  }

  private Started startSomewhere(RawJson command) {
    for (Node node : cluster.connected()) {
      if (node.status().role() != Role.LEADER) continue;
      int server = Integer.parseInt(node.id().substring(1)) - 1;
      Started started = start(server, command);
      if (started != null) return started;
    }
    return null;
  }

  /** Waits for two seconds, as the course does, or while there is hope. */
  private boolean isAgreed(Started started, RawJson command,
      int expectedServers, boolean retry) {
    long deadline = System.nanoTime() + 2_000_000_000L;
    while (System.nanoTime() < deadline) {
      boolean enough = nCommitted(started.index()) >= expectedServers;
      if (enough) return command.text().equals(committed(started.index()));
      if (retry && isOverruled(started, command)) return false;
      Cluster.pause(1);
    }
    return false;
  }

  /** Whether a newer leader does not know of it: then it is lost. */
  private boolean isOverruled(Started started, RawJson command) {
    return cluster.connected().stream().anyMatch(node -> {
      Status status = node.status();
      return status.role() == Role.LEADER && status.term() > started.term()
          && find(node, command) == null;
    });
  }

  /**
   * Waits until so many servers have applied this index.
   *
   * @param startTerm gives up when somebody is beyond it, unless it is -1
   * @return the command, or null if the term has moved on
   */
  String wait(long index, int expectedServers, long startTerm) {
    cluster.await(expectedServers + " servers to apply " + index,
        () -> nCommitted(index) >= expectedServers
            || startTerm != -1 && isBeyond(startTerm));
    return nCommitted(index) >= expectedServers ? committed(index) : null;
  }

  private boolean isBeyond(long term) {
    return cluster.nodes().stream()
        .anyMatch(node -> node.status().term() > term);
  }

  // ---- counting --------------------------------------------------------

  /** RequestVote and AppendEntries RPCs, of all servers. */
  long rpcs() {
    return sum(counters -> counters.requests());
  }

  /** Bytes of requests and replies, of all servers. */
  long bytes() {
    return sum(counters -> counters.peerBytes());
  }

  private long sum(ToLongFunction<CountersReply> count) {
    return cluster.nodes().stream()
        .map(node -> node.counters(new CountersRequest("count")))
        .mapToLong(count).sum();
  }

  /** How often a leader had to step back in a follower's log. */
  long stepsBack() {
    return traced("| tries n");
  }

  /** How many lines of the trace say that. */
  long traced(String words) {
    return cluster.trace().stream().filter(line -> line.contains(words))
        .count();
  }

  /**
   * LogSize: no server's log files have more bytes than this. One that is cut
   * off does not hear what is committed, so it may wait with its snapshot.
   */
  void checkLogSize(long most) {
    cluster.await("all logs to have at most " + most + " bytes",
        () -> logSize() <= most);
  }

  private long logSize() {
    return cluster.connected().stream().mapToLong(node -> {
      try (Stream<Path> files = Files.list(cluster.data(node.id()))) {
        return files.filter(file -> file.getFileName().toString()
            .matches("log.*[.]jsonl")).mapToLong(file -> file.toFile().length())
            .sum();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).max().orElse(0);
  }

  @Override public void close() {
    cluster.close();
    clients.shutdownNow();
  }
}
