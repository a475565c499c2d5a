package raft;

/**
 * Port to the application: the replicated state machine of §2. "Since the state
 * machines are deterministic, each computes the same state and the same sequence
 * of outputs."
 *
 * <p>A command is read once on each server, outside the server's lock, and what
 * was read is applied. The contract, in full:
 * <ul>
 * <li>{@link #apply} depends on the state and the command and on nothing else:
 *     no clock, no randomness, no file, no setting that may differ between
 *     servers, no iteration over a hash-ordered collection.
 * <li>{@link #apply} never throws, for any command that {@link #read} or {@link
 *     #readFromLog} returned. If it does all the same, the server stops: it
 *     cannot go on and stay equal to the others.
 * <li>A log may hold what this {@link #read} never saw: another version of the
 *     application or another application wrote it. It becomes a {@link
 *     Command.Unreadable}, is answered {@code {"status":"misuse","why":...}},
 *     and changes nothing. ({@code raft.kv.Sessions} does that for the
 *     application in it.)
 * <li>{@link #restore} of a {@link #snapshot} gives an equal state machine.
 * <li>{@link #read} and {@link #readFromLog} read no state and may be called
 *     from any thread. The others are called by one thread at a time, under the
 *     server's lock, so they must be quick and wait for nothing.
 * </ul>
 */
public interface StateMachine {

  /**
   * Reads a client's command, before it enters the log, so that bad input is
   * refused while nothing has happened yet.
   *
   * @throws IllegalArgumentException says to the user what is wrong
   */
  Command read(String text);

  /**
   * Reads a command that stands in a log. Settings of this node have no say
   * here, and it never throws: what cannot be read is a command too, and {@link
   * #apply} answers so.
   */
  default Command readFromLog(String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException e) {
      return new Command.Unreadable(text, e.getMessage());
    }
  }

  /**
   * Executes a committed command that this, or another of its kind, has read.
   *
   * @return the answer for the client, JSON text
   */
  String apply(Command command);

  /** The whole state, as JSON text: the same text for the same state. */
  String snapshot();

  /** Replaces the whole state by that of a snapshot. */
  void restore(String snapshot);
}
