package raft.node.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import raft.SnapshotException;
import raft.SnapshotMetadata;

/**
 * What a snapshot's file says of itself, all its lines having been verified.
 *
 * @param lastIncludedIndex as its name says
 * @param metadata          null if its first line cannot be read
 * @param begun             null if its first line cannot be read
 * @param lines             of the state, up to the damage if there is any
 * @param bytes             how many the file has
 * @param refusal           why a node must not start from this, where, and what
 *                          to do; null if it may
 */
public record SnapshotContents(Path file, long lastIncludedIndex,
    SnapshotMetadata metadata, Instant begun, long lines, long bytes,
    String refusal) {

  /** Reads a file that has its final name; changes nothing. */
  static SnapshotContents read(Path file, long index) throws IOException {
    long bytes = Files.size(file);
    SnapshotReader reader = new SnapshotReader(file, line -> { });
    String refusal = null;
    try {
      reader.readAll();
      refusal = refusalOfName(reader.metadata(), file, index);
    } catch (SnapshotException e) {
      refusal = refusal(e.getMessage());
    }
    return new SnapshotContents(file, index, reader.metadata(),
        reader.begun(), reader.count(), bytes, refusal);
  }

  private static String refusalOfName(SnapshotMetadata metadata, Path file,
      long index) {
    long said = metadata.lastIncludedIndex();
    return said == index ? null
        : refusal(file + ": the line at offset 0 says that it is the"
            + " snapshot up to " + said + ", which is not its name");
  }

  private static String refusal(String what) {
    return what + ". It got its name when all of it was on disk, and what it"
        + " covers is no longer in the log. "
        + DataDirectoryException.STAY_DOWN;
  }
}
