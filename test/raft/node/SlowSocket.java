package raft.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
      Socket far = new Socket(target.getAddress(), target.getPort());
      far.setTcpNoDelay(true);
      near.setTcpNoDelay(true);
      sockets.addAll(List.of(near, far));
      start("there", () -> carry(near, far, bytesPerMillisecond, () -> 0));
      start("back", () -> carry(far, near, 1 << 20, () -> answersLate));
    }
  }

  /** What comes while a piece waits goes along with the next one. */
  private static void carry(Socket from, Socket to, int rate,
      IntSupplier late) throws IOException {
    try (from; to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      while (true) {
        int length = in.read(piece);
        if (length < 0) return;
        Cluster.pause(late.getAsInt() + length / rate);
        out.write(piece, 0, length);
      }
    }
  }

  @Override public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) socket.close();
  }
}
