package raft;

/**
 * Port to the application: the replicated state machine of §2. "Because the
 * state machines are deterministic, each computes the same state and the same
 * sequence of outputs."
 *
 * <p>The contract, in full:
 * <ul>
 * <li>{@link #apply} depends on the state and the command and on nothing else:
 *     no clock, no randomness, no file, no setting that may differ between
 *     servers, no iteration over a hash-ordered collection.
 * <li>{@link #apply} is total: it never throws, for any text at all. A log may
 *     hold what this {@link #check} never saw: another version of the
 *     application or another application wrote it. Such a command is answered
 *     {@code {"status":"misuse","why":...}} and changes nothing. The way to be
 *     total is to read the whole command before changing anything, as {@code
 *     raft.kv.LineList} does. If apply throws all the same, the server stops:
 *     it cannot go on and stay equal to the others.
 * <li>{@link #restore} of a {@link #snapshot} gives an equal state machine.
 * <li>{@link #check} and {@link #inWords} read no state and may be called from
 *     any thread. The others are called by one thread at a time, under the
 *     server's lock, so they must be quick and wait for nothing.
 * </ul>
 */
public interface StateMachine {

  /**
   * Looks at a command before it enters the log, so that bad input is refused
   * while nothing has happened yet.
   *
   * @throws IllegalArgumentException says to the user what is wrong
   */
  void check(String command);

  /**
   * Executes a committed command, or answers that it cannot be read.
   *
   * @return the answer for the client, JSON text
   */
  String apply(String command);

  /**
   * Whether two entries with this very text are one command that was sent
   * twice, because it bears its client's name and serial number. Then a leader
   * that holds it already does not append it again.
   */
  default boolean hasSerial(String command) {
    return false;
  }

  /** A command as a trace names it: a few words, from any text there is. */
  default String inWords(String command) {
    return command;
  }

  /** The whole state, as JSON text: the same text for the same state. */
  String snapshot();

  /** Replaces the whole state by that of a snapshot. */
  void restore(String snapshot);
}
