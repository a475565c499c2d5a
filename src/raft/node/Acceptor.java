package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The threads {@code n1 accept peers} and {@code n1 accept clients}: hand each
 * new socket to a thread of its own, and never wait for it.
 */
final class Acceptor implements Runnable {
  private final ServerSocket socket = new ServerSocket();
  private final Consumer<Socket> newcomer;
  private volatile boolean closed;

  /**
   * Binds.
   *
   * @throws IOException if the address is taken or not ours
   */
  Acceptor(InetSocketAddress address, Consumer<Socket> newcomer)
      throws IOException {
    this.newcomer = newcomer;
    // Without this, a restarted node would wait for its old sockets to expire.
    socket.setReuseAddress(true);
    socket.bind(address, 1024);
  }

  @Override public void run() {
    while (!closed) {
      try {
        newcomer.accept(socket.accept());
      } catch (IOException e) {
        // Closed by us, or out of descriptors: then somebody must go first.
        LockSupport.parkNanos(10_000_000L);
      }
    }
  }

  void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing can be done about it, and nobody is accepted any more.
    }
  }
}
