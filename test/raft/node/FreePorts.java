package raft.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports on loopback that nobody listens on, below those that the operating
 * system gives to outgoing connections. The block's first port is listened on
 * as long as this is open, so that no other run of these tests takes the block.
 */
final class FreePorts implements AutoCloseable {
  private static final int FIRST = 12_288;
  private static final int SIZE = 32;
  private static final int BLOCKS = (32_768 - FIRST) / SIZE;

  private final ServerSocket guard;

  private FreePorts(ServerSocket guard) {
    this.guard = guard;
  }

  static FreePorts take() {
    int start = new Random().nextInt(BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      int first = FIRST + (start + i) % BLOCKS * SIZE;
      try {
        FreePorts ports = new FreePorts(listen(first));
        if (ports.areAllFree()) return ports;
        ports.close();
      } catch (IOException e) {
        // Somebody else's block.
      }
    }
    throw new IllegalStateException("no block of free ports on loopback");
  }

  /** Listens, with room for {@code backlog} that are not accepted. */
  static ServerSocket listen(int port, int backlog) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(loopback(), port), backlog);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return listen(port, 50);
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private boolean areAllFree() throws IOException {
    for (int i = 0; i < SIZE - 1; i++) {
      try (ServerSocket free = listen(port(i))) {
        assert free.isBound();
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  /** From 0 to 30. */
  int port(int i) {
    return guard.getLocalPort() + 1 + i;
  }

  @Override public void close() {
    try {
      guard.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
