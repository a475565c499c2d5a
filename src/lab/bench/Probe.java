package lab.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import raft.node.ClientReply;
import raft.node.ClientRequest;
import raft.node.Connection;
import raft.node.RawJson;

/**
 * What the parts of a put cost here and now, each measured alone, while nothing
 * else is going on. Microseconds; each is the median of many.
 *
 * @param roundTrip a request there and a reply back over a loopback socket, in
 *                  the frames of a put, to a thread that only echoes
 * @param force     a line of the log written to a file, and forced
 * @param handOver  one thread wakes another through a monitor
 */
public record Probe(double roundTrip, double force, double handOver) {
  private static final int TIMES = 500;
  private static final int WARM_UP = 2000;
  private static final int MOST_BYTES = 1 << 23;
  private static final int MILLIS = 10_000;

  // Of a log line and of the line before it, which says what was forced.
  private static final int LINE_BYTES = 170;

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Measures, for about a second.
   *
   * @param directory on the disk that counts; a file comes there and goes
   */
  public static Probe take(Path directory, int valueBytes)
      throws IOException, InterruptedException {
    return new Probe(calling(valueBytes), forcing(directory, valueBytes),
        handingOver());
  }

  /** Two round trips, one force and four hand-overs: what a put must take. */
  public double limit() {
    return 2 * roundTrip + force + 4 * handOver;
  }

  private static double median(int warmUp, Step step)
      throws IOException, InterruptedException {
    for (int i = 0; i < warmUp; i++) step.run();
    long[] nanos = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      step.run();
      nanos[i] = System.nanoTime() - start;
    }
    return new Latencies(nanos).micros(50);
  }

  // ---- a round trip ----------------------------------------------------

  private static double calling(int valueBytes)
      throws IOException, InterruptedException {
    ClientRequest request = new ClientRequest("client-1001-4", new RawJson(
        "{\"client\":\"client-1001\",\"serial\":4,\"op\":\"put\",\"key\":\""
        + LoadClient.key(1) + "\",\"value\":\"" + "v".repeat(valueBytes)
        + "\"}"));
    try (ServerSocket listening = new ServerSocket(0, 1,
            InetAddress.getLoopbackAddress());
        Connection caller = Connection.dial(
            (InetSocketAddress) listening.getLocalSocketAddress(), MILLIS,
            MOST_BYTES, MILLIS);
        Connection called =
            new Connection(listening.accept(), MOST_BYTES, MILLIS)) {
      Thread echo = new Thread(() -> echo(called), "echo");
      echo.setDaemon(true);
      echo.start();
      return median(WARM_UP, () -> {
        caller.write(request);
        caller.read(MILLIS);
      });
    }
  }

  private static void echo(Connection connection) {
    ClientReply reply = new ClientReply("client-1001-4", ClientReply.APPLIED,
        new RawJson("{\"status\":\"ok\"}"), null, null);
    try {
      while (connection.read(Connection.FOREVER) != null) {
        connection.write(reply);
      }
    } catch (IOException e) {
      // The other side has measured enough and closed both ends.
    }
  }

  // ---- a force ---------------------------------------------------------

  private static double forcing(Path directory, int valueBytes)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(directory, "raft-bench-", ".jsonl");
    ByteBuffer line = ByteBuffer.allocate(LINE_BYTES + valueBytes);
    try (FileChannel channel = FileChannel.open(file,
        StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      return median(0, () -> {
        channel.write(line.rewind());
        channel.force(false);
      });
    }
  }

  // ---- a hand-over -----------------------------------------------------

  /** A thread and another one hand a turn to and fro: two hand-overs. */
  private static double handingOver() throws IOException, InterruptedException {
    Turn turn = new Turn();
    Thread other = new Thread(turn::giveBack, "hand-over");
    other.setDaemon(true);
    other.start();
    double both = median(WARM_UP, turn::give);
    other.interrupt();
    other.join();
    return both / 2;
  }

  private static final class Turn {
    private boolean given; // guarded by this object's monitor

    synchronized void give() throws InterruptedException {
      given = true;
      notifyAll();
      while (given) wait();
    }

    synchronized void giveBack() {
      try {
        while (true) {
          while (!given) wait();
          given = false;
          notifyAll();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // enough was measured
      }
    }
  }
}
