package raft;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Port to the application: the replicated state machine of §2. "Since the state
 * machines are deterministic, each computes the same state and the same
 * sequence of outputs."
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
 * <li>What {@link #restore} makes of the lines of an {@link #image} is equal to
 *     the state of which the image was taken.
 * <li>{@link #read}, {@link #readQuery} and {@link #readFromLog} read no state
 *     and may be called from any thread.
 * <li>{@link #apply}, {@link #query}, {@link #image} and what {@link
 *     Restoring#end} returns are called by one thread at a time, under the
 *     server's lock. Nothing slow runs under the lock: they are quick, also
 *     when the state is large, and wait for nothing.
 * <li>The lines of an image are read, and those of another are restored, by
 *     threads that do not hold the lock, while commands are applied. Neither
 *     may touch what {@link #apply} changes.
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
   * Reads a command that stands in a log. It does not depend on settings of
   * this node, and it never throws: what cannot be read is a command too, and
   * {@link #apply} answers so.
   */
  default Command readFromLog(String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException e) {
      return new Command.Unreadable(text, e.getMessage());
    }
  }

  /**
   * Reads a query: a command that changes nothing and bears no client's name or
   * serial, since it is never in a log.
   *
   * @throws IllegalArgumentException says to the user what is wrong, or that
   *     this is no query
   */
  default Command readQuery(String text) {
    throw new IllegalArgumentException("this is none of the application's"
        + " reads: send it as a command");
  }

  /**
   * Answers what {@link #readQuery} has read, from the state as it is, and
   * changes nothing.
   *
   * @return the answer for the client, JSON text
   */
  default String query(Command query) {
    return apply(query);
  }

  /**
   * Executes a committed command that this, or another of its kind, has read.
   *
   * @return the answer for the client, JSON text
   */
  String apply(Command command);

  /**
   * The state as it is now, for a snapshot: JSON, one object a line. Equal
   * states give equal lines.
   *
   * <p>Called under the lock and taken in a moment. One other thread reads the
   * lines, once, without the lock and however long it takes; the commands that
   * are applied meanwhile do not change them.
   */
  Iterator<String> image();

  /**
   * Begins to build a state from an image, beside the present one. Its lines
   * come one after the other, in hours perhaps; so that nothing slow is left
   * for the end, each is put where it belongs when it comes.
   */
  Restoring restore();

  /**
   * A state that is being built, without the lock and without a change of the
   * present one. By one thread at a time, each of which sees what the ones
   * before it did; given up at any line, if the rest does not come.
   */
  interface Restoring {

    /**
     * The next line of the image.
     *
     * @throws IllegalArgumentException if it is none
     */
    void line(String line);

    /**
     * No more lines follow.
     *
     * @return puts what was built in the place of the present state, in a
     *     moment; run under the lock, once or never
     * @throws IllegalArgumentException if some are missing
     */
    Runnable end();

    /**
     * One that is whole at any end.
     *
     * @param add     gets each line
     * @param replace what {@link #end} returns
     */
    static Restoring of(Consumer<String> add, Runnable replace) {
      return new Restoring() {
        @Override public void line(String line) {
          add.accept(line);
        }

        @Override public Runnable end() {
          return replace;
        }
      };
    }
  }
}
