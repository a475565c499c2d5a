package raft.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks host names up: each time that a connection is made, never before, since
 * a name may get its address later than its cluster starts, and may get
 * another. Thread-safe.
 */
final class Hosts {
  // What is being looked up now, by name: a resolver can take many seconds, and
  // those who ask for the same name meanwhile wait for the same thread.
  private static final Map<String, FutureTask<InetAddress>> UNDER_WAY =
      new ConcurrentHashMap<>();

  private Hosts() {}

  /** Looks up one name; may take any time. */
  interface Resolver {
    InetAddress find(String name) throws UnknownHostException;
  }

  /**
   * The address with its host looked up; an address in numbers as it is.
   *
   * @param millis how long to wait
   * @throws UnknownHostException   if the name is not known
   * @throws SocketTimeoutException if it is not found within {@code millis}
   */
  static InetSocketAddress find(InetSocketAddress address, int millis)
      throws IOException {
    return find(address, millis, InetAddress::getByName);
  }

  static InetSocketAddress find(InetSocketAddress address, int millis,
      Resolver resolver) throws IOException {
    if (!address.isUnresolved()) return address;
    String name = address.getHostString();
    try {
      return new InetSocketAddress(lookUp(name, resolver).get(millis,
          TimeUnit.MILLISECONDS), address.getPort());
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("the host name " + name
          + " was not found within " + millis + " ms");
    } catch (ExecutionException e) {
      throw new UnknownHostException("no host is known by the name " + name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + name + " was looked up", e);
    }
  }

  private static FutureTask<InetAddress> lookUp(String name,
      Resolver resolver) {
    FutureTask<InetAddress> mine =
        new FutureTask<>(() -> resolver.find(name));
    FutureTask<InetAddress> other = UNDER_WAY.putIfAbsent(name, mine);
    if (other != null) return other;
    try {
      Thread thread = new Thread(() -> {
        mine.run();
        UNDER_WAY.remove(name);
      }, "look up " + name);
      thread.setDaemon(true);
      thread.start();
      return mine;
    } catch (Error e) { // no thread can be had
      UNDER_WAY.remove(name);
      throw e;
    }
  }
}
