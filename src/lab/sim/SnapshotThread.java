package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.BegunSnapshot;
import raft.RaftServer;
import raft.SnapshotException;
import raft.SnapshotMetadata;

/**
 * What the thread of a node does that writes snapshots, cut into steps. Between
 * them commands are applied, and the process may end.
 */
final class SnapshotThread {
  private final RaftServer server;
  private final VirtualDisk disk;

  // The one that is being written; null if none is.
  private BegunSnapshot begun;
  private List<String> state; // as far as it has been read
  private SnapshotException failure; // null while there is none

  SnapshotThread(RaftServer server, VirtualDisk disk) {
    this.server = server;
    this.disk = disk;
  }

  /** Whether one was due; then it is begun. */
  boolean begin() {
    if (isBusy()) return false;
    begun = server.beginSnapshot().orElse(null);
    state = new ArrayList<>();
    failure = null;
    return begun != null;
  }

  boolean isBusy() {
    return begun != null;
  }

  SnapshotMetadata metadata() {
    return begun.metadata();
  }

  long index() {
    return metadata().lastIncludedIndex();
  }

  /** The lines of the image that were read so far. */
  List<String> state() {
    return state;
  }

  /** Reads this many lines of the image; false if there are no more. */
  boolean write(int lines) {
    for (int i = 0; i < lines && begun.state().hasNext(); i++) {
      state.add(begun.state().next());
    }
    return begun.state().hasNext();
  }

  /** Whether it is durable now. */
  boolean save() {
    try {
      disk.snapshots().save(metadata(), state.iterator());
    } catch (SnapshotException e) {
      failure = e;
    }
    return failure == null;
  }

  void end() {
    SnapshotMetadata saved = metadata();
    begun = null;
    if (failure == null) server.snapshotSaved(saved);
    else server.snapshotFailed(failure);
  }
}
