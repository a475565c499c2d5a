package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final Watch watch = new Watch();
  private ServerSocket listening;
  private Connection first;
  private Connection second;

  @BeforeEach void connect() throws Exception {
    listening = FreePorts.listen(0, 5);
    first = connection();
    second = connection();
  }

  private Connection connection() throws Exception {
    return new Connection(new Socket(FreePorts.loopback(),
        listening.getLocalPort()), 1000, 1000);
  }

  @AfterEach void close() throws Exception {
    first.close();
    second.close();
    listening.close();
  }

  /** Also those of other watches. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("watch over connections"))
        .collect(Collectors.toSet());
  }

  /** The thread that this begins. */
  private Thread add(Connection connection) {
    Set<Thread> before = threads();
    watch.add(connection);
    Set<Thread> begun = threads();
    begun.removeAll(before);
    assertEquals(1, begun.size());
    return begun.iterator().next();
  }

  @Test void oneThreadRunsForAsLongAsThereIsAConnection() throws Exception {
    Thread thread = add(first);
    Set<Thread> withOne = threads();
    watch.add(second);
    Set<Thread> withTwo = threads();
    watch.remove(first);
    watch.remove(second);
    thread.join(5000);

    assertEquals(withOne, withTwo);
    assertFalse(thread.isAlive());
  }

  @Test void afterTheLastOneTheNextBeginsAThreadAnew() throws Exception {
    Thread thread = add(first);
    watch.remove(first);
    thread.join(5000);
    Thread next = add(second);
    watch.remove(second);
    next.join(5000);

    assertNotEquals(thread, next);
    assertFalse(next.isAlive());
  }
}
