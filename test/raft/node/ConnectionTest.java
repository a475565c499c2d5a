package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Allocation;
import raft.node.Frame.ErrorFrame;

/** One socket that carries frames, seen from both ends. */
final class ConnectionTest {
  private static final int MAX_FRAME = 1 << 20;
  private static final int FRAME_MILLIS = 300;

  private FreePorts ports;
  private ServerSocket listening;
  private Connection near;
  private Socket far;

  @BeforeEach void connect() throws IOException {
    ports = FreePorts.take();
    listening = FreePorts.listen(ports.port(0), 5);
    near = Connection.dial(address(ports.port(0)), 1000, MAX_FRAME,
        FRAME_MILLIS);
    far = listening.accept();
  }

  @AfterEach void close() throws IOException {
    near.close();
    far.close();
    listening.close();
    ports.close();
  }

  private static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(FreePorts.loopback(), port);
  }

  private void farSends(byte[] bytes) throws IOException {
    far.getOutputStream().write(bytes);
  }

  @Test void aFrameIsItsLengthInFourBytesAndThenJson() throws Exception {
    int written = near.write(new ErrorFrame("no"));

    byte[] expected = Stranger.frame("""
        {"type":"ErrorFrame","why":"no"}""");
    assertEquals(expected.length, written);
    byte[] sent = far.getInputStream().readNBytes(written);
    assertEquals(new String(expected), new String(sent));
  }

  @Test void theOtherEndMayCloseBetweenTwoFrames() throws Exception {
    farSends(Stranger.frame("{\"type\":\"ErrorFrame\",\"why\":\"no\"}"));
    far.close();

    assertEquals(new ErrorFrame("no"), near.read(1000));
    assertNull(near.read(1000));
  }

  @Test void silenceIsNotAFrameThatIsWrong() {
    assertThrows(SocketTimeoutException.class, () -> near.read(50));
  }

  @Test void aFrameThatDoesNotEndIsWrong() throws Exception {
    farSends(new byte[] {0, 0});

    assertThrows(FrameException.class, () -> near.read(1000));
  }

  @Test void roomIsMadeForWhatCameAndNotForWhatIsAnnounced() throws Exception {
    farSends(new byte[] {0, MAX_FRAME >> 16, 0, 0, '{'});
    far.shutdownOutput();

    long bytes = Allocation.once(() -> assertThrows(FrameException.class,
        () -> near.read(1000)));

    assertTrue(bytes < MAX_FRAME / 2, bytes + " bytes");
  }

  @Test void aFrameThatIsTooLongIsNotEvenSent() {
    Record tooLong = new ErrorFrame("x".repeat(MAX_FRAME));

    assertThrows(FrameException.class, () -> near.write(tooLong));
  }

  @Test void aWriteThatTakesTooLongIsEnded() {
    assertThrows(IOException.class, () -> {
      while (true) near.write(new ErrorFrame("x".repeat(1 << 12)));
    });
  }

  @Test void whatTakesNothingMoreInMayBeToldSoAgainAndStillSends()
      throws Exception {
    near.shutdownInput();

    near.shutdownInput();

    assertNull(near.read(1000));
    near.write(new ErrorFrame("no"));
  }

  @Test void anIdleConnectionIsNeverOverdue() throws Exception {
    near.write(new ErrorFrame("no"));

    near.closeIfOverdue(System.nanoTime() + 3_600_000_000_000L);

    near.write(new ErrorFrame("no"));
  }

  @Test void aReadIsEndedByAClose() throws Exception {
    Thread closer = new Thread(() -> {
      Cluster.pause(50);
      near.close();
    }, "closer");
    closer.start();

    assertThrows(IOException.class, () -> near.read(Connection.FOREVER));

    closer.join();
  }

  @Test void aReasonIsHeardByOneWhoIsStillSpeaking() throws Exception {
    CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
      try {
        farSends(new byte[] {0x7f, 0, 0, 0});
        farSends(new byte[4 * MAX_FRAME]);
        return new String(far.getInputStream().readAllBytes());
      } catch (IOException e) {
        return e.toString();
      }
    });
    assertThrows(FrameException.class, () -> near.read(1000));

    near.refuse("too much");

    String said = heard.get(5, TimeUnit.SECONDS);
    assertTrue(said.contains("\"why\":\"too much\""), said);
  }

  @Test void nobodyListensAndThatIsSaidAtOnce() {
    assertThrows(ConnectException.class, () -> Connection.dial(
        address(ports.port(1)), 1000, MAX_FRAME, FRAME_MILLIS));
  }

  @Test void aDialInVainLeavesNoSocketOpen() throws Exception {
    long before = openFiles();

    for (int i = 0; i < 200; i++) {
      assertThrows(ConnectException.class, () -> Connection.dial(
          address(ports.port(1)), 1000, MAX_FRAME, FRAME_MILLIS));
    }

    long left = openFiles() - before;
    assertTrue(left < 100, left + " files are open");
  }

  private static long openFiles() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    assumeTrue(system instanceof UnixOperatingSystemMXBean);
    return ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();
  }

  @Test void aSocketThatConnectsToItselfIsNobody() throws Exception {
    // In the range from which the system takes ports for outgoing sockets; it
    // tries them in turn, so sooner or later this very one.
    int port = freePortForOutgoing();
    for (int i = 0; i < 60_000; i++) {
      try (Connection self =
          Connection.dial(address(port), 1000, MAX_FRAME, FRAME_MILLIS)) {
        throw new AssertionError("it reached somebody: " + self);
      } catch (ConnectException e) {
        continue; // refused, as it should be
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("itself"), e.getMessage());
        return;
      }
    }
    assumeTrue(false, "this system did not connect a socket to itself");
  }

  /** Linux keeps the odd ones for who listens, and dials from the even. */
  private static int freePortForOutgoing() throws IOException {
    try (ServerSocket any = FreePorts.listen(0, 1)) {
      return any.getLocalPort() & ~1;
    }
  }
}
