package raft.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.client.FakeNode.SILENCE;
import static raft.client.FakeNode.UNWELCOMING;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import raft.client.FakeNode.Behaviour;

/** What begins in time and then stalls is heard no longer than it may take. */
class HandshakeTest {
  private static final int MILLIS = 300;
  private static final int MOST = 2000; // a stalled frame alone takes 17 s

  private static void endsInTime(Behaviour behaviour) {
    try (FakeNodes nodes = new FakeNodes(behaviour)) {
      long begun = System.nanoTime();

      assertThrows(IOException.class, () -> Handshake.status(nodes.config(),
          nodes.config().nodes().get(0), 0, MILLIS));

      long millis = (System.nanoTime() - begun) / 1_000_000;
      assertTrue(millis < MOST, millis + " ms");
    }
  }

  @Test void aWelcomeThatStallsDoesNotOutlastTheQuestion() {
    endsInTime(UNWELCOMING);
  }

  @Test void anAnswerThatStallsDoesNotOutlastTheQuestion() {
    endsInTime(request -> SILENCE);
  }
}
