package lab.check;

/**
 * What a state machine was given, and what it said.
 *
 * @param snapshot its state thereafter, taken every {@link #OFTEN} commands
 *                 since the process began; otherwise null
 */
public record AppliedCommand(String command, String answer, String snapshot) {

  /** So many commands lie between two snapshots. */
  public static final int OFTEN = 64;
}
