package raft.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address where nobody is refused and nobody gets in: it listens, accepts
 * nobody, and its backlog is full. Connecting takes for ever, as it does to a
 * host behind a dead switch.
 */
final class BlackHole implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> backlog = new ArrayList<>();
  private boolean full;

  BlackHole(ClusterConfig config, String peer) {
    int port = config.node(peer).peer().getPort();
    try {
      listening = FreePorts.listen(port, 1);
      while (!full && backlog.size() < 20) fill(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(int port) throws IOException {
    Socket socket = new Socket();
    backlog.add(socket);
    try {
      socket.connect(new InetSocketAddress(FreePorts.loopback(), port), 100);
    } catch (SocketTimeoutException e) {
      full = true;
    }
  }

  boolean isFull() {
    return full;
  }

  @Override public void close() {
    try {
      for (Socket socket : backlog) socket.close();
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
