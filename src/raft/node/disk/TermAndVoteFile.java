package raft.node.disk;

import com.google.gson.JsonPrimitive;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.Message;
import raft.json.Json;
import raft.json.JsonException;

/**
 * {@code term-and-vote.json}: one line, {@code
 * {"currentTerm":5,"votedFor":"n1","checksum":123}}, replaced as a whole. After
 * a crash it is the old one or the new one, never a mixture and never nothing.
 *
 * <p>A process may be out of file descriptors, for too many clients, in the
 * very moment of an election. So two files are open all the time, and take
 * turns: the one that was replaced is kept under a name of its own, and is
 * written next.
 *
 * <p>Not thread-safe; the disk thread's own.
 */
final class TermAndVoteFile implements Closeable {
  private static final Pattern FORMAT = Pattern.compile(
      "\\{\"currentTerm\":([0-9]+),\"votedFor\":(null|\".*\")");

  private final Path file;
  private final Disk disk;
  private final Line.Writer line = new Line.Writer();
  private final FileChannel names; // the directory
  private FileChannel current; // what the file's name stands for
  private FileChannel spare; // what is written next
  private Path spareName;
  private Path freeName; // the current one gets it when it is replaced

  /**
   * Opens a file that was made with {@link #create}.
   *
   * @throws IOException if it cannot be written
   */
  TermAndVoteFile(Path file, Disk disk) throws IOException {
    this.file = file;
    this.disk = disk;
    spareName = file.resolveSibling(file.getFileName() + Disk.TEMPORARY);
    freeName = file.resolveSibling(file.getFileName() + ".2" + Disk.TEMPORARY);
    Files.deleteIfExists(freeName); // a crash may leave it
    Files.deleteIfExists(spareName);
    FileChannel directory = null;
    try {
      directory = FileChannel.open(file.toAbsolutePath().getParent());
      current = disk.open(file, StandardOpenOption.WRITE);
      spare = openNew(spareName);
    } catch (IOException | RuntimeException e) {
      closeAll(directory, current);
      throw e;
    }
    names = directory;
  }

  private FileChannel openNew(Path name) throws IOException {
    return disk.open(name, StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
  }

  /** Makes the file; durable when this returns. */
  static void create(Path file, TermAndVote first, Disk disk)
      throws IOException {
    disk.replace(file, encode(new Line.Writer(), first));
  }

  /** Replaces what was saved; durable when this returns. */
  void save(TermAndVote newest) throws IOException {
    spare.truncate(0);
    disk.write(spare, encode(line, newest), 0);
    disk.force(spare);
    boolean keepsName = keepName();
    disk.move(spareName, file);
    disk.forceDirectory(names);
    takeTurns(keepsName);
  }

  /** Where a disk knows no second names, a new file has to be opened. */
  private boolean keepName() throws IOException {
    try {
      disk.link(file, freeName);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }

  private void takeTurns(boolean keepsName) throws IOException {
    FileChannel replaced = current;
    current = spare;
    spare = replaced;
    if (keepsName) {
      Path name = spareName;
      spareName = freeName;
      freeName = name;
    } else {
      replaced.close();
      spare = openNew(spareName);
    }
  }

  private static ByteBuffer encode(Line.Writer line, TermAndVote newest) {
    line.text("{\"currentTerm\":").number(newest.currentTerm());
    line.text(",\"votedFor\":").text(quoted(newest.votedFor())).endLine();
    return line.take();
  }

  private static String quoted(String id) {
    return id == null ? "null" : new JsonPrimitive(id).toString();
  }

  /**
   * What was saved.
   *
   * @throws DataDirectoryException if the file is missing or damaged: it was
   *     there since the directory was made, and nothing may stand in for it
   */
  static TermAndVote read(Path file) throws IOException {
    if (!DataDirectory.isThere(file)) throw refusal(file, "is missing");
    try (Line.Reader lines = new Line.Reader(file)) {
      Line line = lines.next();
      TermAndVote read = line == null ? null : parse(line.text());
      if (read == null || lines.next() != null) {
        throw refusal(file, "is damaged");
      }
      if (read.currentTerm() > Message.MAX_TERM_OR_INDEX) {
        throw refusal(file, "says, at offset 0, term " + read.currentTerm()
            + ", and no server gets beyond " + Message.MAX_TERM_OR_INDEX);
      }
      return read;
    }
  }

  private static TermAndVote parse(String text) {
    Matcher fields = FORMAT.matcher(text == null ? "" : text);
    if (!fields.matches()) return null;
    try {
      return new TermAndVote(LogReader.number(fields.group(1)),
          unquoted(fields.group(2)));
    } catch (JsonException e) {
      return null; // no server writes such a string
    }
  }

  private static String unquoted(String id) {
    return id.equals("null") ? null : Json.read(id).getAsString();
  }

  private static DataDirectoryException refusal(Path file, String what) {
    return new DataDirectoryException(file + " " + what + ". It says which term"
        + " this server is in and whom it voted for there. A server that"
        + " forgot its vote may vote again in the same term, and then two"
        + " leaders may be elected. " + DataDirectoryException.STAY_DOWN);
  }

  @Override public void close() throws IOException {
    closeAll(spare, current, names);
    Files.deleteIfExists(spareName);
  }

  private static void closeAll(FileChannel... channels) throws IOException {
    for (FileChannel channel : channels) if (channel != null) channel.close();
  }
}
