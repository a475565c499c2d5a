package raft.node;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import raft.BegunSnapshot;
import raft.RaftServer;
import raft.SnapshotException;
import raft.SnapshotStore;

/**
 * The thread {@code n1 snapshot}: writes a snapshot each time that one is due,
 * while the server goes on. It asks at each tick: if it waited as the links do,
 * it would be woken with them for each message. If writing fails, the log is as
 * it was, and so the node goes on too; a person is told, and the next one is
 * due later.
 */
final class SnapshotTaker {
  private final RaftServer server;
  private final SnapshotStore store;
  private final Wire wire;

  // The thread; null until it runs.
  private volatile Thread thread;

  // Whether the node is being closed; never false again.
  private volatile boolean closing;

  SnapshotTaker(RaftServer server, SnapshotStore store, Wire wire) {
    this.server = server;
    this.store = store;
    this.wire = wire;
  }

  /** Until the server is closed. */
  void run() throws InterruptedException {
    thread = Thread.currentThread();
    while (true) {
      Optional<BegunSnapshot> begun = server.beginSnapshot();
      wire.faults().pass();
      begun.ifPresent(this::take);
      TimeUnit.MILLISECONDS.sleep(wire.config().tick());
    }
  }

  private void take(BegunSnapshot begun) {
    try {
      store.save(begun.metadata(), untilClosed(new Paced(begun.state(),
          System::nanoTime, LockSupport::parkNanos)));
    } catch (SnapshotException e) {
      // The next one has another index, but would say the same.
      if (!closing) {
        wire.troubles().tell("save", wire.node() + ": " + e.getMessage());
      }
      server.snapshotFailed(e);
      return;
    }
    server.snapshotSaved(begun.metadata());
  }

  /** A large state takes seconds to write, and a node ends within one. */
  private Iterator<String> untilClosed(Iterator<String> state) {
    return new Iterator<>() {
      @Override public boolean hasNext() {
        if (closing) throw new SnapshotException("the node is stopping");
        return state.hasNext();
      }

      @Override public String next() {
        return state.next();
      }
    };
  }

  /**
   * Ends what is being written before its next line; its server is closed. A
   * disk that takes longer than a moment is not awaited here: the storage keeps
   * the directory locked until it answers.
   */
  void close() {
    closing = true;
    Thread writing = thread;
    if (writing != null) NodeThreads.join(writing);
  }
}
