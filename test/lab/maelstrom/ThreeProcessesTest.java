package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.CommandProcess;

/** Three real processes, killed for real; the test is their Maelstrom. */
class ThreeProcessesTest {
  private static final List<String> IDS = List.of("n1", "n2", "n3");
  private static final int CLIENTS = 8;
  private static final int KEYS_AT_A_TIME = 2;
  private static final int OPERATIONS_A_KEY = 50;

  @TempDir Path folder;
  private final long seed = System.nanoTime();
  private final UnkindNetwork network = new UnkindNetwork(seed);
  private final Map<String, RealProcess> processes = new TreeMap<>();
  private final History history = new History();
  private final AtomicInteger operations = new AtomicInteger();
  private final Map<Integer, String> lastWritten = new ConcurrentHashMap<>();
  private volatile boolean over;

  @AfterEach void stop() {
    over = true;
    for (RealProcess process : processes.values()) process.kill();
    network.close();
  }

  // ---- The processes ----------------------------------------------------

  private void start(String id) throws Exception {
    RealProcess process = RealProcess.start(folder, Map.of(), network::post,
        "--data", folder.resolve("data").toString(), "--heartbeat", "50",
        "--election-timeout-min", "250", "--election-timeout-max", "500",
        "--reply-timeout", "100", "--request-timeout", "500");
    processes.put(id, process);
    network.attach(id, process::write);
    network.attach("c0", line -> {});
    process.write(new MaelstromMessage("c0", id,
        OneNode.json("{'type':'init','msg_id':1,"
        + "'node_id':'%s','node_ids':['n1','n2','n3']}".formatted(id)))
        .toString());
  }

  private void startAll() throws Exception {
    for (String id : IDS) start(id);
    NetworkClient client = new NetworkClient("c9", network);
    for (String id : IDS) insist(client, id, "{'type':'read','key':'up?'}");
  }

  private void isolateTheLeader() throws Exception {
    Thread.sleep(500);
    network.isolate(network.leader());
    Thread.sleep(900);
    network.heal();
  }

  private void killTheLeader() throws Exception {
    Thread.sleep(700);
    String leader = network.leader();
    processes.get(leader).kill();
    Thread.sleep(600);
    start(leader);
    Thread.sleep(900);
  }

  // ---- The clients -----------------------------------------------------

  private Thread startClient(int number) {
    NetworkClient client = new NetworkClient("c" + number, network);
    Random random = new Random(seed + number);
    Thread thread = new Thread(() -> work(client, random), "client " + number);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void work(NetworkClient client, Random random) {
    try {
      while (!over) {
        String node = IDS.get(random.nextInt(IDS.size()));
        JsonObject answer = call(client, node, request(random));
        if (answer == null || answer.has("code")) Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A few keys at a time, and new ones before their histories grow long. No
   * value is written twice, so that what happens twice can be seen.
   */
  private JsonObject request(Random random) {
    int number = operations.incrementAndGet();
    int key = number / (KEYS_AT_A_TIME * OPERATIONS_A_KEY) * KEYS_AT_A_TIME
        + random.nextInt(KEYS_AT_A_TIME);
    String value = "{'b':[%d,null],'a':1.50}".formatted(number);
    return OneNode.json(switch (random.nextInt(3)) {
      case 0 -> "{'type':'read','key':%d}".formatted(key);
      case 1 -> "{'type':'write','key':%d,'value':%s}".formatted(key,
          write(key, value));
      default -> "{'type':'cas','key':%d,'from':%s,'to':%s}".formatted(key,
          lastWritten.getOrDefault(key, "null"), write(key, value));
    });
  }

  private String write(int key, String value) {
    lastWritten.put(key, value);
    return value;
  }

  private JsonObject call(NetworkClient client, String node,
      JsonObject request) throws InterruptedException {
    long begin = history.begin();
    JsonObject answer = client.ask(node, request);
    history.end(begin, request, answer);
    return answer;
  }

  /** Asks one node until it knows, within a minute. */
  private void insist(NetworkClient client, String node, String request)
      throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    JsonObject answer = null;
    while (answer == null || answer.has("code")
        && answer.get("code").getAsInt() < 20) {
      assertTrue(System.nanoTime() < deadline,
          node + " answers " + answer + ", seed " + seed + "\n" + stderr());
      answer = call(client, node, OneNode.json(request));
    }
  }

  private void readEveryKey() throws InterruptedException {
    NetworkClient client = new NetworkClient("c8", network);
    int turn = 0;
    for (String key : history.keys()) {
      String node = IDS.get(turn++ % IDS.size());
      insist(client, node, "{'type':'read','key':" + key + "}");
    }
  }

  private String stderr() {
    try {
      return Files.readString(folder.resolve("stderr"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  // ---- The judgement ---------------------------------------------------

  @Test void historyIsLinearizableWhateverTheNetworkDoesAndWhoDies()
      throws Exception {
    startAll();
    List<Thread> clients = new ArrayList<>();
    for (int i = 1; i <= CLIENTS; i++) clients.add(startClient(i));

    isolateTheLeader();
    killTheLeader();
    boolean enough = CommandProcess.comesTrue(this::hasEnoughOfEach);
    over = true;
    for (Thread client : clients) client.join();
    for (RealProcess process : processes.values()) process.kill();
    startAll();
    readEveryKey();

    for (String key : history.notLinearizable()) {
      fail("seed " + seed + ", key " + key + " is in no order:\n"
          + history.about(key) + stderr());
    }
    assertTrue(enough, history.toString());
  }

  /** On a busy machine that may take longer than the faults do. */
  private boolean hasEnoughOfEach() {
    return Stream.of("write_ok", "read_ok", "cas_ok", "22")
        .allMatch(result -> history.count(result) >= 5);
  }
}
