package raft.node.disk;

import java.util.List;
import java.util.Set;
import raft.Entry;

/** What the disk thread is to do to the log, in the order of the buffer. */
sealed interface LogRecord {

  /** About how many bytes of the file it will be. */
  long bytes();

  /** An entry, and where in the log it belongs. */
  record Numbered(long index, Entry entry) implements LogRecord {
    @Override public long bytes() {
      return entry.bytes();
    }
  }

  /** A new log file begins after this index, with these entries (again). */
  record Start(long index, List<Entry> following) implements LogRecord {
    public Start {
      following = List.copyOf(following);
    }

    @Override public long bytes() {
      return following.stream().mapToLong(Entry::bytes).sum();
    }
  }

  /** The log up to this index may go, and older snapshots not in use. */
  record Discard(long lastIncludedIndex, Set<Long> inUse)
      implements LogRecord {
    public Discard {
      inUse = Set.copyOf(inUse);
    }

    @Override public long bytes() {
      return 0;
    }
  }
}
