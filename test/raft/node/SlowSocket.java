package raft.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntSupplier;

/**
 * A line to a node that carries so many bytes a millisecond at most, and brings
 * its answers late. Whoever dials its port is connected with the node.
 */
final class SlowSocket implements AutoCloseable {
  private static final int PIECE = 2048; // bytes

  private final ServerSocket listening = FreePorts.listen(0, 50);
  private final InetSocketAddress target;
  private final int bytesPerMillisecond;
  private volatile int answersLate; // milliseconds
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  SlowSocket(InetSocketAddress target, int bytesPerMillisecond)
      throws IOException {
    this.target = target;
    this.bytesPerMillisecond = bytesPerMillisecond;
    start("accept", this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", listening.getLocalPort());
  }

  /** From now on answers are late by so many milliseconds. */
  void bringsAnswersLate(int millis) {
    answersLate = millis;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread = new Thread(() -> {
      try {
        work.run();
      } catch (IOException e) {
        // One side closed; the other hears of it.
      }
    }, "line " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket near = listening.accept();
      try {
        connect(near, new Socket(target.getAddress(), target.getPort()));
      } catch (ConnectException e) {
        near.close(); // the node is down
      }
    }
  }

  private void connect(Socket near, Socket far) throws IOException {
    far.setTcpNoDelay(true);
    near.setTcpNoDelay(true);
    sockets.addAll(List.of(near, far));
    start("there", () -> carry(near, far, bytesPerMillisecond, () -> 0));
    start("back", () -> carry(far, near, 1 << 20, () -> answersLate));
  }

  private record LateBytes(byte[] bytes, long due) {}

  private static void carry(Socket from, Socket to, int rate,
      IntSupplier late) throws IOException {
    BlockingQueue<LateBytes> underWay = new LinkedBlockingQueue<>();
    start("end", () -> deliver(underWay, to));
    try (from; to) {
      InputStream in = from.getInputStream();
      byte[] piece = new byte[PIECE];
      long free = 0; // when the line has carried all that came so far
      while (true) {
        int length = in.read(piece);
        long due = System.nanoTime() + late.getAsInt() * 1_000_000L;
        free = Math.max(free, System.nanoTime())
            + Math.max(0, length) * 1_000_000L / rate;
        pauseUntil(free);
        underWay.add(new LateBytes(
            Arrays.copyOf(piece, Math.max(0, length)), due));
        if (length < 0) return;
      }
    }
  }

  /** Each piece when it is due; an empty one is the last. */
  private static void deliver(BlockingQueue<LateBytes> underWay, Socket to)
      throws IOException {
    OutputStream out = to.getOutputStream();
    LateBytes piece = next(underWay);
    for (; piece.bytes.length > 0; piece = next(underWay)) {
      pauseUntil(piece.due);
      out.write(piece.bytes);
    }
  }

  private static void pauseUntil(long nanos) {
    long left = (nanos - System.nanoTime()) / 1_000_000;
    Cluster.pause((int) Math.max(0, left));
  }

  private static LateBytes next(BlockingQueue<LateBytes> underWay) {
    try {
      return underWay.take();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts it", e);
    }
  }

  @Override public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) socket.close();
  }
}
