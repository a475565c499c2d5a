package raft.kv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import raft.Command;
import raft.json.Fields;
import raft.text.Text;

/**
 * A client's command as it was read: who sent it, its number, and the
 * application's part.
 *
 * @param text    as it came
 * @param client  1 to 64 of the characters A-Z a-z 0-9 . _ -, or empty for the
 *                one command without a client: it asks for one
 * @param serial  at least 1; a client numbers its commands upwards
 * @param command what the application read from the same object without client
 *                and serial; null if there is no client
 * @param isRead  whether its "op" is one that changes nothing
 * @param length  of the application's part, see {@link Fields#canonical}
 * @param crc     a checksum of that
 */
record Envelope(String text, String client, long serial, Command command,
    boolean isRead, int length, long crc) implements Command {
  private static final int LONGEST_NAME = 64;
  private static final List<String> REGISTRATION = List.of("register");

  /** Reads the application's part: the fields but client and serial. */
  interface PartReader {
    Command read(Fields part);
  }

  /**
   * Reads one.
   *
   * @param reads the values of "op" that change nothing
   * @throws IllegalArgumentException names the field that is wrong
   */
  static Envelope read(String text, List<String> reads,
      PartReader application) {
    Fields fields = Fields.of(text);
    if (fields.isOneOf("op", REGISTRATION)) return registration(text, fields);
    String client = client(fields);
    long serial = fields.integer("serial", 1, Long.MAX_VALUE);
    boolean isRead = fields.isOneOf("op", reads);
    Fields part = fields.without("client", "serial");
    String canonical = part.canonical();
    return new Envelope(text, client, serial, application.read(part), isRead,
        canonical.length(), crc(canonical));
  }

  private static Envelope registration(String text, Fields fields) {
    if (!fields.has("client")) {
      fields.only("op");
      return new Envelope(text, "", 0, null, false, 0, 0);
    }
    throw new IllegalArgumentException(
        "client: register takes none, it answers with one");
  }

  /** Whether it asks for a client's name. */
  boolean isRegistration() {
    return command == null;
  }

  @Override public boolean hasSerial() {
    return !isRegistration();
  }

  /** {@code put x}: what is to be done, and to which key if there is one. */
  @Override public String inWords() {
    return CommandWords.of(text);
  }

  private static String client(Fields fields) {
    if (!fields.has("client")) {
      throw new IllegalArgumentException("client is missing:"
          + " take the one that register answers with, or choose a name");
    }
    String client = fields.text("client");
    if (isName(client)) return client;
    throw new IllegalArgumentException("client must be 1 to 64 of the"
        + " characters A-Z a-z 0-9 . _ -, not " + Text.quoted(client));
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NAME) return false;
    for (int i = 0; i < text.length(); i++) {
      if (!isNamePart(text.charAt(i))) return false;
    }
    return true;
  }

  private static boolean isNamePart(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
  }

  private static long crc(String canonical) {
    CRC32 crc = new CRC32();
    crc.update(canonical.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
