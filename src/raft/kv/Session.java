package raft.kv;

import com.google.gson.JsonObject;
import raft.json.Fields;

/**
 * What is remembered of one client: its last command, and the answer to it if
 * that is short.
 *
 * <p>Of the command only a checksum and the length are kept. They guard
 * against a mistake, a serial used again for something else, and not against
 * malice; keeping the commands themselves would double the table. Should two
 * commands ever look alike, the second is answered like the first and not
 * executed: still nothing happens twice.
 *
 * @param serial 0 if there was no command yet
 * @param crc    of the command; see {@link Envelope}
 * @param length of the command, in characters
 * @param answer as text and character for character, however the application
 *               wrote it; null if it is not kept here
 */
record Session(long serial, long crc, int length, String answer) {

  /** A session that was just opened. */
  static final Session NEW = new Session(0, 0, 0, null);

  static Session after(Envelope envelope, String answer) {
    return new Session(envelope.serial(), envelope.crc(),
        envelope.length(), answer);
  }

  /** Whether this is, once more, the very command that came last. */
  boolean remembers(Envelope envelope) {
    return serial == envelope.serial()
        && length == envelope.length() && crc == envelope.crc();
  }

  /** This session as a line of an image. */
  JsonObject line(String client) {
    JsonObject session = new JsonObject();
    session.addProperty("client", client);
    session.addProperty("serial", serial);
    session.addProperty("crc", crc);
    session.addProperty("length", length);
    if (answer != null) session.addProperty("answer", answer);
    return session;
  }

  static Session restored(Fields session) {
    session.only("client", "serial", "crc", "length", "answer");
    return new Session(session.integer("serial", 0, Long.MAX_VALUE),
        session.integer("crc", 0, Long.MAX_VALUE),
        (int) session.integer("length", 0, Integer.MAX_VALUE),
        session.has("answer") ? session.text("answer") : null);
  }
}
