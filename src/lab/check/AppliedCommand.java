package lab.check;

/**
 * A command that a state machine was given, and its answer.
 *
 * @param snapshot its state after it, taken every {@link #OFTEN} commands
 *                 since the process began; otherwise null
 */
public record AppliedCommand(String command, String answer, String snapshot) {

  /** How many commands lie between two snapshots. */
  public static final int OFTEN = 64;
}
