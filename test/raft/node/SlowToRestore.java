package raft.node;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import raft.Command;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;

/** Key-value stores that, from some moment on, take long for each line. */
final class SlowToRestore {
  private final int millis;
  private final AtomicInteger restored = new AtomicInteger();
  private volatile boolean slow;

  SlowToRestore(int millis) {
    this.millis = millis;
  }

  void slow() {
    slow = true;
  }

  /** How many images began to be restored slowly. */
  int restored() {
    return restored.get();
  }

  /** One for this node. */
  StateMachine of(String id) {
    StateMachine store =
        Applications.named("key-value", new Limits(1024, 65_536));
    return new StateMachine() {
      @Override public Command read(String text) {
        return store.read(text);
      }

      @Override public String apply(Command command) {
        return store.apply(command);
      }

      @Override public Iterator<String> image() {
        return store.image();
      }

      @Override public Restoring restore() {
        return slow ? slowed(store.restore()) : store.restore();
      }
    };
  }

  private StateMachine.Restoring slowed(StateMachine.Restoring state) {
    restored.incrementAndGet();
    return new StateMachine.Restoring() {
      @Override public void line(String line) {
        Cluster.pause(millis);
        state.line(line);
      }

      @Override public Runnable end() {
        return state.end();
      }
    };
  }
}
