package raft.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import raft.text.Reason;

/**
 * The threads {@code n1 accept peers} and {@code n1 accept clients}: hand each
 * new socket on, and never wait for what becomes of it.
 */
final class Acceptor {
  private static final int BACKLOG = 1024;
  private static final int OWN_NAME_MILLIS = 10_000; // to look it up
  private static final long RETRY_NANOS = 10_000_000L;

  /** Takes over the sockets that come. */
  interface SocketHandler {
    /** @throws IOException if the socket is of no use, or there are too many */
    void take(Socket socket) throws IOException, InterruptedException;
  }

  private final InetSocketAddress address;
  private final ServerSocket listening = new ServerSocket();
  private final TracePrinter printer;
  private volatile boolean closed;

  /**
   * Binds.
   *
   * @throws IOException if the address is taken, not ours, or its host name is
   *     not known
   */
  Acceptor(InetSocketAddress address, TracePrinter printer)
      throws IOException {
    this.address = address;
    this.printer = printer;
    // Without this, a restarted node would wait for its old sockets to expire.
    listening.setReuseAddress(true);
    try {
      listening.bind(Hosts.find(address, OWN_NAME_MILLIS), BACKLOG);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
  }

  /** Runs until {@link #close}. */
  void run(SocketHandler newcomers) throws InterruptedException {
    boolean wasWell = true;
    while (!closed) {
      Throwable trouble = acceptOne(newcomers);
      if (trouble != null && wasWell && !closed) {
        printer.notice("no connection can be accepted on "
            + HostAndPort.text(address) + " now: " + Reason.of(trouble));
      }
      wasWell = trouble == null;
    }
  }

  private Throwable acceptOne(SocketHandler newcomers)
      throws InterruptedException {
    try {
      Socket socket = listening.accept();
      try {
        newcomers.take(socket);
      } catch (IOException e) {
        socket.close();
      } catch (OutOfMemoryError e) {
        socket.close();
        throw e;
      }
      return null;
    } catch (IOException | OutOfMemoryError e) {
      // Closed by us, or out of descriptors, memory or threads: then somebody
      // must go first.
      LockSupport.parkNanos(RETRY_NANOS);
      return e;
    }
  }

  void close() {
    closed = true;
    try {
      listening.close();
    } catch (IOException e) {
      // Nothing can be done about it, and no connection is accepted now.
    }
  }
}
