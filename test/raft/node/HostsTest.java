package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host name is looked up each time, and nobody waits for it for long. */
final class HostsTest {
  private static final int PATIENT = 10_000;
  private static final int IMPATIENT = 50;

  private final CountDownLatch known = new CountDownLatch(1);
  private final AtomicInteger lookUps = new AtomicInteger();

  @AfterEach void theResolverEnds() {
    known.countDown();
  }

  private static InetSocketAddress named(String name) {
    return InetSocketAddress.createUnresolved(name, 7);
  }

  private static InetAddress numbered(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  /** Each look-up finds another address. */
  private InetAddress finds(String name) throws UnknownHostException {
    return numbered(lookUps.incrementAndGet());
  }

  /** Nobody answers before it is known. */
  private InetAddress isSlow(String name) throws UnknownHostException {
    try {
      known.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts it", e);
    }
    return finds(name);
  }

  private InetAddress misses(String name) throws UnknownHostException {
    lookUps.incrementAndGet();
    throw new UnknownHostException(name);
  }

  @Test void anAddressInNumbersIsNotLookedUp() throws IOException {
    InetSocketAddress address = new InetSocketAddress(numbered(9), 7);

    assertSame(address, Hosts.find(address, PATIENT, this::finds));
    assertEquals(0, lookUps.get());
  }

  @Test void aNameIsLookedUpEachTime() throws IOException {
    InetSocketAddress first = found("changes", this::finds);
    InetSocketAddress second = found("changes", this::finds);

    assertEquals(new InetSocketAddress(numbered(1), 7), first);
    assertEquals(new InetSocketAddress(numbered(2), 7), second);
  }

  @Test void aNameThatNobodyKnewIsLookedUpAgainToo() throws IOException {
    UnknownHostException unknown = assertThrows(UnknownHostException.class,
        () -> found("comes", this::misses));

    assertEquals("no host is known by the name comes", unknown.getMessage());
    assertEquals(numbered(2), found("comes", this::finds).getAddress());
  }

  @Test void aSlowResolverIsNotWaitedForAndIsAskedOnceAtATime()
      throws IOException {
    for (int i = 0; i < 3; i++) {
      String why = assertTimeoutPreemptively(Duration.ofMillis(PATIENT),
          () -> assertThrows(SocketTimeoutException.class, () -> Hosts.find(
              named("slow"), IMPATIENT, this::isSlow))).getMessage();
      assertEquals("the host name slow was not found within 50 ms", why);
    }

    known.countDown();

    assertTrue(Cluster.becomesTrue(() -> lookUps.get() > 0));
    assertEquals(1, lookUps.get());
  }

  /** When the one before it is not only answered, but over. */
  private static InetSocketAddress found(String name, Hosts.Resolver resolver)
      throws IOException {
    assertTrue(Cluster.becomesTrue(() -> Thread.getAllStackTraces().keySet()
        .stream().noneMatch(it -> it.getName().equals("look up " + name))));
    return Hosts.find(named(name), PATIENT, resolver);
  }
}
