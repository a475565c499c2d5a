package raft.node;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import raft.Command;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;

/** Key-value stores that, from some moment on, restore an image slowly. */
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

  /** How many images were restored slowly. */
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

      @Override public Runnable restore(Iterator<String> lines) {
        if (slow) {
          Cluster.pause(millis);
          restored.incrementAndGet();
        }
        return store.restore(lines);
      }
    };
  }
}
