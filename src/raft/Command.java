package raft;

import java.util.Objects;

/**
 * A command for the state machine. The algorithm orders commands and does not
 * look into them: to it a command is its text, which goes to wire and disk as
 * it came. An application keeps what it read from the text in an implementation
 * of its own. Immutable, and bound to no state machine: the same command may be
 * applied to several.
 */
public interface Command {

  /** The text as it came, and as it stands in the log. */
  String text();

  /**
   * Whether two entries with this very text are one command that was sent
   * twice, because it bears its client's name and serial number. Then a leader
   * that holds it already does not append it again.
   */
  default boolean hasSerial() {
    return false;
  }

  /** A few words that name it in a trace. */
  default String inWords() {
    return text();
  }

  /** A text that no application has read yet: it came from wire or disk. */
  static Command unread(String text) {
    return new Unread(text);
  }

  /** See {@link #unread}. */
  record Unread(String text) implements Command {
    public Unread {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * What stands in a log and is no command of this application: another version
   * of it, or another application, wrote it.
   *
   * @param why what is wrong with the text
   */
  record Unreadable(String text, String why) implements Command {}
}
