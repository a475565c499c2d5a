package raft.kv;

import java.util.List;
import java.util.zip.CRC32;

/**
 * A client's command as it comes, opened: who sent it, its number, and the
 * application's part.
 *
 * @param client  1 to 64 of the characters A-Z a-z 0-9 . _ -, or empty for
 *                {@link #REGISTER}
 * @param serial  at least 1; a client numbers its commands upwards
 * @param command what the application gets to see: the same object without
 *                client and serial, in {@link StrictJson}'s canonical form
 * @param isRead  whether its "op" is one that changes nothing
 */
record Envelope(String client, long serial, String command, boolean isRead) {

  /** The one command without a client: it asks for one. */
  static final Envelope REGISTER = new Envelope("", 0, "", false);

  private static final int LONGEST_NAME = 64;

  /**
   * Opens one.
   *
   * @param reads the values of "op" that change nothing
   * @throws IllegalArgumentException names the field that is wrong
   */
  static Envelope read(String command, List<String> reads) {
    Fields fields = Fields.of(command);
    if (fields.is("op", "register")) return registration(fields);
    return new Envelope(client(fields),
        fields.integer("serial", 1, Long.MAX_VALUE),
        fields.jsonWithout("client", "serial"),
        reads.stream().anyMatch(op -> fields.is("op", op)));
  }

  private static Envelope registration(Fields fields) {
    if (!fields.has("client")) {
      fields.only("op");
      return REGISTER;
    }
    throw new IllegalArgumentException(
        "client: register takes none, it answers with one");
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
    return !text.isEmpty() && text.length() <= LONGEST_NAME
        && text.chars().allMatch(c -> c >= 'A' && c <= 'Z'
            || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
            || c == '.' || c == '_' || c == '-');
  }

  /** A checksum of the application's part. */
  long crc() {
    byte[] bytes = new byte[2 * command.length()];
    for (int i = 0; i < command.length(); i++) {
      bytes[2 * i] = (byte) (command.charAt(i) >> 8);
      bytes[2 * i + 1] = (byte) command.charAt(i);
    }
    CRC32 crc = new CRC32(); // much faster for many bytes at once
    crc.update(bytes);
    return crc.getValue();
  }
}
