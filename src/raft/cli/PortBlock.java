package raft.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Neighbouring free ports on loopback, for a cluster that lives as long as this
 * process. All are below 32768: above, the operating system takes ports for
 * outgoing connections, and might take the one of a node that is down.
 *
 * <p>The first port of a block is its guard. The process that listens there
 * owns the block, so two runs at the same time cannot choose the same one, and
 * the guard goes when its process does, however that ends.
 */
final class PortBlock implements AutoCloseable {
  private static final int FIRST = 12_288;
  private static final int END = 32_768;
  private static final int SIZE = 32;

  private final int first;
  private final ServerSocket guard;

  private PortBlock(int first, ServerSocket guard) {
    this.first = first;
    this.guard = guard;
  }

  /**
   * Takes a block whose first {@code ports} ports are free.
   *
   * @param ports how many are needed, at most 31
   * @throws IOException if there is no such block
   */
  static PortBlock take(int ports) throws IOException {
    if (ports >= SIZE) {
      throw new IOException("on one machine there is room for " + SIZE / 2
          + " nodes at most");
    }
    int blocks = (END - FIRST) / SIZE;
    int start = new Random().nextInt(blocks);
    for (int i = 0; i < blocks; i++) {
      PortBlock block = tryBlock(FIRST + (start + i) % blocks * SIZE, ports);
      if (block != null) return block;
    }
    throw new IOException("no " + ports + " neighbouring ports from " + FIRST
        + " to " + (END - 1) + " are free on loopback");
  }

  private static PortBlock tryBlock(int first, int ports) {
    ServerSocket guard = listen(first);
    if (guard == null) return null;
    PortBlock block = new PortBlock(first, guard);
    for (int i = 0; i < ports; i++) {
      ServerSocket free = listen(block.port(i));
      if (free == null) {
        block.close();
        return null;
      }
      close(free);
    }
    return block;
  }

  /** Null if the port is taken. */
  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.bind(new InetSocketAddress(loopback(), port));
        return socket;
      } catch (IOException e) {
        socket.close();
        return null;
      }
    } catch (IOException e) {
      return null;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError("a listening socket that was not used", e);
    }
  }

  /** The address of the i-th port, from 0. */
  InetSocketAddress address(int i) throws IOException {
    return new InetSocketAddress(loopback(), port(i));
  }

  private int port(int i) {
    return first + 1 + i;
  }

  /** Gives the block back. */
  @Override public void close() {
    close(guard);
  }
}
