package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import raft.Command;
import raft.StateMachine;

/** Without memory a node ends a connection, or itself: never half of it. */
final class OutOfMemoryTest {

  /** There is no memory to check, or to apply, what says so. */
  private static final class Greedy implements StateMachine {
    @Override public Command read(String text) {
      if (text.contains("check")) throw new OutOfMemoryError("a test");
      return Command.unread(text);
    }

    @Override public String apply(Command command) {
      if (command.text().contains("apply")) throw new OutOfMemoryError("a test");
      return "{}";
    }

    @Override public Iterator<String> image() {
      throw new AssertionError("no snapshot is taken");
    }

    @Override public Restoring restore() {
      throw new AssertionError("no snapshot was taken");
    }
  }

  private static Cluster oneNode() {
    Cluster cluster = Cluster.down(1, Map.of(), id -> new Greedy());
    cluster.start("n1");
    cluster.leader();
    return cluster;
  }

  private static String request(String what) {
    return """
        {"type":"ClientRequest","id":"r","command":{"op":"%s"}}"""
        .formatted(what);
  }

  @Test void anErrorEndsOnlyTheConnectionThatMetIt() {
    try (Cluster cluster = oneNode();
        Stranger greedy = Stranger.client(cluster.config(), "n1");
        Stranger other = Stranger.client(cluster.config(), "n1")) {

      greedy.send(request("check"));

      assertNull(greedy.receive());
      other.send(request("x"));
      assertEquals("applied",
          other.receive("ClientReply").get("outcome").getAsString());
      try (Stranger again = Stranger.client(cluster.config(), "n1")) {
        again.send(request("check"));
        assertNull(again.receive());
      }
      assertEquals(1, cluster.trace().stream().filter(
          line -> line.contains("ended: java.lang.OutOfMemoryError")).count());
    }
  }

  @Test void anErrorInTheMiddleOfAStepEndsTheNode() throws Exception {
    try (Cluster cluster = oneNode();
        Stranger greedy = Stranger.client(cluster.config(), "n1")) {
      greedy.send(request("apply"));

      String failure = cluster.node("n1").awaitClosed();

      assertTrue(failure.contains("OutOfMemoryError"), failure);
    }
  }

  // ---- large frames ----------------------------------------------------

  @Test void largeFramesShareOneMemoryAndWaitForItNotForEver()
      throws InterruptedIOException {
    int all = Integer.MAX_VALUE; // more than a sixteenth of any test's heap
    FrameMemory memory = new FrameMemory(all);

    assertTrue(memory.take(all - 1, 0));
    assertFalse(memory.take(2, 20));
    memory.release(all - 1);
    assertTrue(memory.take(all, 0));
  }
}
