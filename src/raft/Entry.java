package raft;

import java.util.Objects;

/**
 * One log entry (§5.3): "Each log entry stores a state machine command along
 * with the term number when the entry was received by the leader."
 *
 * @param term    the term of the leader that received it, at least 1
 * @param kind    whether the state machine gets to see it
 * @param command of a no-op, one without text; of a configuration, itself
 */
public record Entry(long term, Kind kind, Command command) {
  private static final Command NOTHING = Command.unread("");
  private static final int FRAMING = 64; // bytes around a text, at most

  /** Who an entry is for. */
  public enum Kind {
    /** A client's command: applied to the state machine. */
    COMMAND,
    /** "a blank no-op entry" (§8): never reaches the state machine. */
    NO_OP,
    /** "Cluster configurations are stored and communicated using special
     *  entries in the replicated log" (§6): for the servers themselves. */
    CONFIGURATION
  }

  public Entry {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(command, "command");
    Message.inRange(1, term, "term");
    if (kind == Kind.NO_OP && !command.text().isEmpty()) {
      throw new IllegalArgumentException("a no-op carries no command");
    }
    if (kind == Kind.CONFIGURATION
        && ((Configuration) command).voters().isEmpty()) {
      throw new IllegalArgumentException("a configuration without servers");
    }
  }

  public static Entry command(long term, Command command) {
    return new Entry(term, Kind.COMMAND, command);
  }

  /** From wire or disk: a command that is still to be read. */
  public static Entry command(long term, String text) {
    return command(term, Command.unread(text));
  }

  public static Entry noOp(long term) {
    return new Entry(term, Kind.NO_OP, NOTHING);
  }

  /** These are the servers, from this entry on. */
  public static Entry configuration(long term, Configuration configuration) {
    return new Entry(term, Kind.CONFIGURATION, configuration);
  }

  /** Null if this entry is of another kind. */
  public Configuration configuration() {
    return kind == Kind.CONFIGURATION ? (Configuration) command : null;
  }

  /** The command's text, as it stands in the log; empty for a no-op. */
  public String text() {
    return command.text();
  }

  /** The same entry with a command that the application has read. */
  Entry read(StateMachine stateMachine) {
    return command instanceof Command.Unread && kind == Kind.COMMAND
        ? command(term, stateMachine.readFromLog(text())) : this;
  }

  /** The same entry with nothing but the command's text. */
  Entry textOnly() {
    return command instanceof Command.Unread || kind != Kind.COMMAND ? this
        : command(term, text());
  }

  /** By term, kind and text, whether or not the command has been read. */
  @Override public boolean equals(Object other) {
    return other instanceof Entry entry && term == entry.term
        && kind == entry.kind && text().equals(entry.text());
  }

  @Override public int hashCode() {
    return Objects.hash(term, text());
  }

  /** {@code {"op":"put",...} of term 2}. */
  @Override public String toString() {
    String what = switch (kind) {
      case COMMAND -> text();
      case NO_OP -> "a no-op";
      case CONFIGURATION -> "the configuration " + text();
    };
    return what + " of term " + term;
  }

  /** How many bytes of UTF-8 this entry adds to a frame, or a few more. */
  public long bytes() {
    String text = text();
    long bytes = FRAMING + text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) bytes++;
      if (c >= 0x800 && !Character.isSurrogate(c)) bytes++; // a pair has 4
    }
    return bytes;
  }
}
