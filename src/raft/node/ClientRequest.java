package raft.node;

import java.util.Objects;

/**
 * A client's command.
 *
 * @param id      names the exchange, such as {@code client-1001-4}; at most
 *                {@link #LONGEST_ID} characters, since the reply repeats it
 * @param command for the state machine; a JSON object, nested at most
 *                {@link #DEEPEST} deep
 */
public record ClientRequest(String id, RawJson command) {
  /** A longer id might leave no room in the reply for the answer. */
  public static final int LONGEST_ID = 100;
  /**
   * Deeper a command is not nested. Less than a frame may be: in AppendEntries
   * a command stands deeper than here, and must pass there too.
   */
  public static final int DEEPEST = 50;

  public ClientRequest {
    checkId(id);
    Objects.requireNonNull(command, "command");
    if (!command.isObject()) {
      throw new IllegalArgumentException("the command is not a JSON object");
    }
    if (command.depth() > DEEPEST) {
      throw new IllegalArgumentException("the command is nested "
          + command.depth() + " deep, over the limit of " + DEEPEST);
    }
  }

  static void checkId(String id) {
    Objects.requireNonNull(id, "id");
    if (id.length() <= LONGEST_ID) return;
    throw new IllegalArgumentException("an id of " + id.length()
        + " characters is over the limit of " + LONGEST_ID);
  }
}
