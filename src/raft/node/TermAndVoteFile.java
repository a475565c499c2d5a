package raft.node;

import com.google.gson.JsonPrimitive;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code term-and-vote.json}: one line, {@code
 * {"currentTerm":5,"votedFor":"n1","checksum":123}}, replaced as a whole. After
 * a crash it is the old one or the new one, never a mixture and never nothing.
 *
 * <p>Not thread-safe; the disk thread's own.
 */
final class TermAndVoteFile {
  private static final Pattern FORMAT = Pattern.compile(
      "\\{\"currentTerm\":([0-9]+),\"votedFor\":(null|\".*\")");

  private final Path file;
  private final Disk disk;
  private final LineWriter line = new LineWriter();

  TermAndVoteFile(Path file, Disk disk) {
    this.file = file;
    this.disk = disk;
  }

  /** Replaces what was saved; durable when this returns. */
  void save(TermAndVote newest) throws IOException {
    line.text("{\"currentTerm\":").number(newest.currentTerm());
    line.text(",\"votedFor\":").text(quoted(newest.votedFor())).endLine();
    disk.replace(file, line.take());
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
    if (Files.notExists(file)) throw refusal(file, "is missing");
    try (LineReader lines = new LineReader(file)) {
      Line line = lines.next();
      TermAndVote read = line == null ? null : parse(line.text());
      if (read == null || lines.next() != null) {
        throw refusal(file, "is damaged");
      }
      return read;
    }
  }

  private static TermAndVote parse(String text) {
    Matcher fields = FORMAT.matcher(text == null ? "" : text);
    if (!fields.matches()) return null;
    try {
      return new TermAndVote(Long.parseLong(fields.group(1)),
          unquoted(fields.group(2)));
    } catch (NumberFormatException e) {
      return null; // beyond 64 bits: no server writes that
    }
  }

  private static String unquoted(String id) {
    return id.equals("null") ? null : JsonParser.parseString(id).getAsString();
  }

  private static DataDirectoryException refusal(Path file, String what) {
    return new DataDirectoryException(file + " " + what + ". It says which term"
        + " this server is in and whom it voted for there. A server that"
        + " forgot its vote may vote again in the same term, and then two"
        + " leaders may be elected. " + DataDirectoryException.STAY_DOWN);
  }
}
